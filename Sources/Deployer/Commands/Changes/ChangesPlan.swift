import ArgumentParser
import RunProtocol

/// `infrastructure-deployer plan-changes`: plans everything that a change affects.
struct ChangesPlan: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan-changes",
        abstract: "Plan every module that the change between two commits affects, in the right order.",
        usage: """
            infrastructure-deployer plan-changes --local [<options>]
            infrastructure-deployer plan-changes --aws-region <region> [<options>]
            infrastructure-deployer plan-changes --dry-run [--output json] [<options>]
            """,
        discussion: "docs/changes.md says what is affected, in which order it runs, and what the exit codes are."
    )

    @OptionGroup var changes: ChangesOptions

    @Flag(help: "Exit with 2 when everything succeeded and a plan has changes.")
    var detailedExitcode = false

    @OptionGroup var reports: ReportOptions
    @OptionGroup var transport: TransportOptions
    @OptionGroup var task: TaskOptions
    @OptionGroup var output: OutputOptions

    func check() throws {
        try changes.check(transport)
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        var settings = ChangesSettings(.plan, changes, reports, output)
        settings.changesExitCode = detailedExitcode ? .detailed : .plain
        return try await ChangesCommand(context: context, settings: settings, transport: transport, task: task).run()
    }
}
