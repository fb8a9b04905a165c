import ArgumentParser

/// `infrastructure-deployer status RUN_ID`: where a run stands.
struct RunStatusShow: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say where a run stands.",
        usage: "infrastructure-deployer status [<options>] <run-id>",
        discussion: "Exits with 0 whatever became of the run; logs exits with the run's own code."
    )

    @OptionGroup var transport: TransportOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunArgument

    func check() throws {
        try transport.check()
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        let status = try await context.withTransportToRuns(transport, context.prose(output)) {
            try await $0.status(of: run.id)
        }
        switch output.format {
        case .text: try await context.write(StatusText(status, now: context.now()).lines.joined(separator: "\n"))
        case .json: try await context.write(json: status)
        }
        return 0
    }
}
