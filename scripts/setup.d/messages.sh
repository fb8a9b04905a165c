# shellcheck shell=bash
# What the scripts say, on standard error; and a list of everything that stands in the way, so that it is said at once.

problems=()

say() {
    printf '%s\n' "setup: $*" >&2
}

# problem WHAT HOW: something is missing that the set-up cannot bring, and how to get it.
problem() {
    problems+=("$1"$'\n'"  $2")
}

# Ends the set-up when there is a problem.
stop_on_problems() {
    ((${#problems[@]} > 0)) || return 0
    printf 'setup: this machine is not ready yet:\n' >&2
    printf -- '- %s\n' "${problems[@]}" >&2
    exit 69
}
