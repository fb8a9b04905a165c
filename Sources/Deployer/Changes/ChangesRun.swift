import ChangeDetection
import Glibc
import RunProtocol

/// Runs the modules that a change affects: as many at a time as may be, each as soon as what it waits for has succeeded.
struct ChangesRun: Sendable {
    let context: CommandContext
    let settings: ChangesSettings
    let requests: ModuleRequest
    let task: TaskOptions
    let transport: any Transport
    let place: RunnerPlace

    private enum Event: Sendable {
        case named(Job, RunID)
        case ended(ModuleResult)
        case signal(Int32)
    }

    /// - Returns: what became of each job, in their order.
    func run(_ jobs: [Job]) async throws -> ChangesResult {
        let display = ChangesDisplay(context, settings, count: jobs.count)
        let (events, event) = AsyncStream.makeStream(of: Event.self)
        let relay = SignalRelay()
        let signals = context.signals()
        let listening = Task {
            for await number in signals {
                // First to this loop, so that nothing starts behind the signal that ends everything.
                event.yield(.signal(number))
                relay.send(number)
            }
        }
        defer {
            listening.cancel()
            display.close()
        }
        var schedule = RunSchedule(jobs, settings.kind.mode)
        var result = Progress()
        start(&schedule, relay, display, event)
        if !schedule.isOver {
            for await next in events {
                switch next {
                case .named(let job, let run): await display.started(job, run)
                case .ended(let module): await note(module, &result, &schedule, display, relay)
                case .signal(let number):
                    if number == SIGINT { context.console.keyEchoed() }
                    result.signal = result.signal ?? number
                    schedule.stop()
                    display.stopping(number, result.signals)
                    result.signals += 1
                }
                start(&schedule, relay, display, event)
                if schedule.isOver { break }
            }
        }
        return result.result(jobs, schedule)
    }

    private struct Progress {
        var modules: [ModuleResult] = []
        var signal: Int32?
        var signals = 0

        /// What became of all jobs, those that never started among them.
        func result(_ jobs: [Job], _ schedule: RunSchedule) -> ChangesResult {
            let known = modules.reduce(into: [:]) { $0[$1.job.folder] = $1 }
            let all = jobs.compactMap { job -> ModuleResult? in
                if let result = known[job.folder] { return result }
                guard case .notStarted(let obstacle) = schedule.endings[job.folder] else { return nil }
                return ModuleResult(job: job, state: .notStarted(obstacle))
            }
            return ChangesResult(modules: all, signal: signal)
        }
    }

    private func start(
        _ schedule: inout RunSchedule,
        _ relay: SignalRelay,
        _ display: ChangesDisplay,
        _ event: AsyncStream<Event>.Continuation
    ) {
        for job in schedule.start(upTo: settings.changes.maxParallel) {
            let run = ModuleRun(
                job: job,
                context: context,
                request: task.applied(to: requests.request(job)).signed(in: context, for: place),
                settings: settings,
                transport: transport,
                place: place,
                relay: relay
            )
            display.starting(job, run.log)
            Task {
                event.yield(.ended(await run.run { event.yield(.named(job, $0)) }))
            }
        }
    }

    private func note(
        _ module: ModuleResult,
        _ progress: inout Progress,
        _ schedule: inout RunSchedule,
        _ display: ChangesDisplay,
        _ relay: SignalRelay
    ) async {
        // Of thousands of modules no more is kept than the reports will hold.
        var kept = module
        kept.log = module.log?.end(settings.reports.share)
        progress.modules.append(kept)
        let isSuccess = module.word == "succeeded"
        schedule.finish(module.job.folder, isSuccess ? .succeeded : .failed)
        guard await display.ended(module, place) == .readerGone, progress.signal == nil else { return }
        // As with a single run: whoever read the output went away, as with | head, and wants no more of it.
        progress.signal = SIGPIPE
        schedule.stop()
        relay.send(SIGPIPE)
    }
}
