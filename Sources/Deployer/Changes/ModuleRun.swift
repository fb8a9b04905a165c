import ChangeDetection
import RunProtocol
import Synchronization

/// One module of many: an attended run like any other, with its output kept until its end.
struct ModuleRun: Sendable {
    let job: Job
    let context: CommandContext
    let request: RunRequest
    let settings: ChangesSettings
    let transport: any Transport
    let place: RunnerPlace
    let relay: SignalRelay
    let log = CapturedLog()

    /// Runs it to its end.
    func run(named: @escaping @Sendable (RunID) -> Void) async -> ModuleResult {
        let elapsed = context.stopwatch()
        let name = Mutex<RunID?>(nil)
        let code = await code { run in
            name.withLock { $0 = run }
            named(run)
        }
        var result = ModuleResult(job: job, state: state(code))
        result.duration = elapsed()
        result.run = name.withLock { $0 }
        result.figures = log.figures
        result.log = log.text
        return result
    }

    private func state(_ code: Int32) -> ModuleResult.State {
        let hasChanges = code == 2 && settings.changesExitCode == .detailed
        return code == 0 || hasChanges ? .succeeded(code) : .failed(code)
    }

    private func code(_ named: @escaping @Sendable (RunID) -> Void) async -> Int32 {
        let console = log.console()
        var inner = context
        inner.console = console
        inner.signals = { [relay] in relay.signals() }
        // Its lines are not folded one by one: all of it is, when it is shown.
        for name in ["GITHUB_ACTIONS", "GITLAB_CI"] { inner.environment[name] = nil }
        // Options that nothing was read into have no values until each is given one.
        var output = OutputOptions()
        output.chosenFormat = .text
        output.logLevel = .warn
        let attended = AttendedRun(
            context: inner,
            transport: transport,
            place: place,
            request: request,
            options: AttendedRun.Options(output: output, wait: settings.changes.maxWaitTime, prefixesLines: false),
            named: named
        )
        let code: Int32
        do {
            code = try await attended.run()
        } catch {
            code = await Complaint(error, []).report(in: inner)
        }
        await console.flush()
        return code
    }
}
