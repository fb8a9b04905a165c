# shellcheck shell=bash
# What the pipeline says, on standard error, how it ends when it must, and what it is told.

say() {
    printf 'pipeline: %s\n' "$*" >&2
}

# refuse WHY HINT: ends the pipeline with 1.
refuse() {
    say "$1"
    say "hint: $2"
    exit 1
}

# need NAME: ends the pipeline unless the variable NAME has a value.
need() {
    [[ -n ${!1-} ]] || refuse "the variable $1 is not set" "docs/ci.md says what to set on each platform"
}

# split NAME ARRAY: the words of the variable NAME, on however many lines.
#
# Nothing in them is special: quotes would end up in the words, which then mean something else.
split() {
    local -n words=$2
    [[ ${!1-} != *[\"\']* ]] || refuse "the variable $1 has quotes, which are not understood" "take them out"
    # shellcheck disable=SC2034 # it is the caller's array
    read -r -d "" -a words <<<"${!1-}" || true
}
