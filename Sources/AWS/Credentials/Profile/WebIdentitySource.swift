/// A token that an identity provider puts into a file, traded for the credentials of a role: Kubernetes, CI tools.
struct WebIdentitySource: CredentialSource {
    let name = "web identity"
    private let tokenFile: String?
    private let roleARN: String?
    private let sessionName: String?
    private let core: SessionCore

    /// Each value is the environment's, else the profile's.
    init(_ variables: Environment, profile: [String: String], core: SessionCore) {
        tokenFile = variables["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? profile["web_identity_token_file"]
        roleARN = variables["AWS_ROLE_ARN"] ?? profile["role_arn"]
        sessionName = variables["AWS_ROLE_SESSION_NAME"] ?? profile["role_session_name"]
        self.core = core
    }

    func look() async throws(AWSError) -> Finding {
        guard let tokenFile, !tokenFile.isEmpty else {
            return .absent("neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set")
        }
        guard let roleARN, !roleARN.isEmpty else {
            throw AWSError.credentials(
                .noCredentials,
                "there is a web identity token file, \(tokenFile), and no role for it: set AWS_ROLE_ARN or role_arn"
            )
        }
        // Read each time: the token is replaced long before the role's credentials end.
        let token: String
        do throws(TextFile.Failure) {
            token = try TextFile.read(tokenFile)
        } catch {
            throw AWSError.credentials(.noCredentials, "the web identity token file \(tokenFile) \(error.reason)")
        }
        let sts = STSClient(core.unsigned(.sts))
        return .found(
            try await sts.assumeRole(
                roleARN,
                sessionName: sessionName ?? RoleSessionName.standard(at: core.time()),
                webIdentityToken: token
            )
        )
    }
}
