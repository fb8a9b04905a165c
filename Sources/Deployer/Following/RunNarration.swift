import RunProtocol

/// Tells the story of a start: the documented messages as plain lines, or one live line on a terminal.
struct RunNarration {
    private let context: CommandContext
    private let prose: Prose
    private let place: RunnerPlace
    private let live: LiveLine?
    private var group: LogGroup?
    private var isWaitingForStart = false
    private var isFirstStatus = true

    /// The age from which a run is none that this command has started: its own attempts end within ten minutes.
    private static let old = Duration.seconds(900)

    init(_ context: CommandContext, _ prose: Prose, _ place: RunnerPlace) {
        self.context = context
        self.prose = prose
        self.place = place
        // With --log-level debug nothing may be erased; with warn nothing was asked for.
        let isLive =
            context.console.errors.isTerminal && prose.threshold == .info && context.environment["TERM"] != "dumb"
        live = isLive ? LiveLine(context.console, context.clock, elapsed: context.stopwatch()) : nil
    }

    /// The call goes out.
    mutating func invoking(_ job: String) {
        if live == nil, prose.threshold <= .info,
            let group = LogGroup(environment: context.environment, now: context.now())
        {
            self.group = group
            context.console.say(group.opening("Starting \(job)", at: context.now()))
        }
        tell("invoking \(place)", live: "starting \(job)")
    }

    /// The call was answered.
    mutating func invoked(_ answer: RunAnswer) {
        isWaitingForStart = true
        prose.say("the task is \(answer.task)", .debug)
        for (name, value) in answer.log.sorted(by: { $0.key < $1.key }) {
            prose.say("its log: \(name) \(value)", .debug)
        }
        tell("successfully invoked \(place)", live: nil)
        tell(
            "waiting for task \(answer.run) to start",
            live: "waiting for \(answer.container)/\(answer.script) to start"
        )
    }

    /// The run is in this phase now.
    mutating func phase(_ status: RunStatus) {
        if isFirstStatus, status.startedAt.duration(to: context.now()) > Self.old {
            prose.say(
                "run \(status.run) was started by an earlier call with its client token, at \(status.startedAt)",
                .warn
            )
        }
        isFirstStatus = false
        if status.phase == .running || status.phase == .stopping { started(status.run) }
    }

    /// The task runs, as its phase says or its first line shows: nothing of the start may stand in the job's way now.
    mutating func started(_ run: RunID) {
        if isWaitingForStart {
            tell("task \(run) has started", live: nil)
            tell("streaming logs", live: nil)
        }
        close()
    }

    /// Ends the story, wherever it stands.
    mutating func close() {
        isWaitingForStart = false
        live?.hide()
        if let group { context.console.say(group.closing(at: context.now())) }
        group = nil
    }

    private func tell(_ line: String, live liveText: String?) {
        if let live {
            if let liveText { live.show(liveText) }
        } else {
            prose.say(line)
        }
    }
}
