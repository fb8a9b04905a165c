import RunProtocol
import Supervision
import SystemPackage

/// Calls packer on one template.
struct PackerTool: Sendable {
    let environment: [String: String]
    let template: PackerTemplate
    /// `NAME=VALUE`.
    let variables: [String]
    let signals: ForwardedSignals

    /// The version that is installed.
    ///
    /// - Throws: `PackerVersionUnknown` (69).
    func version() async throws(RunnerError) -> PackerVersion {
        let result = try await command(["version"]).capture(forwarding: signals)
        guard result.succeeded, let version = PackerVersion(output: result.outputText) else {
            throw RunnerError(
                .unavailable,
                "PackerVersionUnknown",
                "the version of packer, and so how to call it, cannot be told",
                hint: "install a released version of packer"
            ).caused(by: "packer version \(result.ending): \(Shown.text(result.outputText + result.errorText))")
        }
        return version
    }

    /// Fetches the plug-ins that a template of HCL2 asks for; without any it does nothing.
    ///
    /// - Throws: `PackerInitFailed` (69).
    func initialise() async throws(RunnerError) {
        let result = try await command(["init", template.path.string]).capture(forwarding: signals)
        guard result.succeeded else {
            throw RunnerError(
                .unavailable,
                "PackerInitFailed",
                "packer init could not fetch the plug-ins of the template",
                hint: "check that the task reaches where the plug-ins lie, or install them in the image"
            ).caused(by: Self.words(result))
        }
    }

    /// Has packer check the template.
    ///
    /// - Throws: `TemplateInvalid` (64), with packer's words.
    func validate(_ builds: [String]?) async throws(RunnerError) {
        let arguments = ["validate"] + only(builds) + assignments + [template.path.string]
        let result = try await command(arguments).capture(forwarding: signals)
        guard result.succeeded else {
            throw RunnerError(
                .usage,
                "TemplateInvalid",
                "packer does not accept the template",
                hint: "see what packer says; packer validate says the same on any machine"
            ).caused(by: Self.words(result))
        }
    }

    /// What packer makes of an expression, with a template in the place of this one.
    ///
    /// - Throws: `ProgramFailed` (69); an expression that it cannot evaluate is a result.
    func evaluate(_ expression: String, in template: FilePath) async throws(RunnerError) -> CommandResult {
        try await command(["console"] + assignments + [template.string])
            .capture(input: Array((expression + "\n").utf8), forwarding: signals)
    }

    /// Builds, with packer in the place of this script.
    ///
    /// - Throws: `StoppedBySignal` (69) when a signal came before it was started; or what keeps a program from starting.
    func build(_ builds: [String]?, _ output: PackerOutput) async throws(RunnerError) -> ProcessEnding {
        guard signals.received == nil else {
            throw RunnerError(.unavailable, "StoppedBySignal", "packer build was not started: a signal came first")
        }
        let arguments =
            ["build", "-machine-readable", "-color=false"] + only(builds) + assignments + [template.path.string]
        return try await command(arguments).foreground(signals) { output.take($0) }
    }

    /// What packer said, as far as a message holds it.
    static func words(_ result: CommandResult) -> String {
        let lines = (result.outputText + "\n" + result.errorText).split(whereSeparator: \.isNewline)
        guard !lines.isEmpty else { return "packer \(result.ending) and said nothing" }
        return lines.prefix(20).map { Shown.text(String($0)) }.joined(separator: "\n")
    }

    private func only(_ builds: [String]?) -> [String] {
        builds.map { ["-only=\($0.joined(separator: ","))"] } ?? []
    }

    private var assignments: [String] {
        variables.flatMap { ["-var", $0] }
    }

    private func command(_ arguments: [String]) -> Command {
        var command = Command("packer", arguments, environment: environment)
        command.workingDirectory = template.start
        return command
    }
}
