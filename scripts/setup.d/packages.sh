# shellcheck shell=bash
# What Debian's packages bring. Each is looked for by what it brings, so that one got in another way counts too.

missing_packages=()

# want_command COMMAND PACKAGE
want_command() {
    command -v "$1" >/dev/null || missing_packages+=("$2")
}

# want_file PATH PACKAGE
want_file() {
    [[ -e $1 ]] || missing_packages+=("$2")
}

# The AWS CLI, wherever on the PATH it lies; not version 1, which PyPI has: it cannot tail a log.
want_aws_cli() {
    local program
    while read -r program; do
        [[ $("$program" --version 2>/dev/null) != aws-cli/2.* ]] || return 0
    done < <(type -ap aws)
    missing_packages+=(awscli)
}

# What a build needs beside the toolchain.
want_for_build() {
    want_command git git
    want_file /etc/ssl/certs/ca-certificates.crt ca-certificates
    want_file /usr/include/sqlite3.h libsqlite3-dev
    want_file /usr/include/zlib.h zlib1g-dev
}

# What the example pipelines run with, and the language of Jenkinsfiles, which brings a Java where there is none.
want_for_pipelines() {
    want_command curl curl
    want_command jq jq
    want_command groovy groovy
}

# What builds and keeps images where there is no Docker.
want_for_images() {
    want_command buildah buildah
    want_command docker-registry docker-registry
}

# What the tests of the job scripts call; without it they are skipped, and say so.
want_for_job_tests() {
    want_command packer packer
    want_command ssh openssh-client
    # As a package sshd opens port 22 where services are started: on such a machine that is its owner's decision.
    [[ -d /run/systemd/system ]] || want_file /usr/sbin/sshd openssh-server
}

# Installs what is missing, as root or through sudo; without either it says what to type.
install_missing_packages() {
    ((${#missing_packages[@]} > 0)) || return 0
    local command=(apt-get install --yes --no-install-recommends "${missing_packages[@]}")
    if ! command -v apt-get >/dev/null; then
        problem "missing: ${missing_packages[*]}" "these are Debian's names; install them with this machine's package manager"
        return 0
    fi
    local as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            problem "missing: ${missing_packages[*]}" "run as root: ${command[*]}"
            return 0
        fi
        as_root=(sudo)
    fi
    say "installing ${missing_packages[*]}"
    local output
    # The lists of packages are old or not there on a fresh machine: fetch them when the first try fails.
    apt_get "${command[@]:1}" >/dev/null 2>&1 && return
    output=$(apt_get update 2>&1 && apt_get "${command[@]:1}" 2>&1) && return
    printf '%s\n' "$output" >&2
    problem "could not install ${missing_packages[*]}" "see above; by hand, as root: ${command[*]}"
}

apt_get() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet "$@"
}
