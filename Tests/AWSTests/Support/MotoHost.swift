import Fixtures
import Testing

@testable import AWS

/// moto with a cluster and a task definition in it: `Tests/Peers/moto_host.py`.
enum MotoHost {
    static let isThere = PythonPeer.has("moto.server") && PythonPeer.has("boto3")
    static let reason = Comment(rawValue: PythonPeer.reason("moto[server]"))

    struct Place: Decodable, Sendable {
        let url: String
        let cluster: String
        let task_definition: String
        let subnet: String
        let security_group: String
        let secrets: [String: String]
    }

    /// Runs moto for as long as `body` takes, and gives it a session with it.
    static func with<Result>(_ body: (AWSSession, Place) async throws -> Result) async throws -> Result {
        let moto = try await TalkingPeer(PythonPeer.command("moto_host.py"))
        let place = try await moto.ready(Place.self)
        defer { withExtendedLifetime(moto) {} }
        let variables = ["AWS_ENDPOINT_URL": place.url]
        let settings = try AWSSettings(
            region: "eu-west-1",
            environment: variables,
            files: AWSSharedFiles(config: "", environment: variables)
        )
        return try await AsyncHTTPTransport.with(settings.network) { transport in
            let core = SessionCore(settings: settings, transport: transport)
            return try await body(AWSSession(core: core, credentials: TestCredentials()), place)
        }
    }
}
