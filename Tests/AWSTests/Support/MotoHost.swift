import Fixtures
import Testing

@testable import AWS

/// A session with moto.
enum MotoHost {
    static let isThere = MotoServer.isPossible
    static let reason = Comment(rawValue: MotoServer.reason)
    typealias Place = MotoServer.Place

    /// Runs moto for as long as `body` takes, and gives it a session with it.
    static func with<Result>(_ body: (AWSSession, Place) async throws -> Result) async throws -> Result {
        let moto = try await MotoServer()
        let place = moto.place
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
