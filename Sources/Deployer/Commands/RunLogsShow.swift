import ArgumentParser
import RunProtocol

/// `infrastructure-deployer logs RUN_ID`: attaches to a run, and exits with its code.
struct RunLogsShow: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show the log of a run, follow it to the run's end, and exit with the run's exit code.",
        usage: "infrastructure-deployer logs [<options>] <run-id>",
        discussion: "Whoever only looks on stops nothing: Ctrl-C and | head leave the run alone."
    )

    @OptionGroup var transport: TransportOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Begin behind this cursor, as an earlier call or --output json gave it.",
            valueName: "cursor"
        ),
        transform: Self.cursor
    )
    var from = LogCursor.start

    @Flag(help: "Put [SOURCE] and the UTC time before each line of the job.")
    var logPrefix = false

    @OptionGroup var run: RunArgument

    func check() throws {
        try transport.check()
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        let prose = context.prose(output)
        return try await context.withTransportToRuns(transport, prose) { try await show(context, prose, $0) }
    }

    private func show(_ context: CommandContext, _ prose: Prose, _ transport: any Transport) async throws -> Int32 {
        let status = try await transport.status(of: run.id)
        let prefixes = logPrefix ? LinePrefixes(source: status.container) : nil
        var display = RunDisplay(context, prose, output.format, LogRendering(prefixes: prefixes))
        let follower = RunFollower(context, prose, transport, self.transport.place, run.id)
        let reading = try await follower.follow(from: from, on: &display) { failure in
            guard !failure.isReaderGone else { throw failure }
            prose.say("\(failure); the log itself is kept", .error)
        }
        // For the words alone: the code is known, and no call that fails now may change it.
        let ended = status.duration == nil ? try? await transport.status(of: run.id) : status
        let closing = ClosingLine(
            run: run.id,
            end: reading.end,
            duration: ended?.duration ?? status.startedAt.duration(to: context.now()),
            exitCode: reading.exitCode
        )
        RunReport(closing, reading, self.transport.place).say(prose)
        return reading.exitCode
    }

    private static func cursor(_ text: String) throws -> LogCursor {
        guard let cursor = LogCursor(text) else {
            throw ValidationError("a cursor is the number of a record, as in 812 or 812@104233")
        }
        return cursor
    }
}
