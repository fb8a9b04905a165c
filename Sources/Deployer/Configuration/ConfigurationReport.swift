import ECS
import Gatekeeper
import RunProtocol
import Sandbox

/// Everything that can be said of a configuration before anything runs (DESIGN D4).
struct ConfigurationReport: Sendable {
    /// What messages call the configuration.
    let name: String
    /// What was found, in the order of the document.
    let findings: [ConfigurationFinding]
    /// What it says, when there is no error among the findings.
    let loaded: LoadedConfiguration?

    /// Examines a configuration, the sections of the engines included.
    init(_ text: ConfigurationText) {
        name = text.name
        let document: ConfigurationNode
        do {
            document = try text.document()
        } catch {
            findings = [error.finding]
            loaded = nil
            return
        }
        let gate = ConfigurationCheck(document, form: text.form)
        let sandbox = SandboxConfiguration.read(document.located()["sandbox"], relativeTo: text.folder)
        // The sandbox has defaults; ECS has none, so a configuration without the section is not meant for it.
        let ecs = gate.configuration.flatMap { gate in
            gate.ecsNode.map { ECSConfiguration.read($0, for: gate.containers).findings }
        }
        findings = (gate.findings + sandbox.findings + (ecs ?? [])).sorted()
        let isUsable = !findings.contains { $0.severity == .error }
        loaded = gate.configuration.flatMap { configuration in
            isUsable ? LoadedConfiguration(name: text.name, gate: configuration, sandbox: sandbox.configuration) : nil
        }
    }

    /// The findings as a compiler lists its own: `FILE:LINE:COLUMN: error: …`.
    var lines: [String] {
        findings.map { $0.rendered(file: name) }
    }

    /// What the configuration says.
    ///
    /// - Throws: `InvalidConfiguration` (64), with every error in it.
    func usable() throws(RunnerError) -> LoadedConfiguration {
        if let loaded { return loaded }
        let errors = findings.filter { $0.severity == .error }
        throw RunnerError(
            .usage,
            "InvalidConfiguration",
            errors.count == 1
                ? "the configuration \(name) has an error" : "the configuration \(name) has \(errors.count) errors",
            hint: "correct it; infrastructure-deployer check-config shows warnings as well"
        ).caused(by: errors.map { $0.rendered(file: name) }.joined(separator: "\n"))
    }
}

/// A configuration without errors.
struct LoadedConfiguration: Sendable {
    /// What messages call it.
    let name: String
    /// What may run.
    let gate: Configuration
    /// How it runs on this machine.
    let sandbox: SandboxConfiguration
}
