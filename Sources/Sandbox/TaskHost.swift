import Glibc
public import RunProtocol
import Supervision
import SystemPackage

/// The process that owns one task on this machine: it starts the sandbox, passes stops on, and records the end.
///
/// It is a process of its own, so that an apply outlives the CLI that asked for it, and it is the sandbox's parent, so that
/// nothing outlives *it*. Its standard input is the client's lease: a line with the specification, then stops or
/// `detach`; an end without `detach` means that the client has vanished. Other processes reach it by the control pipe.
public struct TaskHost: Sendable {
    private let specification: TaskSpecification
    private let folder: RunFolder
    private let now: @Sendable () -> Timestamp

    /// Runs a host to the end of its task; the main of the hidden command `sandbox-host`.
    ///
    /// - Returns: the exit code of the host process; nobody reads it.
    public static func main(now: @escaping @Sendable () -> Timestamp) async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let lease = InputLines.of(.standardInput, limit: 16 << 20)
        var lines = lease.makeAsyncIterator()
        guard let line = await lines.next(isolation: nil),
            let specification = try? JSON.decode(TaskSpecification.self, from: line.utf8)
        else {
            say("the client vanished before it had said what to run")
            return ExitCode.unavailable.rawValue
        }
        let state = StateDirectory(FilePath(specification.state))
        let host = TaskHost(specification: specification, folder: state.folder(of: specification.run), now: now)
        return await host.run(lease, state)
    }

    private func run(_ lease: AsyncStream<String>, _ state: StateDirectory) async -> Int32 {
        var ending: TaskEnding
        let group = enterControlGroup()
        do {
            let started = try await runSandbox(lease, group, state)
            ending = TaskEnding(folder, started, outOfMemory: group?.ranOutOfMemory ?? false)
        } catch {
            ending = TaskEnding(.notStarted(reason: "\(error)"))
        }
        Folder.remove(folder.work)
        storeOutput(&ending)
        let code = await record(ending, state)
        await group?.removeWhenEmpty()
        return code
    }

    /// Stores the output where the configuration wants it; what comes of that changes nothing of how the run ended.
    private func storeOutput(_ ending: inout TaskEnding) {
        guard let place = specification.artifacts, !folder.logIsEmpty else { return }
        do {
            try OutputFolder.store(folder.log, in: FilePath(place))
            ending.facts["artifacts"] = place
        } catch {
            let remark = "the output is not stored in \(place): \(error)"
            ending.detail = ending.detail.map { "\($0); \(remark)" } ?? remark
        }
    }

    private func record(_ ending: TaskEnding, _ state: StateDirectory) async -> Int32 {
        let at = now()
        // Freed on purpose right before the last word is written: a disk that the job filled must not swallow it.
        Reserve.release(folder)
        do {
            try await RunStore(state.database).update(specification.run) { record in
                record.end(ending.outcome, at: at, facts: ending.facts)
                record.detail = ending.detail ?? record.detail
            }
            try Folder.write([], to: folder.ended)
            return 0
        } catch {
            Self.say("the end (\(ending.outcome)) could not be recorded: \(error)")
            return ExitCode.outcomeUnknown.rawValue
        }
    }

    private func enterControlGroup() -> ControlGroup? {
        let limits = ControlGroup.Limits(cpu: specification.cpu, memory: specification.memory)
        switch ControlGroup.make("deploy-runner-\(specification.run)", limits) {
        case .success(let group):
            do {
                try group.enter()
                return group
            } catch {
                group.remove()
                Self.say("cpu and memory are not limited: \(error)")
            }
        case .failure(let reason):
            Self.say("cpu and memory are not limited: \(reason)")
        }
        return nil
    }

    /// Runs the sandbox to its end; the stops run beside it.
    private func runSandbox(
        _ lease: AsyncStream<String>,
        _ group: ControlGroup?,
        _ state: StateDirectory
    ) async throws(RunnerError) -> SandboxEnding {
        let streams: StandardStreams
        let control: Pipe
        let requests: FileDescriptor
        do {
            control = try Pipe()
            requests = try ControlPipe.open(folder.control)
            var open = StandardStreams()
            open.input = control.reading
            open.output = try FileDescriptor.open(folder.log, .writeOnly, options: [.append, .closeOnExec])
            open.errors = try FileDescriptor.open(
                folder.sandboxErrors,
                .writeOnly,
                options: [.create, .append, .closeOnExec],
                permissions: .ownerReadWrite
            )
            streams = open
        } catch {
            throw StateFailure.error(folder.path, error)
        }
        let stopper = TaskStopper(specification, control: control.writing, state: state)
        let sources = StopSources(specification, lease: lease, requests: requests).feed(stopper)
        defer {
            for source in sources { source.cancel() }
            try? control.writing.close()
        }
        var command = Command(specification.sandbox[0], Array(specification.sandbox.dropFirst()), environment: [:])
        command.environment = specification.environment
        let ending = try await command.run(on: streams) { process in
            group?.leave()
            await stopper.attach(process)
        }
        return SandboxEnding(process: ending, stopReason: await stopper.reason)
    }

    /// Says something into `host.log`.
    static func say(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll((text + "\n").utf8)
    }
}
