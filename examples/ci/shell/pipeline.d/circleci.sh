# shellcheck shell=bash
# CircleCI: a setup workflow plans, and goes on with a second configuration that knows what the plan decided.

# circleci_continue FILE
circleci_continue() {
    local body changes options=${CHANGE_OPTIONS-}
    need CIRCLE_CONTINUATION_KEY
    ((${#options} <= 512)) ||
        refuse "CHANGE_OPTIONS has ${#options} characters, and CircleCI hands on no more than 512" "use broader patterns"
    changes=$(decision CHANGES)
    # Only the default branch has anything to approve.
    on_default_branch || changes=false
    body=$(jq --null-input --arg key "$CIRCLE_CONTINUATION_KEY" --rawfile configuration "$1" \
        --argjson changes "${changes:-false}" --arg source "$(decision SOURCE_SHA)" --arg target "$(decision TARGET_SHA)" \
        --arg options "$options" \
        '{"continuation-key": $key, $configuration, parameters: {$changes, $source, $target, $options}}')
    call POST "${CIRCLECI_API_URL:-https://circleci.com/api/v2}/pipeline/continue" "Accept: application/json" "$body"
}
