# shellcheck shell=bash
# Whether this machine lets a user make the namespaces that a sandbox is built of; and if not, what to change.

# Starts `true` the way in which the sandbox starts a task, and prints why that failed, if it did.
sandbox_complaint() {
    bwrap --unshare-all --unshare-user --disable-userns --uid 1000 --gid 1000 --cap-drop ALL \
        --ro-bind / / --proc /proc --dev /dev true 2>&1 && return
    echo "bwrap failed"
}

# check_sandbox STOP|GO_ON: a machine without sandboxes stops the set-up, or is only told so.
check_sandbox() {
    local complaint
    command -v bwrap >/dev/null || return 0
    complaint=$(sandbox_complaint)
    [[ -n $complaint ]] || return 0
    if [[ $1 == STOP ]]; then
        problem "sandboxes cannot be started: ${complaint%%$'\n'*}" "$(sandbox_remedy "$complaint")"
    else
        say "sandboxes cannot be started: ${complaint%%$'\n'*}"
        say "$(sandbox_remedy "$complaint"); until then the tests that need them are skipped"
    fi
}

# sandbox_remedy COMPLAINT
sandbox_remedy() {
    if [[ $1 == *"nknown option"* ]]; then
        echo "bubblewrap 0.8 or later is needed, this is $(bwrap --version)"
    elif [[ $(setting kernel/unprivileged_userns_clone) == 0 ]]; then
        echo "permit user namespaces, as root: sysctl -w kernel.unprivileged_userns_clone=1"
    elif [[ $(setting user/max_user_namespaces) == 0 ]]; then
        echo "permit user namespaces, as root: sysctl -w user.max_user_namespaces=15000"
    elif [[ $(setting kernel/apparmor_restrict_unprivileged_userns) == 1 ]]; then
        echo "permit user namespaces, as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    else
        echo "a container must be started so that it may make namespaces (docker run --privileged); a chroot never may"
    fi
}

# setting NAME: a setting of the kernel's; empty when this kernel has none of that name.
setting() {
    cat "/proc/sys/$1" 2>/dev/null || true
}
