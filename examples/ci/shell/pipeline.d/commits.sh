# shellcheck shell=bash
# What is compared with what. Both are settled once, as SHAs, when planning; the apply gets them and nothing else.

# commit NAME: the SHA of a commit; fails when there is none.
commit() {
    git rev-parse --verify --quiet --end-of-options "$1^{commit}"
}

# is_before OLDER NEWER: whether NEWER contains OLDER; a commit contains itself.
is_before() {
    git merge-base --is-ancestor "$1" "$2" 2>/dev/null
}

on_default_branch() {
    [[ $BRANCH == "$DEFAULT_BRANCH" ]]
}

# A shallow clone has no parents, and some tools fetch one branch only.
complete_history() {
    if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
        git fetch --quiet --unshallow origin ||
            refuse "this clone is shallow, and the rest cannot be fetched" "let the CI tool clone with full history"
    fi
    commit "origin/$DEFAULT_BRANCH" >/dev/null ||
        git fetch --quiet origin "+refs/heads/$DEFAULT_BRANCH:refs/remotes/origin/$DEFAULT_BRANCH" ||
        refuse "origin/$DEFAULT_BRANCH is not in this clone, and cannot be fetched" \
            "let the CI tool fetch $DEFAULT_BRANCH as well"
}

# settle_commits: sets SOURCE_SHA and TARGET_SHA.
settle_commits() {
    local deployed
    complete_history
    TARGET_SHA=$(commit HEAD)
    if on_default_branch; then
        deployed=$(deployed_commit) || refuse_unknown
        SOURCE_SHA=$(first_commit_before "$TARGET_SHA" "$deployed" "${BEFORE_SHA-}" HEAD^)
    else
        SOURCE_SHA=$(git merge-base "origin/$DEFAULT_BRANCH" HEAD) || SOURCE_SHA=""
    fi
    [[ -n $SOURCE_SHA ]] || refuse "nothing to compare $TARGET_SHA with" \
        "it has no parent, or no history in common with $DEFAULT_BRANCH; set DEPLOYED_SHA to the commit that is deployed"
    say "comparing $SOURCE_SHA with $TARGET_SHA"
}

# first_commit_before TARGET CANDIDATE...: the first candidate that TARGET contains.
#
# What is deployed comes first: a commit whose apply failed or was rejected is then part of the next plan. A push of
# several commits begins before the first of them, which the parent of the last is not. A force push leads back to it.
first_commit_before() {
    local target=$1 candidate sha
    shift
    for candidate; do
        if [[ -n $candidate ]] && sha=$(commit "$candidate") && is_before "$sha" "$target"; then
            echo "$sha"
            return
        fi
    done
}

# deployed_commit: the commit of the last apply that succeeded, as the platform knows it; nothing where it does not.
# Fails when a platform that knows it does not say it.
deployed_commit() {
    local known=${DEPLOYED_SHA:-${GIT_PREVIOUS_SUCCESSFUL_COMMIT-}} # which Jenkins sets
    if [[ -n $known ]]; then
        echo "$known"
    elif [[ ${GITHUB_ACTIONS-} == true ]]; then
        # Elsewhere a repository on GitHub may have deployments that are none of this pipeline's.
        need GITHUB_TOKEN
        github_deployed_commit
    elif on_gitlab; then
        gitlab_deployed_commit
    fi
}

# begun_commits: those whose apply has succeeded, or may be under way, as the platform knows them.
begun_commits() {
    deployed_commit || return
    ! on_gitlab || gitlab_approved_commits
}

# What is not known must not pass for what is not there.
refuse_unknown() {
    refuse "the platform does not say which commit is deployed" "see its answer above; run the job again when it is well"
}

# require_approved_commit: this checkout is the commit that was approved, and nothing newer has been applied.
require_approved_commit() {
    local here begun newer
    complete_history
    here=$(commit HEAD)
    [[ $here == "$TARGET_SHA" ]] ||
        refuse "$TARGET_SHA was approved, but this checkout is $here" "let the CI tool check out the approved commit"
    is_before "$TARGET_SHA" "origin/$DEFAULT_BRANCH" ||
        refuse "$TARGET_SHA is not on $DEFAULT_BRANCH (any more)" "merge it first"
    begun=$(begun_commits) || refuse_unknown
    for newer in $begun; do
        if [[ $newer != "$TARGET_SHA" ]] && commit "$newer" >/dev/null && is_before "$TARGET_SHA" "$newer"; then
            refuse "a newer commit, $newer, was applied already, or is about to be; applying $TARGET_SHA would undo it" \
                "nothing is missing: the newer one contains this one"
        fi
    done
}
