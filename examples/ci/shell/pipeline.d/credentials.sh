# shellcheck shell=bash
# AWS credentials from the identity token that the CI tool gave this job, for the role in AWS_ROLE_ARN.
#
# Nothing is exchanged here: infrastructure-deployer finds the token's file as every AWS program does, asks for
# credentials itself, and asks again before they end. Where a token ends before a job may, OIDC_TOKEN_COMMAND prints a
# new one.

use_identity_token() {
    local token=${OIDC_TOKEN-}
    [[ -n $token && -z ${AWS_WEB_IDENTITY_TOKEN_FILE-} ]] || return 0
    need AWS_ROLE_ARN
    # Outside of the working copy, where no artifact and no build script's archive picks it up.
    AWS_WEB_IDENTITY_TOKEN_FILE=$(mktemp --directory)/token
    printf '%s' "$token" >"$AWS_WEB_IDENTITY_TOKEN_FILE"
    export AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN
    unset OIDC_TOKEN
    # The job's end of the pipe, which `exec` leaves open: it closes with the last process of the job.
    # shellcheck disable=SC2034
    exec {identity_pipe}> >(tend_identity_token)
}

# Renews the token every 40 minutes, and removes its file when the job has ended, however it did.
tend_identity_token() {
    local file=$AWS_WEB_IDENTITY_TOKEN_FILE renew
    trap '' INT TERM
    exec >/dev/null 2>&1
    split OIDC_TOKEN_COMMAND renew
    # Nothing is ever read: until the job ends, reading takes as long as it may, and its code is more than 128.
    while read -r -t "${OIDC_TOKEN_SECONDS:-2400}" || (($? > 128)); do
        ((${#renew[@]} == 0)) || ! "${renew[@]}" >"$file.new" || mv -- "$file.new" "$file"
    done
    rm -r -- "${file%/*}"
}
