/// Follows `source_profile` from role to role, to whoever has credentials of their own.
struct RoleSteps: Sendable {
    private let sources: CredentialSources

    init(_ sources: CredentialSources) {
        self.sources = sources
    }

    /// The role that a profile stands for; `nil` when it stands for none.
    ///
    /// - Throws: `AWSError` of kind `.validation`: a profile that is not there, one that is wrong, or a circle.
    func first(_ profile: String) throws(AWSError) -> RoleStep? {
        try step(profile, visited: [profile])
    }

    private func step(_ profile: String, visited: [String]) throws(AWSError) -> RoleStep? {
        guard let role = try RoleConfiguration(profile, sources.files.profile(profile) ?? [:]) else { return nil }
        let origin =
            switch role.origin {
            case .source(let name): try source(name, profile)
            case .profile(let name): try provider(name, of: profile, visited: visited)
            }
        return RoleStep(role: role, core: sources.core, assumedBy: origin)
    }

    private func source(_ name: String, _ profile: String) throws(AWSError) -> any AWSCredentialProvider {
        guard let source = sources.named(name) else {
            throw AWSError.credentials(
                .validation,
                "profile \(profile) has credential_source = \(name); there are Environment, EcsContainer and "
                    + "Ec2InstanceMetadata"
            )
        }
        return cached(CredentialChain(sources: [source]), "the credential_source of profile \(profile)")
    }

    private func provider(
        _ name: String,
        of profile: String,
        visited: [String]
    ) throws(AWSError) -> any AWSCredentialProvider {
        guard let values = sources.files.profile(name) else {
            throw AWSError.credentials(.validation, "profile \(profile) has source_profile = \(name), which is nowhere")
        }
        let hasKeys = values["aws_access_key_id"] != nil || values["aws_secret_access_key"] != nil
        // A profile may name itself, when its keys stand beside its role.
        if visited.contains(name), name != profile || !hasKeys {
            throw AWSError.credentials(
                .validation,
                "the source_profile of profile \(profile) leads in a circle: \((visited + [name]).joined(separator: " → "))"
            )
        }
        if !hasKeys, let step = try step(name, visited: visited + [name]) {
            return CredentialCache(now: sources.core.time) { () async throws(AWSError) in try await step.assume() }
        }
        // The variables of a web identity are about this process, and not about a profile that another one names.
        let chain = CredentialChain(sources: sources.ofProfile(name, Environment([:])))
        return cached(chain, "the source_profile \(name) of profile \(profile)")
    }

    private func cached(_ chain: CredentialChain, _ place: String) -> CredentialCache {
        CredentialCache(now: sources.core.time) { () async throws(AWSError) in
            do throws(AWSError) {
                return try await chain.look().credentials
            } catch {
                guard error.kind == .noCredentials else { throw error }
                throw AWSError.credentials(.noCredentials, "\(place) has no credentials: \(error.message)")
            }
        }
    }
}
