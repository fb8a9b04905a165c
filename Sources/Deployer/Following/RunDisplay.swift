import RunProtocol

/// Shows what a run delivers: to people as the job's own bytes, to programs as one JSON object an event.
struct RunDisplay {
    private let context: CommandContext
    private let prose: Prose
    private let format: OutputFormat
    private var rendering: LogRendering
    private var narration: RunNarration?
    /// Streams that take no more; what goes elsewhere is still shown.
    private var lost: Set<Console.Stream> = []

    init(_ context: CommandContext, _ prose: Prose, _ format: OutputFormat, _ rendering: LogRendering) {
        self.context = context
        self.prose = prose
        self.format = format
        self.rendering = rendering
    }

    /// The same display, telling the story of the start as well.
    func narrating(_ narration: RunNarration) -> RunDisplay {
        var display = self
        display.narration = narration
        return display
    }

    /// Shows an event.
    ///
    /// - Throws: `OutputFailure`, once for each stream that takes no more, after everything else has been shown.
    mutating func show(_ event: LogEvent, of run: RunID) async throws(OutputFailure) {
        switch event {
        case .status(let status): narration?.phase(status)
        case .records, .foreign: narration?.started(run)
        case .end: narration?.close()
        }
        let failure =
            switch format {
            case .json: await write(event.wireLines, to: .output)
            case .text: await showText(event)
            }
        if let failure { throw failure }
    }

    /// Takes the live line and the group away when something else than the run's own end comes first.
    mutating func interrupt() {
        narration?.close()
    }

    private mutating func showText(_ event: LogEvent) async -> OutputFailure? {
        switch event {
        case .status(let status):
            if let detail = status.detail { prose.say(detail, .debug) }
            return nil
        case .records(let records, _): return await show(rendering.render(records))
        case .foreign(let line): return await write(Array(line) + [UInt8(ascii: "\n")], to: .output)
        case .end: return await show(rendering.finish())
        }
    }

    private mutating func show(_ segments: [LogSegment]) async -> OutputFailure? {
        var failure: OutputFailure?
        for segment in segments {
            switch segment {
            case .note(let text): prose.say(text)
            case .bytes(let bytes, let stream):
                let latest = await write(bytes, to: stream)
                failure = failure ?? latest
            }
        }
        return failure
    }

    private mutating func write(_ bytes: [UInt8], to stream: Console.Stream) async -> OutputFailure? {
        guard !lost.contains(stream) else { return nil }
        do {
            try await context.console.write(bytes, to: stream)
            return nil
        } catch {
            lost.insert(stream)
            return OutputFailure(error)
        }
    }
}
