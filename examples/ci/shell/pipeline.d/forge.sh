# shellcheck shell=bash
# Where people see it: the comment and the issue, on the platform that this job can talk to.

on_github() {
    [[ -n ${GITHUB_TOKEN-} && -n ${GITHUB_REPOSITORY-} ]]
}

on_gitlab() {
    [[ -n ${CI_API_V4_URL-} && -n ${CI_PROJECT_ID-} ]]
}

show_plan() {
    if on_github; then
        github_show_plan
    elif on_gitlab; then
        gitlab_show_plan
    else
        say "no comment was written: neither GITHUB_TOKEN and GITHUB_REPOSITORY nor GitLab's variables are set"
    fi
}

report_drift() {
    local finding
    finding=$(decision DRIFT)
    # What is not known must neither raise an alarm nor call one off.
    if [[ ${finding:-unknown} == unknown ]]; then
        say "the check failed: the issue about drift stays as it is"
    elif on_github; then
        github_report_drift "$finding"
    elif on_gitlab; then
        gitlab_report_drift "$finding"
    else
        say "drift: $finding; no issue was written, for want of GITHUB_TOKEN and GITHUB_REPOSITORY or GitLab's variables"
    fi
}

# plan_text LIMIT: the summary of the plan, or why there is none, with at most LIMIT characters.
plan_text() {
    local summary=$PIPELINE_OUT/summary.md
    if [[ -e $summary ]]; then
        cut_text "$1" <"$summary"
    else
        printf '%s\nThere is no plan of %s: it failed early, see %s\n' "$(plan_mark)" "$(commit HEAD)" "${RUN_URL:-the log}"
    fi
}

# drift_text LIMIT
drift_text() {
    {
        printf '%s\nThe plans of %s have changes, though nothing was pushed. See %s\n\n' \
            "$(drift_mark)" "$(commit HEAD)" "${RUN_URL:-the log}"
        cat "$PIPELINE_OUT/summary.md"
    } | cut_text "$1"
}

# cut_text LIMIT: the text, at most LIMIT characters of it, with a word about what is missing.
cut_text() {
    jq --raw-input --slurp --raw-output --argjson limit "$1" \
        'if length > $limit then .[:$limit - 80] + "\n\n*Cut here: the platform takes no more than \($limit) characters.*" else . end'
}

# The first line by which a comment is found again; the summary begins with it.
plan_mark() {
    echo '<!-- deploy-runner: plan-changes -->'
}

# The first line by which the issue is found again.
drift_mark() {
    echo '<!-- deploy-runner: drift -->'
}

# call METHOD URL HEADERS [JSON]: calls an API and prints its answer; says what it said when it refused.
call() {
    local options=(--silent --show-error --fail-with-body --max-time 60 --request "$1") answer code=0
    # Only reading is repeated: a comment that came through although its answer was lost would come twice.
    [[ $1 != GET ]] || options+=(--retry 3)
    [[ -z ${4-} ]] || options+=(--header "Content-Type: application/json" --data @-)
    # The token goes through a file descriptor: arguments can be read by every process of the machine.
    answer=$(curl "${options[@]}" --header @<(printf '%s\n' "$3") "$2" <<<"${4-}") || code=$?
    ((code == 0)) || say "$1 $2 failed: $answer"
    printf '%s\n' "$answer"
    return "$code"
}

# pages URL HEADER FILTER: what a jq filter finds on all pages of a list, one JSON value a line.
pages() {
    local page=1 answer
    while true; do
        answer=$(call GET "$1&per_page=100&page=$page" "$2") || return
        jq --compact-output ".[] | $3" <<<"$answer"
        (($(jq length <<<"$answer") == 100)) || return 0
        page=$((page + 1))
    done
}
