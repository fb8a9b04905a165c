# shellcheck shell=bash
# Build scripts: those called build_*.sh that the change touches run before the plan, in the order of their paths.

run_changed_build_scripts() {
    local changed script code
    changed=$(infrastructure-deployer git-updated-files \
        --source-ref "$SOURCE_SHA" --target-ref "$TARGET_SHA" --ext sh)
    while IFS= read -r script; do
        # One that was deleted has changed, too.
        [[ ${script##*/} == build_*.sh && -f $script ]] || continue
        say "running $script"
        stoppable bash "$script" || {
            code=$?
            say "$script exited with $code: nothing is planned"
            exit "$code"
        }
    done < <(sort <<<"$changed")
}
