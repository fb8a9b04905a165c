# shellcheck shell=bash
# Children that hear it when a CI tool cancels the job.
#
# Some tools signal only the shell that they started, and a shell that waits for a child in the foreground hands nothing
# on. So the last command of a job replaces the shell (`exec`), and one that something follows runs through `stoppable`.

# stoppable COMMAND...: runs it in a process group of its own, hands it SIGINT and SIGTERM, and waits for its end.
stoppable() {
    local code=0 child='' asked=''
    # Before the child is there, a signal is kept for it.
    trap 'asked="$asked INT"; hand_on' INT
    trap 'asked="$asked TERM"; hand_on' TERM
    # With job control a child in the background does not start with SIGINT ignored.
    set -m
    "$@" </dev/null &
    child=$!
    set +m
    hand_on
    # A trap ends `wait` early; the child is waited for until it is gone.
    while kill -0 "$child" 2>/dev/null; do wait "$child" || true; done
    wait "$child" || code=$?
    trap - INT TERM
    return "$code"
}

# Sends the signals that were asked for since the last time to the child of `stoppable`, whose variables these are.
hand_on() {
    local name names=$asked
    [ -n "$child" ] || return 0
    asked=''
    for name in $names; do kill "-$name" -- "-$child" 2>/dev/null || true; done
}
