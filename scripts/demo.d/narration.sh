# shellcheck shell=bash
# How the demo tells its story: a line for each step, the command as a person would type it, and whether it ended as told.

# Terraform colours whatever it prints; where no colour is wanted it is taken out of the job's output, too.
if [[ -t 1 && -z ${NO_COLOR-} ]]; then
    bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m' colour=(env)
else
    bold="" dim="" plain="" colour=(without_colour)
fi
steps=0

# step WHAT HAPPENS NEXT
step() {
    steps=$((steps + 1))
    printf '\n%s%d. %s%s\n' "$bold" "$steps" "$*" "$plain"
}

# expect CODE COMMAND...: shows the command, runs it, and ends the demo unless it exits with CODE.
expect() {
    local expected=$1 code=0
    shift
    printf '%s' "$dim"
    show_command "$@"
    printf '%s' "$plain"
    "${colour[@]}" "$@" || code=$?
    if ((code != expected)); then
        printf '\nThe demo failed: this command should have exited with %d, and exited with %d.\n' "$expected" "$code" >&2
        exit 1
    fi
    printf '%s(exit code %d, as it should be)%s\n' "$dim" "$code" "$plain"
}

without_colour() {
    "$@" 2>&1 | sed --unbuffered 's/\x1b\[[0-9;]*m//g'
    return "${PIPESTATUS[0]}"
}

# Prints a command so that it can be typed again: what the job is given on lines of its own, no option without its value.
show_command() {
    local line='$' unit behind=0
    while (($# > 0)); do
        unit=$(quoted "$1")
        if ((behind >= 3)) && (($# > 1)); then
            unit+=" $(quoted "$2")"
            shift
        fi
        # The script is the second word behind "--".
        if ((behind == 3)) || ((${#line} + ${#unit} > 95)); then
            printf '%s \\\n' "$line"
            line="   "
        fi
        line+=" $unit"
        if ((behind > 0)) || [[ $unit == -- ]]; then behind=$((behind + 1)); fi
        shift
    done
    printf '%s\n' "$line"
}

quoted() {
    if [[ $1 =~ ^[A-Za-z0-9_./:=@,+-]+$ ]]; then printf '%s' "$1"; else printf '%s' "${1@Q}"; fi
}
