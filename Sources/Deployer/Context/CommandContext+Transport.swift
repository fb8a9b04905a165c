import AWS
import Gatekeeper
import Invoker
import RunProtocol
import Sandbox

extension CommandContext {
    /// Opens the way to the deploy runner that the options name, with the configuration that is in force there.
    ///
    /// - Throws: what is wrong with the configuration (64), or with the way to AWS (64, 69), or what `body` throws.
    func withTransport<Result>(
        _ options: TransportOptions,
        _ prose: Prose,
        _ body: (any Transport) async throws -> Result
    ) async throws -> Result {
        guard case .aws(let region, _) = options.place else {
            let configuration = try configuration(options.config)
            return try await body(local(Gatekeeper(configuration.gate), configuration.sandbox))
        }
        return try await withLambda(region, options, prose, body)
    }

    /// Opens the way to runs that exist already: no configuration is needed to look at one or to stop it.
    ///
    /// - Throws: what is wrong with the way to AWS (64, 69), or what `body` throws.
    func withTransportToRuns<Result>(
        _ options: TransportOptions,
        _ prose: Prose,
        _ body: (any Transport) async throws -> Result
    ) async throws -> Result {
        guard case .aws(let region, _) = options.place else {
            return try await body(local(try Gatekeeper.closed(), SandboxConfiguration()))
        }
        return try await withLambda(region, options, prose, body)
    }

    private func withLambda<Result>(
        _ region: String,
        _ options: TransportOptions,
        _ prose: Prose,
        _ body: (any Transport) async throws -> Result
    ) async throws -> Result {
        do {
            return try await AWSSession.with(region: region, environment: environment) { session in
                let session = session.patient(for: Self.patience) {
                    prose.say("\($0.message); trying again for up to \(DurationText(Self.patience))", .warn)
                }
                let direct = options.logsVia == .cloudwatch ? CloudWatchLogs(session, now: now) : nil
                return try await body(LambdaTransport(session.lambda, options.place, prose, clock, reading: direct))
            }
        } catch let error as AWSError {
            throw error.runnerError(.unavailable, "AWSUnusable", "AWS cannot be called")
        }
    }

    /// How long a call is tried again that AWS throttles, or that a network which is gone keeps from being made.
    private static let patience = Duration.seconds(90)

    /// The configuration in the named file, or in the first of the usual places.
    ///
    /// - Throws: what is wrong with it (64).
    func configuration(_ file: String?) throws(RunnerError) -> LoadedConfiguration {
        try ConfigurationReport(try configurationText(file)).usable()
    }

    /// The text of that configuration.
    func configurationText(_ file: String?) throws(RunnerError) -> ConfigurationText {
        if let file { return try configurations.read(file) }
        return try configurations.readFirst()
    }

    private func local(_ gatekeeper: Gatekeeper, _ sandbox: SandboxConfiguration) -> any Transport {
        let engine = OnDemandEngine { [engine] () throws(RunnerError) in try engine(sandbox) }
        return InProcessTransport(Invoker(gatekeeper, engine, now: now))
    }
}

extension Gatekeeper {
    /// A gate that lets nothing through, for calls that start nothing.
    fileprivate static func closed() throws(RunnerError) -> Gatekeeper {
        let container = ConfigurationNode.Field(key: "none", value: ConfigurationNode(.mapping([])))
        let containers = ConfigurationNode.Field(key: "containers", value: ConfigurationNode(.mapping([container])))
        let document = ConfigurationNode(.mapping([containers]))
        do {
            return Gatekeeper(try Configuration.load(document))
        } catch {
            throw RunnerError(.outcomeUnknown, "ClosedGate", "the gate that lets nothing through cannot be made")
                .caused(by: "\(error)")
        }
    }
}
