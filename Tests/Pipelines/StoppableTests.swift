import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// Children of the pipeline's shell hear the signals that a CI tool sends to the shell alone.
@Suite(.timeLimit(.minutes(30)))
struct StoppableTests {
    private static let processes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/ci/shell/pipeline.d/processes.sh").path

    /// A shell that runs a child through `stoppable` and says how that ended; the child says when it is ready.
    private static func shell(_ child: String, before: String = "") async throws -> TestProcess {
        let script = """
            set -euo pipefail
            . "$1"
            \(before)
            code=0
            stoppable bash -c "$2" || code=$?
            echo "ended with $code"
            """
        let arguments = ["-c", script, "shell", processes, child]
        return try await TestProcess(Command("/bin/bash", arguments, environment: ["PATH": "/usr/bin:/bin"]))
    }

    @Test(arguments: [("INT", SIGINT), ("TERM", SIGTERM)])
    func `a signal to the shell reaches a child, and the child's children, and its end is waited for`(
        name: String,
        number: Int32
    ) async throws {
        // The child's own child ends by the signal; then the child saves its state, which takes it a while.
        let child = "trap 'sleep 0.3; echo saved; exit 9' \(name); sh -c 'echo ready; exec sleep 3600'"
        let shell = try await Self.shell(child)
        var lines: [String] = []
        for await line in InputLines.of(shell.output) {
            if line == "ready" { shell.signal(number) }
            lines.append(line)
        }
        #expect(lines == ["ready", "saved", "ended with 9"])
        #expect(try await shell.ending() == .exited(0))
    }

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func `a signal that comes before the child is there is kept for it`(name: String, code: Int) async throws {
        // The shell's own `set -m` is the last thing before the child's start.
        let early = "set() { [ \"$1\" != -m ] || kill -\(name) $$; builtin set \"$@\"; }"
        let shell = try await Self.shell("exec sleep 60", before: early)
        var lines: [String] = []
        for await line in InputLines.of(shell.output) { lines.append(line) }
        #expect(lines == ["ended with \(code)"])
    }

    @Test func `the code of a child that ends by itself is its own`() async throws {
        let shell = try await Self.shell("exit 7")
        var lines: [String] = []
        for await line in InputLines.of(shell.output) { lines.append(line) }
        #expect(lines == ["ended with 7"])
    }
}
