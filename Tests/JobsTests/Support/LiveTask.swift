import Fixtures
import Foundation
import Supervision
import SystemPackage

/// An entrypoint that runs now: its log is read as it comes, and it can be stopped in every way there is.
final class LiveTask {
    private let process = Process()
    private let task: TestTask
    private let input: FileDescriptor
    private let output: FileDescriptor
    private let lines: AsyncStream<String>
    private var log = ""
    private let ended: AsyncStream<Int32>

    init(_ task: TestTask, _ behind: String...) throws {
        self.task = task
        let command = task.command(behind)
        let input = try FileDescriptor.pipe()
        let output = try FileDescriptor.pipe()
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.executableURL = URL(fileURLWithPath: command.program)
        process.arguments = command.arguments
        process.environment = command.environment
        process.standardInput = FileHandle(fileDescriptor: input.readEnd.rawValue)
        process.standardOutput = FileHandle(fileDescriptor: output.writeEnd.rawValue)
        process.terminationHandler = { process in
            end.yield(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
            end.finish()
        }
        self.ended = ended
        self.input = input.writeEnd
        self.output = output.readEnd
        lines = InputLines.of(output.readEnd)
        // The child must not hold the writing end of its own input.
        for end in [input.writeEnd, output.readEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        try process.run()
        try input.readEnd.close()
        try output.writeEnd.close()
    }

    var pid: pid_t { process.processIdentifier }

    /// Reads the log up to a line that holds a text; `false` when the log ends before.
    func read(until text: String) async -> Bool {
        for await line in lines {
            log += line + "\n"
            if line.contains(text) { return true }
        }
        return false
    }

    func write(_ line: String) throws {
        _ = try input.writeAll((line + "\n").utf8)
    }

    func closeInput() throws {
        try input.close()
    }

    /// Goes away as a reader.
    func closeOutput() throws {
        try output.close()
    }

    func send(_ signal: Int32) {
        kill(pid, signal)
    }

    /// Reads to the end of the log and of the process.
    func finish() async throws -> FinishedTask {
        for await line in lines { log += line + "\n" }
        return FinishedTask(log: log.utf8, exitCode: try await exitCode())
    }

    func exitCode() async throws -> Int32 {
        for await code in ended { return code }
        throw TestFailure("the entrypoint was waited for twice")
    }
}
