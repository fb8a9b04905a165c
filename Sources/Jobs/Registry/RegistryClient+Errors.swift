import AWS
import RunProtocol

extension RegistryClient {
    /// What an answer that is no success means.
    func error(_ answer: HTTPResponse, _ message: String) -> RunnerError {
        let said = Self.words(answer)
        switch answer.status {
        case 401, 403:
            return RunnerError(
                .unavailable,
                "RegistryAccessDenied",
                "\(message): the registry \(host.name) denies it",
                hint: credential == nil
                    ? "give the job a login: Docker's config.json (DOCKER_CONFIG), or a role for ECR"
                    : "check what the login may do"
            ).caused(by: "\(credential.map { "shown was a \($0)" } ?? "no login is configured"); \(said)")
        case 404:
            return RunnerError(
                .unavailable,
                "ImageRepositoryMissing",
                "\(message): there is no such repository in \(host.name)",
                hint: "create it first; not every registry makes a repository by itself"
            ).caused(by: said)
        case 429, 500...:
            return RunnerError(.tryAgain, "RegistryUnreachable", "\(message) right now", hint: "try again later")
                .caused(by: said)
        default:
            return RunnerError(
                .unavailable,
                "RegistryFailed",
                message,
                hint: "check that \(host.name) is a registry"
            ).caused(by: said)
        }
    }

    /// The status, and what the registry said with it.
    private static func words(_ answer: HTTPResponse) -> String {
        let status = "it answered \(answer.status)"
        guard let first = (try? JSON.decode(Failure.self, from: answer.body))?.errors?.first else { return status }
        let words = [first.code, first.message].compactMap(\.self).joined(separator: ": ")
        return "\(status): \(Shown.text(words))"
    }

    private struct Failure: Decodable {
        struct Item: Decodable {
            let code: String?
            let message: String?
        }

        let errors: [Item]?
    }
}
