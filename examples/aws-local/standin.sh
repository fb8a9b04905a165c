# shellcheck shell=bash
# Starts the stand-in for AWS for as long as the script runs that reads this, and shows every AWS client the way to it.

# start_standin FOLDER: FOLDER is filled by set_stage; the stand-in ends with this shell, which holds its standard input.
start_standin() {
    local folder=$1 python facts
    python=$(python_with_peers)
    "$python" examples/aws-local/configuration.py standin "$folder" "$(program deploy-runner)" >"$folder/standin.json"
    coproc standin { exec "$python" Tests/Peers/aws_standin --configuration "$folder/standin.json"; }
    # shellcheck disable=SC2154 # `coproc` sets it.
    if ! IFS= read -r facts <&"${standin[0]}"; then
        echo "The stand-in for AWS did not start." >&2
        exit 1
    fi
    printf '%s\n' "$facts" >"$folder/facts.json"
    "$python" examples/aws-local/configuration.py function "$folder" "$(program invoker)" "$facts"
    AWS_ENDPOINT_URL=$(fact "$facts" endpoint)
    AWS_ACCESS_KEY_ID=$(fact "$facts" access_key_id)
    AWS_SECRET_ACCESS_KEY=$(fact "$facts" secret_access_key)
    export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1
    # Nothing of whoever runs the demo: no profile, no session, no real account.
    export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
    unset AWS_PROFILE AWS_SESSION_TOKEN
}

# program NAME: its path; ends the demo when it is not built.
program() {
    if ! command -v "$1"; then
        echo "$1 is not built: run make release" >&2
        return 1
    fi
}

# python_with_peers: the Python of .venv, or whichever has the packages.
python_with_peers() {
    local candidate
    for candidate in "$PWD/.venv/bin/python3" python3; do
        if "$candidate" -c 'import moto, yaml' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    echo "moto is not installed: run scripts/setup test" >&2
    return 1
}

# fact FACTS NAME: one of the texts that the stand-in said of itself.
fact() {
    local value=${1#*"\"$2\": \""}
    printf '%s' "${value%%\"*}"
}
