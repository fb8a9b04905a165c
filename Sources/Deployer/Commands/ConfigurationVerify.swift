import ArgumentParser
import Gatekeeper

/// `infrastructure-deployer check-config FILE`: everything that is wrong with a configuration, before it is deployed.
struct ConfigurationVerify: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Find everything that is wrong with a configuration, with file, line and column.",
        usage: "infrastructure-deployer check-config [--against <old>] [<options>] [<file>]",
        discussion: """
            Exits with 0 when the configuration can be used, warnings or not, and with 64 when it has an error.

            With --against, also lists what the configuration allows that the other one does not, with a job as proof \
            of each.
            """
    )

    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The configuration that is in force, to compare with.", valueName: "old"))
    var against: String?

    @Argument(help: ArgumentHelp("The configuration. Without it: the one that --local would use."))
    var file: String?

    func execute(in context: CommandContext) async throws -> Int32 {
        let report = ConfigurationReport(try context.configurationText(file))
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
