# shellcheck shell=bash
# What the pipeline says, on standard error, and how it ends when it must.

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
