# shellcheck shell=bash
# A registry for the demo's images: Debian's docker-registry on loopback, which ends with the demo.

# start_registry FOLDER: sets $registry to its host and port; its images lie in FOLDER.
start_registry() {
    local folder=$1 line
    printf '%s\n' 'version: 0.1' 'log: {level: info}' 'http: {addr: "127.0.0.1:0"}' \
        "storage: {filesystem: {rootdirectory: $folder/registry}}" >"$folder/registry.yml"
    exec {registry_log}< <(exec docker-registry serve "$folder/registry.yml" 2>&1)
    registry_process=$!
    trap 'kill "$registry_process"' EXIT
    while read -r line <&"$registry_log"; do
        [[ $line =~ listening\ on\ ([0-9.:]+) ]] || continue
        # shellcheck disable=SC2034 # for the script that sources this one
        registry=${BASH_REMATCH[1]}
        # What it says from here on nobody reads; a full pipe would stop it.
        cat <&"$registry_log" >/dev/null &
        return
    done
    echo "the demo's registry did not start" >&2
    exit 1
}
