/// A profile whose credentials come from a sign-in through IAM Identity Center.
struct SSOSource: CredentialSource {
    let name = "SSO"
    private let profile: String
    private let configuration: Result<SSOConfiguration?, AWSError>
    private let home: String
    private let core: SessionCore

    init(_ profile: String, _ sources: CredentialSources) {
        self.profile = profile
        home = sources.variables["HOME"] ?? ""
        core = sources.core
        do throws(AWSError) {
            configuration = .success(try SSOConfiguration(profile, sources.files))
        } catch {
            configuration = .failure(error)
        }
    }

    func look() async throws(AWSError) -> Finding {
        guard let configuration = try configuration.get() else {
            return .absent("profile \(profile) has neither sso_account_id nor sso_role_name")
        }
        let file = SSOTokenFile(
            configuration: configuration,
            path: configuration.tokenPath(home: home),
            core: core
        )
        let token = try await file.validToken()
        let portal = SSOClient(core.unsigned(.sso, region: configuration.region))
        do throws(AWSError) {
            return .found(
                try await portal.roleCredentials(
                    account: configuration.account,
                    role: configuration.role,
                    token: token
                )
            )
        } catch {
            guard error.statusCode == 401 else { throw error }
            throw AWSError.credentials(
                .expiredCredentials,
                "the sign-in for profile \(profile) is not valid any more; \(configuration.advice)"
            )
        }
    }
}
