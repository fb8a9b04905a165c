import AWS
import RunProtocol

/// Finds what is shown to a registry: for ECR its own login, for others what Docker's configuration says.
struct RegistryAccess: Sendable {
    /// Docker's configuration.
    let configuration: DockerConfiguration
    /// The task's environment, with its AWS credentials.
    let environment: [String: String]
    /// The role that logs in to ECR; `nil`: the task's own.
    let role: String?

    /// The credential for a registry, kept out of the job's log from now on; `nil` when there is none: whoever asks is
    /// anonymous then.
    ///
    /// - Throws: `RegistryLoginFailed`, by its own code or 69; `ProgramNotFound` (69); what `JobSecrets.hide` throws.
    func credential(for registry: String) async throws(RunnerError) -> RegistryCredential? {
        guard let credential = try await find(registry) else { return nil }
        try JobSecrets.hide(Array(credential.secret.utf8), environment: environment)
        return credential
    }

    private func find(_ registry: String) async throws(RunnerError) -> RegistryCredential? {
        if let ecr = ECRRegistry(host: registry) { return try await login(ecr, registry) }
        if let program = configuration.program(for: registry) {
            let program = CredentialProgram(name: program, environment: environment)
            if let credential = try await program.credential(for: registry) { return credential }
        }
        return configuration.credential(for: registry)
    }

    private func login(_ ecr: ECRRegistry, _ registry: String) async throws(RunnerError) -> RegistryCredential {
        do {
            let login = try await AWSSession.with(region: ecr.region, environment: environment) { session in
                let session = role.map { session.assuming(role: $0, sessionName: "build-docker-image") } ?? session
                return try await session.ecr.getAuthorizationToken()
            }
            return .login(user: login.user, secret: login.password)
        } catch let error as AWSError {
            let who = role.map { "role \($0)" } ?? "the task's role"
            throw error.runnerError(.unavailable, "RegistryLoginFailed", "\(who) gets no login for \(registry)")
        } catch {
            throw RunnerError(.unavailable, "RegistryLoginFailed", "there is no login for \(registry)")
                .caused(by: "\(error)")
        }
    }
}
