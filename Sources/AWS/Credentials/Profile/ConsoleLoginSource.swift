/// A profile that signs in with `aws login`: what that leaves behind needs signatures that are not made here.
struct ConsoleLoginSource: CredentialSource {
    let name = "aws login"
    let profile: String
    let values: [String: String]

    func look() async throws(AWSError) -> Finding {
        guard values["login_session"] != nil else { return .absent("profile \(profile) has no login_session") }
        throw AWSError.credentials(
            .noCredentials,
            "profile \(profile) signs in with `aws login`, which cannot be read here; put its credentials into the "
                + "environment with `aws configure export-credentials --profile \(profile) --format env`"
        )
    }
}
