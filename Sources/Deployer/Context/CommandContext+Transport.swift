import Gatekeeper
import Invoker
import RunProtocol
import Sandbox

extension CommandContext {
    /// The way to the deploy runner that the options name, with the configuration that is in force there.
    ///
    /// - Throws: what is wrong with the configuration (64), or `NotBuiltYet` (69).
    func transport(_ options: TransportOptions) throws(RunnerError) -> any Transport {
        try requireThisMachine(options)
        let configuration = try configuration(options.config)
        return local(Gatekeeper(configuration.gate), configuration.sandbox)
    }

    /// The way to runs that exist already: no configuration is needed to look at one or to stop it.
    ///
    /// - Throws: `NotBuiltYet` (69).
    func transportToRuns(_ options: TransportOptions) throws(RunnerError) -> any Transport {
        try requireThisMachine(options)
        return local(try Gatekeeper.closed(), SandboxConfiguration())
    }

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

    private func requireThisMachine(_ options: TransportOptions) throws(RunnerError) {
        guard case .aws(let region, _) = options.place else { return }
        throw RunnerError(
            .unavailable,
            "NotBuiltYet",
            "this version cannot call a deploy runner in AWS yet (--aws-region \(VisibleText.of(region)))",
            hint: "the same jobs run on this machine, in a sandbox and through the same gate: give --local instead"
        )
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
