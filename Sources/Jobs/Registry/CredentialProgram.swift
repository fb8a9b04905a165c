import RunProtocol
import Supervision

/// A `docker-credential-…` program, which knows logins that no file holds.
///
/// Source: https://github.com/docker/docker-credential-helpers, "Development": the registry goes in on standard input, and
/// JSON comes out.
struct CredentialProgram: Sendable {
    /// The end of the program's name, such as `ecr-login`.
    let name: String
    /// The environment that it runs in.
    let environment: [String: String]

    /// The login of a registry; `nil` when the program knows none.
    ///
    /// - Throws: `RegistryLoginFailed` (69), which shows nothing of what the program said in JSON; `ProgramNotFound` (69).
    func credential(for registry: String) async throws(RunnerError) -> RegistryCredential? {
        // A name with a slash would be any program.
        guard !name.utf8.contains(UInt8(ascii: "/")) else { throw failure(registry, "it is no name of a program") }
        let command = Command("docker-credential-\(name)", ["get"], environment: environment)
        let result = try await command.capture(input: Array(DockerConfiguration.key(of: registry).utf8), limit: 1 << 20)
        guard result.succeeded else {
            let words = result.outputText + result.errorText
            if words.contains("credentials not found") { return nil }
            throw failure(registry, "it \(result.ending): \(Shown.text(words))")
        }
        guard let answer = try? JSON.decode(Answer.self, from: result.output) else {
            throw failure(registry, "it answered with something else than a login")
        }
        // The user's name that Docker gave to tokens of its token service.
        return answer.username == "<token>"
            ? .identityToken(answer.secret) : .login(user: answer.username, secret: answer.secret)
    }

    private struct Answer: Decodable {
        let username: String
        let secret: String

        private enum CodingKeys: String, CodingKey {
            case username = "Username"
            case secret = "Secret"
        }
    }

    private func failure(_ registry: String, _ cause: String) -> RunnerError {
        RunnerError(
            .unavailable,
            "RegistryLoginFailed",
            "docker-credential-\(Shown.text(name)) gives no login for \(registry)",
            hint: "run it by hand with the same environment, or remove it from Docker's config.json"
        ).caused(by: cause)
    }
}
