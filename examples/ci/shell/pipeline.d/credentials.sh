# shellcheck shell=bash
# AWS credentials from the identity token that the CI tool gave this job, for the role in AWS_ROLE_ARN.
#
# Nothing is exchanged here: infrastructure-deployer finds the token's file as every AWS program does, asks for
# credentials itself, and asks again before they end.

use_identity_token() {
    local token=${OIDC_TOKEN-}
    [[ -n $token && -z ${AWS_WEB_IDENTITY_TOKEN_FILE-} ]] || return 0
    need AWS_ROLE_ARN
    # Outside of the working copy, where no artifact and no build script's archive picks it up.
    AWS_WEB_IDENTITY_TOKEN_FILE=$(mktemp)
    printf '%s' "$token" >"$AWS_WEB_IDENTITY_TOKEN_FILE"
    export AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN
    unset OIDC_TOKEN
}
