import ArgumentParser
import RunProtocol

/// `infrastructure-deployer stop RUN_ID`: asks a run to stop.
struct RunHalt: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Ask a run to stop, gracefully: the job gets SIGINT and time to save its state.",
        usage: "infrastructure-deployer stop [<options>] <run-id>",
        discussion: "Returns as soon as the run has the message; logs shows how it ends."
    )

    @OptionGroup var transport: TransportOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Give the job no more time: SIGTERM now, SIGKILL shortly after.")
    var hurry = false

    @OptionGroup var run: RunArgument

    func check() throws {
        try transport.check()
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        try await context.withTransportToRuns(transport, context.prose(output)) { try await halt(context, $0) }
    }

    private func halt(_ context: CommandContext, _ transport: any Transport) async throws -> Int32 {
        let before = try await statusIfThere(transport)
        if before?.phase != .ended {
            try await transport.stop(run.id, StopRequest(hurry ? .hurried : .graceful, because: .requested))
        }
        switch output.format {
        case .text: context.prose(output).say(sentence(before))
        case .json: try await context.write(json: try await transport.status(of: run.id))
        }
        return 0
    }

    /// Where the run stands; a look that fails in passing does not hold up the stop.
    private func statusIfThere(_ transport: any Transport) async throws(RunnerError) -> RunStatus? {
        do {
            return try await transport.status(of: run.id)
        } catch {
            guard error.mayPass else { throw error }
            return nil
        }
    }

    private func sentence(_ before: RunStatus?) -> String {
        if let outcome = before?.outcome { return "run \(run.id) has ended already: \(outcome)" }
        let how = hurry ? "at once" : "gracefully"
        let logs = self.transport.place.command("logs", run.id)
        return "asked run \(run.id) to stop \(how); to see how it ends: \(logs)"
    }
}
