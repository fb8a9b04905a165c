# shellcheck shell=bash
# The command line tool: the one on the PATH, or else the one that DEPLOY_RUNNER_URL names.

# A download is run only when it is what DEPLOY_RUNNER_SHA256 says.
install_deployer() {
    local folder=$PIPELINE_OUT/bin
    PATH=$PATH:$(realpath --canonicalize-missing "$folder")
    ! command -v infrastructure-deployer >/dev/null || return 0
    need DEPLOY_RUNNER_URL
    need DEPLOY_RUNNER_SHA256
    mkdir -p "$folder"
    curl --silent --show-error --fail --location --retry 3 --output "$folder/download" "$DEPLOY_RUNNER_URL"
    sha256sum --check --quiet <<<"$DEPLOY_RUNNER_SHA256  $folder/download" ||
        refuse "$DEPLOY_RUNNER_URL is not what DEPLOY_RUNNER_SHA256 says" "check both; nothing of it was run"
    chmod +x "$folder/download"
    mv "$folder/download" "$folder/infrastructure-deployer"
}
