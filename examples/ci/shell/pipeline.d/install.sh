# shellcheck shell=bash
# The command line tool: the one on the PATH, or else the one that DEPLOY_RUNNER_URL names.

# A download is run only while it is what DEPLOY_RUNNER_SHA256 says: a workspace may have been another build's before.
install_deployer() {
    local folder file
    ! command -v infrastructure-deployer >/dev/null || return 0
    need DEPLOY_RUNNER_URL
    need DEPLOY_RUNNER_SHA256
    folder=$(realpath --canonicalize-missing "$PIPELINE_OUT/bin/$DEPLOY_RUNNER_SHA256")
    file=$folder/infrastructure-deployer
    if ! is_right "$file"; then
        mkdir -p "$folder"
        curl --silent --show-error --fail --location --retry 3 --output "$file" "$DEPLOY_RUNNER_URL"
        is_right "$file" ||
            refuse "$DEPLOY_RUNNER_URL is not what DEPLOY_RUNNER_SHA256 says" "check both; nothing of it was run"
        chmod +x "$file"
    fi
    PATH=$PATH:$folder
}

is_right() {
    sha256sum --check --status <<<"$DEPLOY_RUNNER_SHA256  $1" 2>/dev/null
}
