import Fixtures
import Supervision
import SystemPackage

/// An entrypoint that runs now: its log is read as it comes, and it can be stopped in every way there is.
final class LiveTask {
    private let process: TestProcess
    private let task: TestTask
    private let lines: AsyncStream<String>
    private var log = ""

    init(_ task: TestTask, _ behind: String...) async throws {
        self.task = task
        process = try await TestProcess(task.command(behind))
        lines = InputLines.of(process.output)
    }

    /// Reads the log up to a line that holds a text; `false` when the log ends before.
    func read(until text: String) async -> Bool {
        for await line in lines {
            log += line + "\n"
            if line.contains(text) { return true }
        }
        return false
    }

    func write(_ line: String) throws {
        _ = try process.input.writeAll((line + "\n").utf8)
    }

    func closeInput() throws {
        try process.input.close()
    }

    /// Goes away as a reader.
    func leave() throws {
        // Its number stays taken: whoever reads here now would otherwise read on in what another test has opened.
        let nothing = try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
        _ = try nothing.duplicate(as: process.output)
        try nothing.close()
    }

    func send(_ signal: Int32) {
        process.signal(signal)
    }

    /// Reads to the end of the log and of the process.
    func finish() async throws -> FinishedTask {
        for await line in lines { log += line + "\n" }
        return FinishedTask(log: log.utf8, exitCode: try await exitCode())
    }

    func exitCode() async throws -> Int32 {
        switch try await process.ending() {
        case .exited(let code): code
        case .killed(let signal): 128 + signal
        }
    }
}
