import ArgumentParser
import RunProtocol

/// `infrastructure-deployer apply-changes`: applies everything that a change affects.
struct ChangesApply: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply-changes",
        abstract: "Apply every module that the change between two commits affects, in the right order.",
        usage: """
            infrastructure-deployer apply-changes --local [<options>]
            infrastructure-deployer apply-changes --aws-region <region> [<options>]
            infrastructure-deployer apply-changes --local --approved <file> [<options>]
            """,
        discussion: """
            Modules whose folder is gone are destroyed first. docs/changes.md says what is affected, in which order it \
            runs, and what the exit codes are.
            """
    )

    @OptionGroup var changes: ChangesOptions

    @Option(
        help: ArgumentHelp(
            "Apply what this file of plan-changes --changes-file lists, with its commits, and refuse anything else.",
            valueName: "file"
        )
    )
    var approved: String?

    @OptionGroup var reports: ReportOptions
    @OptionGroup var transport: TransportOptions
    @OptionGroup var task: TaskOptions
    @OptionGroup var output: OutputOptions

    func check() throws {
        try changes.check(transport)
        if approved != nil, changes.sourceRef != nil || changes.targetRef != nil {
            throw ValidationError("--approved names both commits; leave --source-ref and --target-ref out")
        }
        if approved != nil, changes.all {
            throw ValidationError("--approved is for a change; leave --all out")
        }
        if approved != nil, !changes.only.isEmpty {
            throw ValidationError("--approved is for all that was approved; leave --only out")
        }
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        var settings = ChangesSettings(.apply, changes, reports, output)
        settings.approved = approved
        return try await ChangesCommand(context: context, settings: settings, transport: transport, task: task).run()
    }
}
