/// A profile with a `role_arn`, and the profiles that it gets its credentials from.
struct AssumedRoleSource: CredentialSource {
    let name = "assumed role"
    private let profile: String
    /// Made once, so that the caches of the roles in between last.
    private let role: Result<RoleStep?, AWSError>

    init(_ profile: String, _ sources: CredentialSources) {
        self.profile = profile
        do throws(AWSError) {
            role = .success(try RoleSteps(sources).first(profile))
        } catch {
            role = .failure(error)
        }
    }

    func look() async throws(AWSError) -> Finding {
        guard let role = try role.get() else { return .absent("profile \(profile) has no role_arn") }
        return .found(try await role.assume())
    }
}

/// One role to assume, and who assumes it.
struct RoleStep: Sendable {
    let role: RoleConfiguration
    let core: SessionCore
    let assumedBy: any AWSCredentialProvider

    func assume() async throws(AWSError) -> AWSCredentials {
        try await core.sts(assumedBy).assumeRole(role.input(at: core.time()))
    }
}
