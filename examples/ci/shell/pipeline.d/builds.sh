# shellcheck shell=bash
# Build scripts: those called build_*.sh that the change touches run before the plan, in the order of their paths.

run_changed_build_scripts() {
    local changed script code
    mapfile -d "" -t changed < <(infrastructure-deployer git-updated-files -z \
        --source-ref "$SOURCE_SHA" --target-ref "$TARGET_SHA" --ext sh | sort --zero-terminated)
    wait "$!" # for the code of what was read from
    for script in "${changed[@]}"; do
        # One that was deleted has changed, too.
        [[ ${script##*/} == build_*.sh && -f $script ]] || continue
        say "running $script"
        stoppable bash "$script" || {
            code=$?
            say "$script exited with $code: nothing is planned"
            exit "$code"
        }
    done
}
