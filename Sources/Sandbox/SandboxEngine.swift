public import Gatekeeper
import Glibc
public import Invoker
public import RunProtocol
import Supervision
import SystemPackage

/// Runs tasks on this machine, each in a sandbox of its own (DESIGN D12).
///
/// Every task has a host process (`TaskHost`); the engine only starts it, reads what it leaves in the run's folder, and
/// sends it messages. So any process of the same user can follow and stop any run, and a run needs no engine to go on.
public struct SandboxEngine: TaskEngine {
    private let configuration: SandboxConfiguration
    private let programs: SandboxPrograms
    private let state: StateDirectory
    private let store: RunStore
    private let held = HeldRuns()
    private let now: @Sendable () -> Timestamp

    /// An engine over a state directory, which is made where it is not there.
    ///
    /// - Throws: `StateUnusable` (69).
    public init(
        _ configuration: SandboxConfiguration,
        _ programs: SandboxPrograms,
        _ state: StateDirectory,
        now: @escaping @Sendable () -> Timestamp
    ) throws(RunnerError) {
        // A host may end before its lease is let go of; writing to it then must be an error, not this process's end.
        signal(SIGPIPE, SIG_IGN)
        do {
            try Folder.make(state.path.appending("runs"))
        } catch {
            throw StateFailure.error(state.path, error)
        }
        self.configuration = configuration
        self.programs = programs
        self.state = state
        self.now = now
        store = try RunStore(state.database)
    }

    /// Starts a task: its folder, its record, its host.
    ///
    /// - Throws: 69 when something that a task needs is not there, 75 when the state is in use.
    public func start(_ job: ApprovedJob, as run: NewRun) async throws(RunnerError) -> RunAnswer {
        var task = try SandboxTask(job, run, configuration, programs, state)
        task.give(
            try await SecretSources(sources: configuration.secrets, environment: programs.environment)
                .variables(for: job)
        )
        let record = RunRecord(job, run)
        let added = try await store.add(record)
        guard added.id == record.id else { return answer(added) }
        do {
            try await launch(task, run)
        } catch {
            let at = now()
            try await store.update(run.id) { $0.end(.notStarted(reason: error.message), at: at, facts: [:]) }
            Folder.remove(state.folder(of: run.id).work)
            throw error
        }
        return answer(record)
    }

    private func answer(_ record: RunRecord) -> RunAnswer {
        let folder = state.folder(of: record.id)
        var answer = RunAnswer(
            run: record.id,
            task: folder.path.string,
            container: record.container,
            script: record.script
        )
        answer.log = ["path": folder.log.string]
        return answer
    }

    private func launch(_ task: SandboxTask, _ run: NewRun) async throws(RunnerError) {
        let folder = state.folder(of: run.id)
        let lease: Pipe
        var streams = StandardStreams()
        do {
            try task.prepare(folder)
            streams.errors = try HostLock.take(folder.hostLog)
            lease = try Pipe()
            streams.input = lease.reading
            await held.hold(run.id, lease: lease.writing, control: try ControlPipe.make(folder.control))
        } catch {
            throw StateFailure.error(folder.path, error)
        }
        let command = Command(programs.host.string, ["sandbox-host"], environment: [:])
        try await DetachedStart.of(command, on: streams)
        do {
            _ = try lease.writing.writeAll(JSON.encode(task.specification) + [0x0A])
        } catch {
            throw RunnerError(.unavailable, "HostGone", "the task's host ended before it was told what to run")
                .caused(by: ProcFile.read(folder.hostLog.string) ?? "\(error)")
        }
        if run.attendance == .unattended { await held.detach(from: run.id) }
    }

    /// Where a run stands.
    ///
    /// - Throws: `UnknownRun` (64).
    public func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        let folder = state.folder(of: run)
        // The lock first: a host that ends between the two looks has written its record before it let go.
        let hostLives = HostLock.isHeld(folder.hostLog)
        guard let record = try await store.record(of: run) else { throw unknown(run) }
        if record.endedAt != nil { return record.status(.ended) }
        guard hostLives else { return try await recordLostHost(run, folder) }
        return record.status(folder.phase)
    }

    /// Notes the end of a run whose host is gone without having done so: it was killed, or the machine went down.
    private func recordLostHost(_ run: RunID, _ folder: RunFolder) async throws(RunnerError) -> RunStatus {
        let ending = TaskEnding(afterLossOf: folder)
        let at = now()
        try await store.update(run) { $0.end(ending.outcome, at: at, facts: ending.facts) }
        Folder.remove(folder.work)
        Reserve.release(folder)
        guard let record = try await store.record(of: run) else { throw unknown(run) }
        return record.status(.ended)
    }

    /// Asks a run to stop.
    ///
    /// - Throws: `UnknownRun` (64).
    public func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        guard try await status(of: run).phase != .ended else { return }
        if ControlPipe.send(request, to: state.folder(of: run).control) { return }
        // Nobody reads: the host has ended since. If it has not, something is wrong that the caller must know.
        guard try await status(of: run).phase == .ended else {
            throw RunnerError(.tryAgain, "HostUnreachable", "the host of \(run) takes no messages", hint: "try again")
        }
    }

    /// Says that somebody waits for a run: here the lease is an open pipe, which needs no renewal.
    ///
    /// - Throws: `UnknownRun` (64).
    public func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        guard try await store.record(of: run) != nil else { throw unknown(run) }
        return nil
    }

    /// Leaves a run on purpose.
    ///
    /// - Throws: `UnknownRun` (64).
    public func detach(from run: RunID) async throws(RunnerError) {
        guard try await store.record(of: run) != nil else { throw unknown(run) }
        await held.detach(from: run)
    }

    /// Delivers the run's log from the cursor on.
    ///
    /// - Throws: `UnknownRun` (64), what `deliver` throws, or `CancellationError`.
    public func follow(
        _ run: RunID,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        var status = try await status(of: run)
        try await deliver(.status(status))
        let folder = state.folder(of: run)
        guard access(folder.log.string, F_OK) == 0 else { return status }
        var log = try LogFile(folder.log, at: cursor)
        var pace = ReadingPace()
        while true {
            try Task.checkCancellation()
            while case let lines = try log.read(), !lines.isEmpty {
                try await deliver(.lines(lines, hint: log.hint))
                pace.sawChange()
            }
            // A run that has ended has written all that there is to read: one more round reads it out.
            if status.phase == .ended { return status }
            let current = try await look(at: run, folder, after: status, pace)
            if current.phase != status.phase {
                if current.phase != .ended { try await deliver(.status(current)) }
                pace.sawChange()
            } else {
                try await Task.sleep(for: pace.wait())
            }
            status = current
        }
    }

    /// The status of a run that a reader follows; its record is looked up only when there may be news in it.
    private func look(
        at run: RunID,
        _ folder: RunFolder,
        after last: RunStatus,
        _ pace: ReadingPace
    ) async throws(RunnerError) -> RunStatus {
        if folder.hasEnded || pace.isTimeForALongLook { return try await status(of: run) }
        var status = last
        status.phase = folder.phase
        return status
    }

    private func unknown(_ run: RunID) -> RunnerError {
        RunnerError(
            .usage,
            "UnknownRun",
            "there is no run \(run) on this machine",
            hint: "runs are kept in \(state.path); XDG_STATE_HOME decides where that is"
        )
    }
}
