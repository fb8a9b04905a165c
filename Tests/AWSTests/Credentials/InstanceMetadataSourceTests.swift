import RunProtocol
import Testing

@testable import AWS

@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct InstanceMetadataSourceTests {
    private let time = ManualTime()
    private static let roles = "/latest/meta-data/iam/security-credentials/"

    private static func document(until end: Timestamp) -> String {
        """
        {"Code": "Success", "AccessKeyId": "AKID", "SecretAccessKey": "secret", "Token": "token",
         "Expiration": "\(CredentialTime.text(end))"}
        """
    }

    private func look(
        _ steps: [ScriptedServer.Step],
        _ environment: [String: String] = [:],
        patience: Duration? = Surroundings.patience
    ) async throws -> (outcome: Result<AWSCredentials, AWSError>, requests: [ScriptedServer.Request]) {
        let server = try await ScriptedServer(steps)
        let own = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url]
        var surroundings = Surroundings(environment: own.merging(environment) { $1 }, now: { [time] in time.now })
        surroundings.patience = patience
        let outcome = try await surroundings.outcome().map(\.credentials)
        return (outcome, try await server.requests())
    }

    /// Why there are none, after the service's address.
    private func reason(
        _ steps: ScriptedServer.Step...,
        patience: Duration? = Surroundings.patience
    ) async throws -> String {
        guard case .failure(let error) = try await look(steps, patience: patience).outcome else {
            throw TestProblem(description: "there were credentials")
        }
        #expect(error.kind == .noCredentials)
        let words = try #require(error.message.split(separator: "; instance metadata: 127.0.0.1:").last)
        return words.drop { $0 != " " }.dropFirst().description
    }

    @Test func `the role's credentials come by version 2`() async throws {
        let (outcome, requests) = try await look([
            .json(200, "session"), .json(200, "role\n"), .json(200, Self.document(until: time.later(.seconds(3600)))),
        ])
        #expect(try outcome.get().expiration == time.later(.seconds(3600)))
        #expect(requests.map(\.method) == ["PUT", "GET", "GET"])
        #expect(requests.map(\.target) == ["/latest/api/token", Self.roles, Self.roles + "role"])
        #expect(requests[0]["x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(requests[1...].map { $0["x-aws-ec2-metadata-token"] } == ["session", "session"])
    }

    @Test(arguments: [400, 403, 404, 405, 500])
    func `without a session token version 1 is not asked`(status: Int) async throws {
        let (outcome, requests) = try await look([.json(status), .json(200, "role"), .json(200, "{}")])
        #expect(throws: AWSError.self) { try outcome.get() }
        #expect(requests.map(\.method) == ["PUT"])
    }

    @Test func `it is not asked where it is turned off`() async throws {
        #expect(try await look([], ["AWS_EC2_METADATA_DISABLED": "True"]).requests.isEmpty)
    }

    @Test func `why there are none is told`() async throws {
        #expect(try await reason(.json(403)) == "answered the request for a session token with status 403")
        #expect(try await reason(.json(200, "a\nb")) == "answered with what is no session token")
        #expect(
            try await reason(.json(200, "session"), .json(404))
                == "answered the request for the role's credentials with status 404"
        )
        #expect(try await reason(.json(200, "session"), .json(200, "../../x")) == "names no role")
        #expect(
            try await reason(.json(200, "session"), .json(200, "role"), .json(200, "no"))
                == "answered with what is no JSON of credentials"
        )
        let refusal = #"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume the role role."}"#
        #expect(
            try await reason(.json(200, "session"), .json(200, "role"), .json(200, refusal))
                == "has no credentials for role role: AssumeRoleUnauthorizedAccess: EC2 cannot assume the role role."
        )
    }

    @Test func `a service that says nothing is given up after a second`() async throws {
        var step = ScriptedServer.Step.json(200, "session")
        step.delay = 60
        // Were it waited for, there would be an answer, and another reason.
        #expect(try await reason(step, patience: nil).hasPrefix("gave no answer: "))
    }

    @Test func `credentials that the service cannot renew are good for some minutes more`() async throws {
        for left in [Duration.seconds(-3600), .seconds(299)] {
            let (outcome, _) = try await look([
                .json(200, "session"), .json(200, "role"), .json(200, Self.document(until: time.later(left))),
            ])
            #expect(try outcome.get().expiration == time.later(.seconds(750)))
        }
    }

    @Test func `the address is the environment's, the profile's, or the mode's`() async throws {
        func endpoint(_ environment: [String: String], _ config: String = "") async throws -> String {
            let surroundings = Surroundings(environment: environment, files: [".aws/config": config])
            return try await surroundings.look { sources, _ in
                let source = InstanceMetadataSource(
                    sources.variables,
                    profile: sources.files.activeProfile,
                    core: sources.core
                )
                do throws(AWSError) {
                    return try source.address()?.description ?? "off"
                } catch {
                    return error.message
                }
            }
        }
        #expect(try await endpoint([:]) == "http://169.254.169.254/")
        #expect(try await endpoint(["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"]) == "http://[fd00:ec2::254]/")
        #expect(try await endpoint(["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "v6"]).contains("neither IPv4 nor IPv6"))
        #expect(
            try await endpoint([:], "[default]\nec2_metadata_service_endpoint_mode = ipv6") == "http://[fd00:ec2::254]/"
        )
        #expect(try await endpoint([:], "[default]\nec2_metadata_service_endpoint = http://h:1/p") == "http://h:1/p")
        #expect(
            try await endpoint(
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://e/"],
                "[default]\nec2_metadata_service_endpoint = http://h"
            ) == "http://e/"
        )
        #expect(try await endpoint(["AWS_EC2_METADATA_SERVICE_ENDPOINT": "e"]).contains("is no address of a server"))
    }
}
