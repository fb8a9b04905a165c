import ArgumentParser
import RunProtocol

/// `infrastructure-deployer --local -- CONTAINER SCRIPT ARGS...`: runs a job and shows it as if it ran here.
struct JobRun: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a job, show its output as it comes, and exit with its exit code.",
        usage: """
            infrastructure-deployer --local [--config <file>] [<options>] -- CONTAINER SCRIPT ARGS...
            infrastructure-deployer --aws-region <region> [<options>] -- CONTAINER SCRIPT ARGS...
            """,
        discussion: """
            The job's output and errors come byte for byte on standard output and standard error; what the runner \
            itself says goes to standard error. The first Ctrl-C stops the job gracefully, the second hurries it, the \
            third leaves it to stop by itself. When the reader of the output goes away, as with | head, the job is \
            stopped too.
            """
    )

    @OptionGroup var transport: TransportOptions
    @OptionGroup var task: TaskOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "How long to wait for the job before it is stopped: 90m, 1h30m. (default: \(WaitTime.standard))",
            valueName: "duration"
        ),
        transform: WaitTime.parse
    )
    var maxWaitTime = WaitTime.standard

    @Flag(help: "Return as soon as the task is started, and print the id of the run.")
    var noWait = false

    @Flag(help: "List the containers and, below each, its scripts; then exit.")
    var describeContainers = false

    @Flag(help: "Put [SOURCE] and the UTC time before each line of the job.")
    var logPrefix = false

    @Option(
        help: ArgumentHelp("Makes the call safe to repeat: one token, one run.", valueName: "token")
    )
    var clientToken: String?

    @OptionGroup var job: JobArguments

    func check() throws {
        try transport.check()
        if !transport.local, transport.awsRegion == nil {
            throw ValidationError("say where to run: --local for this machine, or --aws-region REGION")
        }
        if describeContainers {
            guard job.words.isEmpty else { throw ValidationError("--describe-containers takes no job behind --") }
        } else {
            _ = try job.request()
        }
        if clientToken == "" { throw ValidationError("--client-token must not be empty") }
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        try await context.withTransport(transport, context.prose(output)) { transport in
            try await run(context, transport)
        }
    }

    private func run(_ context: CommandContext, _ transport: any Transport) async throws -> Int32 {
        if describeContainers { return try await ContainerListing(context, output).show(transport) }
        let request = try request(context)
        if noWait {
            return try await DetachedRun(context: context, place: self.transport.place).start(
                request,
                transport,
                output
            )
        }
        return try await AttendedRun(
            context: context,
            transport: transport,
            place: self.transport.place,
            request: request,
            options: AttendedRun.Options(output: output, wait: maxWaitTime, prefixesLines: logPrefix)
        ).run()
    }

    private func request(_ context: CommandContext) throws -> RunRequest {
        task.applied(to: try job.request()).signed(in: context, for: transport.place, token: clientToken)
    }
}
