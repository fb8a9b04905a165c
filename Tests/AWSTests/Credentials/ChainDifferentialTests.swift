import Fixtures
import Testing

@testable import AWS

/// botocore and we look at the same environment and the same files, and act as the same person.
@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct ChainDifferentialTests {
    private struct Question: Encodable {
        let ask = "resolve"
        var environment: [String: String]
        var files: [String: String]
        var container: String
    }

    private struct Answer: Decodable, Equatable, CustomStringConvertible {
        var method: String
        var key: String?
        var secret: String?
        var token: String?
        var message: String?

        var description: String { "\(method) \(key ?? "") \(message ?? "")" }

        /// Both refuse in words of their own.
        static func == (first: Answer, second: Answer) -> Bool {
            (first.method, first.key, first.secret, first.token) == (
                second.method, second.key, second.secret, second.token
            )
        }
    }

    /// What botocore calls our sources.
    private static let methods = [
        "environment variables": "env", "assumed role": "assume-role", "web identity": "assume-role-with-web-identity",
        "SSO": "sso", "shared credentials file": "shared-credentials-file", "credential process": "custom-process",
        "config file": "config-file", "container": "container-role", "instance metadata": "iam-role",
    ]

    private static func answer(_ outcome: Result<CredentialChain.Found, AWSError>) -> Answer {
        switch outcome {
        case .success(let found):
            Answer(
                method: methods[found.source] ?? found.source,
                key: found.credentials.accessKeyID,
                secret: found.credentials.secretAccessKey,
                token: found.credentials.sessionToken
            )
        case .failure(let error):
            Answer(
                method: error.message.hasPrefix("there are no AWS credentials") ? "none" : "error",
                message: error.description
            )
        }
    }

    @Test func `botocore and we find the same credentials in 400 environments`() async throws {
        let endpoints = try await CredentialEndpoints()
        let cases = (0..<400).map {
            GeneratedSurroundings.make(seed: UInt64($0), endpoints.url, endpoints.environment)
        }
        let questions = cases.map {
            Question(environment: $0.environment, files: $0.files, container: endpoints.authority)
        }
        let theirs = try await CredentialsOracle.ask(questions, for: Answer.self)
        var seen: [String: Int] = [:]
        for (seed, (surroundings, their)) in zip(cases, theirs).enumerated() {
            let our = Self.answer(try await surroundings.outcome(container: endpoints.url))
            seen[their.method, default: 0] += 1
            // botocore cannot make any client, not even the one that assumes the role, where the profile names an SSO session
            // that is not there.
            if our.method.hasPrefix("assume-role"), their.message?.contains("SSO token provider") == true { continue }
            #expect(our == their, "seed \(seed): \(surroundings)")
        }
        // A kind that hardly ever comes up would be no comparison.
        for method in Array(Self.methods.values) + ["none", "error"] {
            #expect(seen[method, default: 0] >= 4, "\(method): \(seen)")
        }
    }
}
