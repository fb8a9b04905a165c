import Glibc
public import RunProtocol
import Subprocess
import SystemPackage

/// Runs one job script to its end: its output into the log, a stop as the contract has it, nothing left alive.
///
/// It belongs into the entrypoint, the process that everything of the job descends from.
public struct Supervisor: Sendable {
    private let log: TaskLog
    private let grace: Duration
    private let clock: any Clock<Duration>

    /// A supervisor that writes to a log.
    ///
    /// - Parameters:
    ///   - log: takes the job's output and the supervisor's own remarks.
    ///   - grace: how long a script that is stopped has between SIGINT and SIGTERM.
    ///   - clock: measures the grace.
    public init(log: TaskLog, grace: Duration, clock: any Clock<Duration> = ContinuousClock()) {
        self.log = log
        self.grace = grace
        self.clock = clock
    }

    /// Runs the script, and returns when it has ended, its descendants are gone and its output is in the log.
    ///
    /// - Parameters:
    ///   - script: what to run.
    ///   - stops: requests to stop, from whoever may ask.
    /// - Returns: how the script ended, or that it did not start.
    public func run(_ script: Command, stoppingOn stops: AsyncStream<StopRequest>) async -> RunOutcome {
        let path: FilePath
        do {
            path = try script.located()
        } catch {
            return .notStarted(reason: error.message)
        }
        let conductor = StopConductor(StopSequence(grace: grace), log: log, clock: clock)
        do {
            let ending = try await OutputPump.carry(into: log, patience: .seconds(5)) { ends in
                let ending = try await runToEnd(script, at: path, ends, conductor, stops)
                let killed = await Descendants.sweep()
                if !killed.isEmpty {
                    log.note("killed what the script left running: \(killed.joined(separator: ", "))")
                }
                return ending
            }
            return outcome(ending, await conductor.reason)
        } catch {
            return .notStarted(reason: "\(script.program) could not be started: \(error)")
        }
    }

    private func outcome(_ ending: ProcessEnding, _ reason: StopReason?) -> RunOutcome {
        switch (ending, reason) {
        case (.exited(let code), .none): .exited(code)
        case (.killed(let signal), .none): .killed(signal: signal)
        case (.exited(let code), .some(let reason)): .stopped(reason, code: code)
        case (.killed, .some(let reason)): .stopped(reason, code: nil)
        }
    }

    /// Runs the script's own process; what acts on stops runs beside it and ends with it, never the other way round.
    private func runToEnd(
        _ script: Command,
        at path: FilePath,
        _ ends: OutputPump.WritingEnds,
        _ conductor: StopConductor,
        _ stops: AsyncStream<StopRequest>
    ) async throws -> ProcessEnding {
        let stopping = Task {
            for await request in stops { await conductor.handle(request) }
        }
        let (scripts, scriptRuns) = AsyncStream.makeStream(of: pid_t.self)
        let reaping = Task {
            for await script in scripts { await OrphanReaper.run(sparing: script) }
        }
        defer {
            stopping.cancel()
            reaping.cancel()
        }
        var options = PlatformOptions()
        // A script that signals its own process group must not meet its supervisor there.
        options.createSession = true
        let result = try await Subprocess.run(
            .path(path),
            arguments: Arguments(script.arguments),
            environment: script.subprocessEnvironment,
            workingDirectory: script.workingDirectory,
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(ends.output, closeAfterSpawningProcess: true),
            error: .fileDescriptor(ends.errors, closeAfterSpawningProcess: true)
        ) { execution in
            scriptRuns.yield(execution.processIdentifier.value)
            await conductor.attach(LiveProcess(execution.processIdentifier.value))
        }
        await conductor.scriptEnded()
        return ProcessEnding(result.terminationStatus)
    }
}
