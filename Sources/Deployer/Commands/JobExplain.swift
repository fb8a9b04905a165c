import ArgumentParser
import RunProtocol

/// `infrastructure-deployer explain -- CONTAINER SCRIPT ARGS...`: says what the gate says, and starts nothing.
struct JobExplain: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say whether a job may run, by which rule it is refused, and what would be allowed; start nothing.",
        usage: """
            infrastructure-deployer explain [<options>] -- CONTAINER SCRIPT ARGS...
            infrastructure-deployer explain [<options>] --requests <file>
            """,
        discussion: """
            Exits with 0 when the job may run and with 77 when it is refused.

            With --requests, reads one request a line, as {"container_name": …, "script": …, "args": […]}, and writes \
            one decision a line, in the same order, as JSON unless --output text is given. Exits with 0 when every \
            line was decided, whatever the decisions are, and with 64 when a line is no request: its own line of \
            output says why.
            """
    )

    @OptionGroup var transport: TransportOptions
    @OptionGroup var task: TaskOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("Decide the requests in a file, one a line; - is standard input.", valueName: "file"))
    var requests: String?

    @OptionGroup var job: JobArguments

    func check() throws {
        try transport.check()
        guard requests != nil else {
            _ = try job.request()
            return
        }
        guard job.words.isEmpty else { throw ValidationError("--requests takes no job behind --") }
        guard task.isEmpty else {
            throw ValidationError("with --requests the size stands in each request: task_cpu, task_memory")
        }
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        try await context.withTransport(transport, context.prose(output)) { try await explain(context, $0) }
    }

    private func explain(_ context: CommandContext, _ transport: any Transport) async throws -> Int32 {
        if let requests {
            return try await RequestFile(requests, context, output.chosenFormat ?? .json).explain(transport)
        }
        let answer = try await transport.explain(task.applied(to: try job.request()))
        switch output.format {
        case .text: try await context.write(DecisionText(answer).lines.joined(separator: "\n"))
        case .json: try await context.write(json: answer)
        }
        return answer.exitCode
    }
}

extension ExplainAnswer {
    fileprivate var exitCode: Int32 {
        switch self {
        case .allow: 0
        case .refuse(let error): error.code.rawValue
        }
    }
}
