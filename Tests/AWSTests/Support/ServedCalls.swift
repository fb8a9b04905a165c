import RunProtocol
import Testing

@testable import AWS

/// A session against a scripted server, over the real network stack.
struct ServedCalls {
    var steps: [ScriptedServer.Step]
    var environment: [String: String] = [:]
    var clock = SkippingClock()
    var credentials: any AWSCredentialProvider = TestCredentials()
    var patience = Duration.zero
    var network = NetworkSettings()

    init(_ steps: ScriptedServer.Step...) {
        self.steps = steps
    }

    /// What was asked for, with what `body` made of the answers.
    func run<Result>(
        _ body: (AWSSession) async throws -> Result
    ) async throws -> (result: Result, requests: [ScriptedServer.Request]) {
        let server = try await ScriptedServer(steps)
        let variables = ["AWS_ENDPOINT_URL": server.url].merging(environment) { $1 }
        let files = try AWSSharedFiles(config: "", environment: variables)
        let settings = try AWSSettings(region: "eu-west-1", environment: variables, files: files)
        let result = try await AsyncHTTPTransport.with(network) { transport in
            var core = SessionCore(
                settings: settings,
                transport: transport,
                clock: clock,
                now: { Timestamp(milliseconds: 1_767_323_045_000) },
                random: { 0.5 }
            )
            core.patience = patience
            return try await body(AWSSession(core: core, credentials: credentials))
        }
        return (result, try await server.requests())
    }

    /// What was asked for, and the error that `body` threw.
    func failure(
        _ body: (AWSSession) async throws -> some Any
    ) async throws -> (error: AWSError?, requests: [ScriptedServer.Request]) {
        let (error, requests) = try await run { session in
            do {
                _ = try await body(session)
                return AWSError?.none
            } catch let error as AWSError {
                return error
            }
        }
        return (error, requests)
    }
}
