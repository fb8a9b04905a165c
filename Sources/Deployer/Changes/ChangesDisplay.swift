import ChangeDetection
import Git
import RunProtocol
import SystemPackage

/// Shows many runs while they go on: a table on a terminal, plain lines elsewhere, JSON for programs.
struct ChangesDisplay: Sendable {
    private let context: CommandContext
    private let settings: ChangesSettings
    private let prose: Prose
    private let table: LiveTable?

    /// Whether somebody still reads.
    enum Audience: Sendable {
        case there
        case readerGone
    }

    init(_ context: CommandContext, _ settings: ChangesSettings, count: Int) {
        self.context = context
        self.settings = settings
        prose = context.prose(settings.output)
        let isLive =
            context.console.errors.isTerminal && prose.threshold == .info && context.environment["TERM"] != "dumb"
        table = isLive ? LiveTable(context.console, context.clock, count: count) : nil
    }

    /// A module's run is asked for.
    func starting(_ job: Job, _ log: CapturedLog) {
        if let table {
            table.add(job.folder.quoted, verb(job), log, elapsed: context.stopwatch())
        } else {
            prose.say("\(job.folder.quoted): \(verb(job)) starts")
        }
    }

    /// Its run has a name.
    func started(_ job: Job, _ run: RunID) {
        if settings.output.format == .json {
            let line = ChangesEvent.started(ChangesEvent.Started(path: job.folder.text, runID: run))
            Task { try? await context.write(json: line) }
        } else if table == nil {
            prose.say("\(job.folder.quoted): run \(run)", .debug)
        }
    }

    /// It has ended: all that it wrote is shown in one piece.
    func ended(_ result: ModuleResult, _ place: RunnerPlace) async -> Audience {
        table?.remove(result.job.folder.quoted, hasFailed: result.word != "succeeded")
        let isSuccess = result.word == "succeeded"
        let colour = isSuccess ? Palette.Colour.success : .failure
        let figures = prose.palette.paint(result.description, colour)
        let run = result.run.map { "; run \($0)" } ?? ""
        let line =
            "\(result.job.folder.quoted): \(verb(result.job)) \(figures) after \(DurationText(result.duration))\(run)"
        do throws(OutputFailure) {
            switch settings.output.format {
            case .json: try await context.write(json: ChangesEvent.finished(ChangesEvent.Finished(result)))
            case .text: try await show(result, place)
            }
        } catch {
            if error.isReaderGone { return .readerGone }
            prose.say("\(error)", .error)
        }
        prose.say(line, isSuccess ? .info : .error)
        return .there
    }

    private func show(_ result: ModuleResult, _ place: RunnerPlace) async throws(OutputFailure) {
        guard let log = result.log, !log.bytes.isEmpty else { return }
        let group = LogGroup(environment: context.environment, now: context.now())
        let title = "\(result.job.folder.quoted): \(verb(result.job)) \(result.description)"
        var bytes = Array(((group?.opening(title, at: context.now()) ?? "=== \(title)") + "\n").utf8)
        if log.dropped > 0 {
            let command = result.run.map { place.command("logs", $0) } ?? ""
            bytes += Array("(\(log.dropped) bytes before this are not shown; all of it: \(command))\n".utf8)
        }
        bytes += log.bytes
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        if let group { bytes += Array((group.closing(at: context.now()) + "\n").utf8) }
        try await context.write(bytes)
    }

    /// A signal came.
    func stopping(_ number: Int32, _ earlier: Int) {
        let text =
            switch earlier {
            case 0:
                "\(StopReason.signal(number)): stopping all runs gracefully, starting no more; Ctrl-C again hurries them"
            case 1: "hurrying all runs; Ctrl-C once more leaves them to that"
            default: "leaving; the runs go on stopping"
            }
        prose.say(text, .warn)
    }

    func close() {
        table?.close()
    }

    private func verb(_ job: Job) -> String {
        switch (settings.kind, job.action) {
        case (.plan, .deploy): "plan"
        case (.plan, .destroy): "plan to destroy"
        case (.apply, .deploy): "apply"
        case (.apply, .destroy): "destroy"
        }
    }
}
