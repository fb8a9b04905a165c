public import RunProtocol
import Subprocess
public import SystemPackage

/// The three descriptors that a child starts with; each is closed here as soon as the child has it.
public struct StandardStreams: Sendable {
    /// What the child reads; `nil`: nothing.
    public var input: FileDescriptor?
    /// Where its output goes; `nil`: nowhere.
    public var output: FileDescriptor?
    /// Where its errors go; `nil`: nowhere.
    public var errors: FileDescriptor?

    /// No streams at all; set those that the child shall have.
    public init() {}
}

/// A child that runs, to be killed when nothing else helps.
public struct RunningProcess: Sendable {
    private let process: LiveProcess

    init(_ process: LiveProcess) {
        self.process = process
    }

    /// Sends a signal; a child that is gone gets none.
    public func signal(_ number: Int32) {
        process.signal(number)
    }

    /// Sends SIGKILL; a child that is gone gets none.
    public func kill() {
        process.signal(9)
    }
}

extension Command {
    /// Runs the program on the given descriptors, in a session of its own, and waits for its end.
    ///
    /// The child outlives this process: nothing but its own end ends it.
    ///
    /// - Parameters:
    ///   - streams: the child's descriptors; closed here on every path.
    ///   - started: called once the child runs.
    /// - Returns: how the program ended.
    /// - Throws: `ProgramNotFound`, or `ProgramFailed` (69) when it could not be started.
    public func run(
        on streams: StandardStreams,
        started: @Sendable (RunningProcess) async -> Void
    ) async throws(RunnerError) -> ProcessEnding {
        do {
            let path = try located()
            let input = try streams.input ?? FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
            let output = try streams.output ?? FileDescriptor.open("/dev/null", .writeOnly, options: .closeOnExec)
            let errors = try streams.errors ?? FileDescriptor.open("/dev/null", .writeOnly, options: .closeOnExec)
            var options = PlatformOptions()
            options.createSession = true
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(arguments),
                environment: subprocessEnvironment,
                workingDirectory: workingDirectory,
                platformOptions: options,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true),
                output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                error: .fileDescriptor(errors, closeAfterSpawningProcess: true)
            ) { execution in
                await started(RunningProcess(LiveProcess(execution.processIdentifier.value)))
            }
            return ProcessEnding(result.terminationStatus)
        } catch let error as RunnerError {
            for descriptor in [streams.input, streams.output, streams.errors] { try? descriptor?.close() }
            throw error
        } catch {
            throw RunnerError(.unavailable, "ProgramFailed", "\(program) could not be started").caused(by: "\(error)")
        }
    }
}
