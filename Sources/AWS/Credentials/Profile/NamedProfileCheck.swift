/// No source, but a gate in front of them: a profile that somebody named has to be there.
///
/// Going on without it would mean to act as somebody else.
struct NamedProfileCheck: CredentialSource {
    let name = "profile"
    let files: AWSSharedFiles

    func look() async throws(AWSError) -> Finding {
        guard files.profile(files.profileName) == nil else { return .absent(files.profileName) }
        throw AWSError.credentials(
            .validation,
            "the profile \(files.profileName) is neither in \(files.configPath) nor in \(files.credentialsPath); "
                + "name one that is there in AWS_PROFILE, or unset AWS_PROFILE and AWS_DEFAULT_PROFILE"
        )
    }
}
