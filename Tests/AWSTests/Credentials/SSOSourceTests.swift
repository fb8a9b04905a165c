import Fixtures
import Foundation
import RunProtocol
import Testing

@testable import AWS

@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct SSOSourceTests {
    private let time = ManualTime()
    private static let path = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
    private static let config = """
        [profile dev]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Deployer
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        """

    /// A token of `corp`.
    private func token(until end: Timestamp, _ others: [String: String] = [:]) throws -> String {
        var token = [
            "startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "valid-token",
            "expiresAt": CredentialTime.text(end), "clientId": "client", "clientSecret": "client secret",
            "registrationExpiresAt": CredentialTime.text(time.later(.seconds(1 << 20))), "refreshToken": "good",
        ]
        token.merge(others) { $1 }
        return String(decoding: try JSONEncoder().encode(token), as: UTF8.self)
    }

    private struct Seen {
        var outcome: Result<AWSCredentials, AWSError>
        var file: [String: String]?
        var permissions: Int?
        var names: [String]
        var requests: [String]

        func error() throws -> AWSError {
            guard case .failure(let error) = outcome else { throw TestProblem(description: "there were credentials") }
            return error
        }
    }

    /// What a chain finds with this token, and what it left behind.
    private func look(
        _ token: String?,
        _ config: String = config,
        _ environment: [String: String] = [:]
    ) async throws -> Seen {
        let endpoints = try await CredentialEndpoints()
        var surroundings = Surroundings(
            environment: endpoints.environment.merging(["AWS_PROFILE": "dev"]) { $1 }.merging(environment) { $1 },
            files: [".aws/config": config]
        )
        if let token { surroundings.files[Self.path] = token }
        surroundings.now = { [time] in time.now }
        var seen = try await surroundings.look { sources, home in
            var outcome: Result<AWSCredentials, AWSError>
            do throws(AWSError) {
                outcome = .success(try await sources.standard().look().credentials)
            } catch {
                outcome = .failure(error)
            }
            let path = "\(home.path)/\(Self.path)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let folder = "\(home.path)/.aws/sso/cache"
            return Seen(
                outcome: outcome,
                file: home.folder.read(Self.path).flatMap {
                    try? JSONDecoder().decode([String: String].self, from: Data($0.utf8))
                },
                permissions: attributes?[.posixPermissions] as? Int,
                names: (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [],
                requests: []
            )
        }
        seen.requests = try await endpoints.requests().map { String($0.path.prefix { $0 != "?" }) }
        return seen
    }

    @Test func `a token that lasts is used as it is`() async throws {
        let seen = try await look(token(until: time.later(.seconds(301))))
        #expect(try seen.outcome.get().accessKeyID == "SSO-123456789012-Deployer-valid-token")
        #expect(seen.requests == ["/federation/credentials"])
        #expect(seen.file?["accessToken"] == "valid-token")
    }

    @Test(arguments: [300, 0, -3600])
    func `a token that ends is renewed, and put in the place of the old one`(left: Int) async throws {
        let seen = try await look(token(until: time.later(.seconds(left))))
        #expect(try seen.outcome.get().accessKeyID == "SSO-123456789012-Deployer-valid-renewed")
        #expect(seen.requests == ["/token", "/federation/credentials"])
        #expect(
            seen.file == [
                "startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "valid-renewed",
                "expiresAt": CredentialTime.text(time.later(.seconds(3600))), "clientId": "client",
                "clientSecret": "client secret", "refreshToken": "next",
                "registrationExpiresAt": CredentialTime.text(time.later(.seconds(1 << 20))),
            ]
        )
        #expect(seen.permissions == 0o600)
        #expect(seen.names.count == 1)
    }

    @Test func `botocore goes on with the token that was renewed here`() async throws {
        struct Question: Encodable {
            let ask = "resolve"
            var environment: [String: String]
            var files: [String: String]
            var container = ""
        }
        struct Answer: Decodable {
            var method: String
            var key: String?
        }
        let endpoints = try await CredentialEndpoints()
        // The real time: botocore has no other.
        let ended = try token(until: Timestamp(milliseconds: 0), ["registrationExpiresAt": "2999-01-01T00:00:00Z"])
        let surroundings = Surroundings(
            environment: endpoints.environment.merging(["AWS_PROFILE": "dev"]) { $1 },
            files: [".aws/config": Self.config, Self.path: ended]
        )
        let written = try await surroundings.look { sources, home in
            _ = try await sources.standard().look()
            return home.folder.read(Self.path)
        }
        var files = surroundings.files
        files[Self.path] = written
        let answers = try await CredentialsOracle.ask(
            [Question(environment: surroundings.environment, files: files)],
            for: Answer.self
        )
        #expect(answers.first?.key == "SSO-123456789012-Deployer-valid-renewed")
        #expect(try await endpoints.requests().count { $0.path == "/token" } == 1)
    }

    @Test func `a token that cannot be renewed is used while it lasts`() async throws {
        let seen = try await look(token(until: time.later(.seconds(30)), ["refreshToken": "spent"]))
        #expect(try seen.outcome.get().accessKeyID == "SSO-123456789012-Deployer-valid-token")
        #expect(seen.requests == ["/token", "/federation/credentials"])
        #expect(seen.names.count == 1)
    }

    @Test(arguments: [["refreshToken": "spent"], ["registrationExpiresAt": "2020-01-01T00:00:00Z"]])
    func `a sign-in that has ended says what to do`(others: [String: String]) async throws {
        let seen = try await look(token(until: time.now, others))
        #expect(try seen.error().kind == .expiredCredentials)
        #expect(
            try seen.error().message
                == "the sign-in for profile dev ended at \(time.now); run `aws sso login --profile dev`"
        )
    }

    @Test func `a token that the portal does not take says what to do`() async throws {
        let seen = try await look(token(until: time.later(.seconds(3600)), ["accessToken": "gone"]))
        #expect(try seen.error().kind == .expiredCredentials)
        #expect(try seen.error().message.hasSuffix("is not valid any more; run `aws sso login --profile dev`"))
    }

    @Test func `nobody has signed in`() async throws {
        let seen = try await look(nil)
        #expect(try seen.error().kind == .noCredentials)
        #expect(try seen.error().message.hasPrefix("nobody has signed in for profile dev ("))
        #expect(try seen.error().message.hasSuffix(" is not there); run `aws sso login --profile dev`"))
        #expect(
            try await look("{").error().message.hasSuffix(
                "is not the token of a sign-in; run `aws sso login --profile dev`"
            )
        )
    }

    @Test func `a token service that is away is an error that may pass`() async throws {
        let closed = ["AWS_ENDPOINT_URL_SSO_OIDC": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"]
        let ended = try await look(token(until: time.now), Self.config, closed)
        #expect(try ended.error().isRetryable)
        #expect(ended.file?["refreshToken"] == "good")
        #expect(ended.names.count == 1)
        let lasting = try await look(token(until: time.later(.seconds(60))), Self.config, closed)
        #expect(try lasting.outcome.get().accessKeyID == "SSO-123456789012-Deployer-valid-token")
    }

    @Test func `a token of the old form is not renewed`() async throws {
        let config = """
            [profile dev]
            sso_start_url = corp
            sso_region = eu-west-1
            sso_account_id = 123456789012
            sso_role_name = Deployer
            """
        let lasting = try await look(token(until: time.later(.seconds(1))), config)
        #expect(try lasting.outcome.get().accessKeyID == "SSO-123456789012-Deployer-valid-token")
        let ended = try await look(token(until: time.now), config)
        #expect(try ended.error().kind == .expiredCredentials)
        #expect(ended.requests.isEmpty)
    }

    @Test(arguments: [
        ("[profile dev]\nsso_account_id = 1", "is about SSO and has no sso_role_name"),
        ("[profile dev]\nsso_account_id = 1\nsso_role_name = r", "is about SSO and has no sso_start_url"),
        (
            "[profile dev]\nsso_account_id = 1\nsso_role_name = r\nsso_session = x",
            "has sso_session = x, and there is no [sso-session x]"
        ),
        (
            config.replacing("sso_session = corp", with: "sso_session = corp\nsso_region = us-east-1"),
            "and [sso-session corp] do not agree about sso_region"
        ),
        (
            config.replacing("sso_region = eu-west-1", with: "sso_region = evil.example.com/"),
            "has an sso_region that is not the name of a region"
        ),
    ])
    func `what is wrong in the profile is named`(config: String, message: String) async throws {
        let seen = try await look(token(until: time.later(.seconds(3600))), config)
        #expect(try seen.error().message == "profile dev \(message)")
        #expect(seen.requests.isEmpty)
    }
}
