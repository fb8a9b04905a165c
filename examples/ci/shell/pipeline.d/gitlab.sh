# shellcheck shell=bash
# GitLab: the comment, the issue, what was deployed last, and the child pipeline.

gitlab() {
    local method=$1 path=$2
    shift 2
    call "$method" "$CI_API_V4_URL/projects/$CI_PROJECT_ID/$path" "PRIVATE-TOKEN: $GITLAB_TOKEN" "$@"
}

# gitlab_pages PATH FILTER: PATH has a query already.
gitlab_pages() {
    pages "$CI_API_V4_URL/projects/$CI_PROJECT_ID/$1" "PRIVATE-TOKEN: $GITLAB_TOKEN" "$2"
}

# A job's own token may not write comments; without one that may, the job's artifacts have to do.
gitlab_may_write() {
    [[ -n ${GITLAB_TOKEN-} ]] || {
        say "nothing was written: GITLAB_TOKEN, a project access token with the scope api, is not set"
        return 1
    }
}

gitlab_show_plan() {
    local requests request text
    gitlab_may_write || return 0
    IFS=, read -ra requests <<<"${CI_OPEN_MERGE_REQUESTS-}"
    ((${#requests[@]} > 0)) || say "there is no open merge request of this branch"
    text=$(plan_text 1000000)
    for request in "${requests[@]}"; do
        gitlab_write_note "merge_requests/${request##*!}/notes" "$text"
    done
}

# gitlab_write_note PATH TEXT: anew, or in place of what this user wrote there before.
gitlab_write_note() {
    local body known own
    body=$(jq --null-input --arg body "$2" '{body: $body}')
    own=$(call GET "$CI_API_V4_URL/user" "PRIVATE-TOKEN: $GITLAB_TOKEN" | jq .id)
    known=$(gitlab_pages "$1?order_by=created_at" \
        "select(.author.id == $own and (.body | startswith(\"$(plan_mark)\"))) | .id" | sed -n 1p)
    if [[ -n $known ]]; then
        gitlab PUT "$1/$known" "$body" >/dev/null
    else
        gitlab POST "$1" "$body" >/dev/null
    fi
    say "the plan stands in ${1%/notes}"
}

# gitlab_report_drift true|false
gitlab_report_drift() {
    local number body
    gitlab_may_write || return 0
    number=$(gitlab_pages "issues?state=opened&labels=drift" \
        "select(.description // \"\" | startswith(\"$(drift_mark)\")) | .iid" | sed -n 1p)
    if [[ $1 == false ]]; then
        [[ -z $number ]] || gitlab PUT "issues/$number" '{"state_event": "close"}' >/dev/null
        say "there is no drift"
        return
    fi
    body=$(drift_text 1000000 |
        jq --raw-input --slurp '{title: "Infrastructure has drifted", description: ., labels: "drift"}')
    if [[ -n $number ]]; then
        gitlab PUT "issues/$number" "$body" >/dev/null
    else
        number=$(gitlab POST issues "$body" | jq .iid)
    fi
    say "the drift stands in issue $number"
}

gitlab_deployed_commit() {
    gitlab_deployments "${DEPLOY_ENVIRONMENT:-production}" 1
}

# The jobs of a child pipeline run beside those of another one, and only the last of them records what was applied. So
# what was approved later wins as soon as it was approved.
gitlab_approved_commits() {
    gitlab_deployments "${DEPLOY_ENVIRONMENT:-production}-approval" 100
}

# gitlab_deployments ENVIRONMENT COUNT: the commits of the newest ones that succeeded. A job's own token may read them.
gitlab_deployments() {
    call GET "$CI_API_V4_URL/projects/$CI_PROJECT_ID/deployments?environment=$1&status=success&order_by=id&sort=desc&per_page=$2" \
        "JOB-TOKEN: $CI_JOB_TOKEN" | jq --raw-output '.[].sha'
}

# gitlab_child_pipeline: the pipeline that applies what was planned, on standard output; JSON, which is YAML as well.
#
# One job waits for a person, who may be asked for by protecting its environment, which records that it was approved, for
# gitlab_approved_commits. Behind it each module has a job of its
# own, in the stage of its wave, which begins when all before it have succeeded. The last job records the deployment, for
# gitlab_deployed_commit. Where nothing changes there is nothing to approve.
gitlab_child_pipeline() {
    local filter
    if [[ $(decision CHANGES) != true ]]; then
        jq --null-input '{"nothing to apply": {script: ["true"], variables: {GIT_STRATEGY: "none"}}}'
        return
    fi
    # shellcheck disable=SC2016 # the dollars are those of jq and of GitLab
    filter='
        def talk($line): {variables: {GIT_STRATEGY: "none"}, script: ["echo \"\($line) $APPROVED_SHA\""]};
        {
            include: {local: ".gitlab/deploy-runner.yml"},
            stages: (["approve"] + ([.modules[].wave] | unique | map("wave \(.)")) + ["record"]),
            variables: {SOURCE_SHA: .source.commit, APPROVED_SHA: .target.commit},
            approve: (talk("approved:") + {
                stage: "approve", when: "manual", allow_failure: false,
                environment: {name: "\($environment)-approval"}
            }),
            record: (talk("applied:") + {stage: "record", environment: {name: $environment}})
        }
        + (.modules | map({
            key: "\(.action) \(.path)" | sub("^plan"; "apply"),
            value: {
                extends: ".deploy-runner", stage: "wave \(.wave)",
                # Whose name may have few characters. Modules that share one wait for each other, and that is all.
                resource_group: (.path | gsub("[^A-Za-z0-9/_ .-]"; "_")),
                variables: {MODULE: {value: .path, expand: false}, AWS_ROLE_ARN: "$APPLY_ROLE_ARN"},
                script: ["exec ci/pipeline apply-module \"$MODULE\""]
            }
        }) | from_entries)'
    jq --arg environment "${DEPLOY_ENVIRONMENT:-production}" "$filter" "$PIPELINE_OUT/changes.json"
}
