# shellcheck shell=bash
# Builds what the demo plays on, all of it in .demo: bare git repositories, the state's folder, a configuration.

# set_stage FOLDER: makes FOLDER anew, and puts two repositories, the state and the configuration there.
set_stage() {
    local folder=$1
    rm -rf -- "$folder"
    mkdir -p "$folder/state"
    make_repository "$folder/infrastructure-live.git"
    make_page "$folder/status-page.git"
    write_configuration "$folder"
}

# make_repository BARE: main is examples/infrastructure-live; bigger-network adds a zone to the network of dev.
make_repository() {
    local bare=$1 source
    source=$(mktemp -d)
    cp -R examples/infrastructure-live/. "$source"
    plain_git -C "$source" init --quiet --initial-branch main
    commit_all "$source" "Describe the shop's two accounts"
    plain_git -C "$source" switch --quiet --create bigger-network
    sed -i 's/"eu-west-1b"\]/"eu-west-1b", "eu-west-1c"]/' "$source/dev/network/terraform.tfvars"
    commit_all "$source" "Give dev a third zone"
    plain_git -C "$source" switch --quiet main
    plain_git clone --quiet --bare "$source" "$bare"
    rm -rf -- "$source"
}

# make_page BARE: main is examples/status-page.
make_page() {
    local bare=$1 source
    source=$(mktemp -d)
    cp -R examples/status-page/. "$source"
    plain_git -C "$source" init --quiet --initial-branch main
    commit_all "$source" "Tell customers that all is well"
    plain_git clone --quiet --bare "$source" "$bare"
    rm -rf -- "$source"
}

# commit_all FOLDER MESSAGE: fails when there is nothing to commit.
commit_all() {
    plain_git -C "$1" add --all
    plain_git -C "$1" commit --quiet --message "$2"
}

# git without the settings of whoever runs the demo: no hooks, no signatures.
plain_git() {
    GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
        GIT_AUTHOR_NAME=Demo GIT_AUTHOR_EMAIL=demo@acme.example \
        GIT_COMMITTER_NAME=Demo GIT_COMMITTER_EMAIL=demo@acme.example git "$@"
}

# write_configuration FOLDER: the example, with FOLDER in place of the folder that it names.
write_configuration() {
    local text
    text=$(<examples/deploy-runner.yml)
    printf '%s\n' "${text//'/srv/deploy-runner'/"$1"}" >"$1/deploy-runner.yml"
}
