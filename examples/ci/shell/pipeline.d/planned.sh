# shellcheck shell=bash
# What one job hands to the next, in .pipeline: changes.json, what was planned, with its two commits; decision.env, what
# a CI tool decides by; summary.md and junit.xml, what people see.

# What an earlier build of a reused workspace left is none of this one's.
forget_earlier_builds() {
    mkdir -p "$PIPELINE_OUT"
    rm -f -- "$PIPELINE_OUT"/{changes.json,decision.env,summary.md}
    forget_earlier_reports
}

# An apply that is refused has none of its own; what was planned it needs.
forget_earlier_reports() {
    rm -f -- "$PIPELINE_OUT"/{applied.md,junit.xml}
}

# decide NAME=VALUE...: lines that are at once a GitHub output, a GitLab dotenv report and easy to read anywhere.
decide() {
    mkdir -p "$PIPELINE_OUT"
    printf '%s\n' "$@" >"$PIPELINE_OUT/decision.env"
}

# decision NAME: a value; nothing where there is none.
decision() {
    [[ ! -e $PIPELINE_OUT/decision.env ]] || sed -n "s/^$1=//p" "$PIPELINE_OUT/decision.env"
}

# read_planned: sets SOURCE_SHA and TARGET_SHA, the commits that were planned, and `planned`, the options that say so.
#
# They come from the plan's own file, which lists its modules, too; or else from SOURCE_SHA and APPROVED_SHA. When both
# are there, the file must be the plan of the approved commit.
read_planned() {
    local file=$PIPELINE_OUT/changes.json
    if [[ -e $file ]]; then
        SOURCE_SHA=$(jq --raw-output .source.commit "$file")
        TARGET_SHA=$(jq --raw-output .target.commit "$file")
        # shellcheck disable=SC2034 # for the caller
        planned=(--approved "$file")
        [[ ${APPROVED_SHA:-$TARGET_SHA} == "$TARGET_SHA" ]] ||
            refuse "$APPROVED_SHA was approved, but $file is the plan of $TARGET_SHA" "approve the plan anew"
    else
        need SOURCE_SHA
        need APPROVED_SHA
        TARGET_SHA=$APPROVED_SHA
        # shellcheck disable=SC2034
        planned=(--source-ref "$SOURCE_SHA" --target-ref "$TARGET_SHA")
    fi
    export SOURCE_SHA TARGET_SHA
}
