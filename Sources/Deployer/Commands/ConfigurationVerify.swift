import ArgumentParser
import Gatekeeper

/// `infrastructure-deployer check-config FILE`: everything that is wrong with a configuration, before it is deployed.
struct ConfigurationVerify: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Find everything that is wrong with a configuration, with file, line and column.",
        usage: "infrastructure-deployer check-config [--against <old> | --expand] [<options>] [<file>]",
        discussion: """
            Exits with 0 when the configuration can be used, warnings or not, and with 64 when it has an error.

            With --against, also lists what the configuration allows that the other one does not, with a job as proof \
            of each.

            With --expand, prints the configuration itself in place of the verdict, as JSON: the standard configuration \
            written out as the containers that it stands for, nothing left to a default.
            """
    )

    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The configuration that is in force, to compare with.", valueName: "old"))
    var against: String?

    @Flag(help: "Print the configuration with everything written out, when it can be used.")
    var expand = false

    @Argument(help: ArgumentHelp("The configuration. Without it: the one that --local would use."))
    var file: String?

    func validate() throws {
        if expand, against != nil { throw ValidationError("--expand and --against exclude each other") }
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        let report = ConfigurationReport(try context.configurationText(file))
        if expand, let loaded = report.loaded {
            try await context.write(loaded.gate.node.json)
            return 0
        }
        let old = try against.map { file throws in try context.configuration(file) }
        let difference = report.loaded.flatMap { new in
            old.map { ConfigurationDifference(from: $0.gate, to: new.gate) }
        }
        let result = VerificationResult(report, difference, against: against)
        switch output.format {
        case .text: try await context.write(result.lines.joined(separator: "\n"))
        case .json: try await context.write(json: result)
        }
        return result.exitCode
    }
}
