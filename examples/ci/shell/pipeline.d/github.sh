# shellcheck shell=bash
# GitHub: the comment, the issue, and what was deployed last. Needs GITHUB_TOKEN and GITHUB_REPOSITORY, from wherever.

github() {
    local method=$1 path=$2
    shift 2
    call "$method" "${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY/$path" "$(github_headers)" "$@"
}

# github_pages PATH FILTER: PATH has a query already.
github_pages() {
    pages "${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY/$1" "$(github_headers)" "$2"
}

github_headers() {
    printf '%s\n' "Authorization: Bearer $GITHUB_TOKEN" "Accept: application/vnd.github+json" \
        "X-GitHub-Api-Version: 2022-11-28"
}

# The comment goes to every open pull request whose last commit was planned here.
github_show_plan() {
    local sha numbers number text
    sha=$(commit HEAD)
    numbers=$(github_pages "commits/$sha/pulls?" "select(.state == \"open\" and .head.sha == \"$sha\") | .number")
    [[ -n $numbers ]] || say "there is no open pull request of $sha"
    text=$(plan_text 65536)
    for number in $numbers; do
        github_write_comment "$number" "$text"
    done
}

# github_write_comment NUMBER TEXT: anew, or in place of what this user wrote there before.
github_write_comment() {
    local author=${COMMENT_AUTHOR:-github-actions[bot]} known body
    body=$(jq --null-input --arg body "$2" '{body: $body}')
    known=$(github_pages "issues/$1/comments?" \
        "select(.user.login == \"$author\" and (.body | startswith(\"$(plan_mark)\"))) | .id" | sed -n 1p)
    if [[ -n $known ]]; then
        github PATCH "issues/comments/$known" "$body" >/dev/null
    else
        github POST "issues/$1/comments" "$body" >/dev/null
    fi
    say "the plan stands in pull request $1"
}

# github_report_drift true|false
github_report_drift() {
    local number body
    number=$(github_pages "issues?state=open&labels=drift" \
        "select(has(\"pull_request\") | not) | select(.body // \"\" | startswith(\"$(drift_mark)\")) | .number" | sed -n 1p)
    if [[ $1 == false ]]; then
        [[ -z $number ]] || github PATCH "issues/$number" '{"state": "closed", "state_reason": "completed"}' >/dev/null
        say "there is no drift"
        return
    fi
    body=$(drift_text 65536 | jq --raw-input --slurp '{title: "Infrastructure has drifted", body: ., labels: ["drift"]}')
    if [[ -n $number ]]; then
        github PATCH "issues/$number" "$body" >/dev/null
    else
        number=$(github POST issues "$body" | jq .number)
    fi
    say "the drift stands in issue $number"
}

# The commit of the newest deployment that has succeeded. One that a newer one has replaced has succeeded as well.
#
# Fails when an answer is missing: to go on to an older deployment then would be to forget a newer one.
github_deployed_commit() {
    local page=1 deployments deployment statuses
    while true; do
        deployments=$(github GET "deployments?environment=${DEPLOY_ENVIRONMENT:-production}&per_page=30&page=$page" |
            jq --compact-output '.[] | {id, sha}') || return
        [[ -n $deployments ]] || return 0
        while IFS= read -r deployment; do
            statuses=$(github GET "deployments/$(jq .id <<<"$deployment")/statuses?per_page=100") || return
            if jq --exit-status 'any(.[]; .state == "success")' <<<"$statuses" >/dev/null; then
                jq --raw-output .sha <<<"$deployment"
                return
            fi
        done <<<"$deployments"
        page=$((page + 1))
    done
}
