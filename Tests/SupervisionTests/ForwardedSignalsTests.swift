import Glibc
import RunProtocol
import SystemPackage
import Testing

@testable import Supervision

/// Each test runs in a process of its own, whose signals it takes over.
@Suite(.timeLimit(.minutes(30))) struct ForwardedSignalsTests {
    @Test func `a signal reaches the tool in the foreground, which may save its state`() async throws {
        let result = try await #require(
            processExitsWith: .success,
            observing: [\.standardOutputContent, \.standardErrorContent]
        ) {
            let signals = ForwardedSignals()
            #expect(signals.received == nil)
            let text = "trap 'echo saved; echo lost >&2; exit 3' TERM; kill -TERM $PPID; while :; do sleep 0.01; done"
            let ending = try await Command("/bin/sh", ["-c", text], environment: ["PATH": "/bin"]).foreground(signals)
            #expect(ending == .exited(3))
            #expect(signals.received == SIGTERM)
        }
        #expect(String(decoding: result.standardOutputContent, as: UTF8.self).contains("saved\n"))
        #expect(String(decoding: result.standardErrorContent, as: UTF8.self).contains("lost\n"))
    }

    @Test func `a tool gets a signal once, even one that was sent to the whole group`() async throws {
        let result = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let signals = ForwardedSignals()
            setpgid(0, 0)
            // As a terminal does it: Ctrl-C goes to every process of the foreground group.
            let text = """
                trap 'echo got it; got=1' INT
                kill -INT -$PPID
                until [ "$got" ]; do sleep 0.01; done
                i=0; while [ $i != 20 ]; do sleep 0.01; i=$((i+1)); done
                """
            let ending = try await Command("/bin/sh", ["-c", text], environment: ["PATH": "/bin"]).foreground(signals)
            #expect(ending == .exited(0))
            #expect(signals.received == SIGINT)
        }
        let lines = String(decoding: result.standardOutputContent, as: UTF8.self).split(separator: "\n")
        #expect(lines.count { $0 == "got it" } == 1)
    }

    @Test func `a signal that came before the tool ends it`() async {
        await #expect(processExitsWith: .success) {
            let signals = ForwardedSignals()
            kill(getpid(), SIGTERM)
            while signals.received == nil { try await Task.sleep(for: .milliseconds(1)) }
            kill(getpid(), SIGINT)
            let tool = Command("/bin/sleep", ["60"], environment: [:])
            let ending = try await tool.foreground(signals)
            #expect(ending == .killed(signal: SIGTERM))
            #expect(signals.received == SIGTERM)
        }
    }

    @Test func `a signal reaches a program whose output is captured`() async {
        await #expect(processExitsWith: .success) {
            let signals = ForwardedSignals()
            let text = "trap 'echo saved; exit 3' INT; kill -INT $PPID; while :; do sleep 0.01; done"
            let tool = Command("/bin/sh", ["-c", text], environment: ["PATH": "/bin"])
            for input in [nil, [UInt8]("x".utf8)] {
                let result = try await tool.capture(input: input, forwarding: signals)
                if input == nil {
                    #expect(result.outputText == "saved")
                    #expect(result.ending == .exited(3))
                } else {
                    // Remembered from before: it ends the second one, at the latest by the handler.
                    #expect([.exited(3), .killed(signal: SIGINT)].contains(result.ending))
                }
            }
        }
    }

    @Test func `a tool that is not there is an error`() async {
        await #expect(processExitsWith: .success) {
            let signals = ForwardedSignals()
            await #expect(throws: RunnerError.self) {
                try await Command("terraform", [], environment: ["PATH": "/nowhere"]).foreground(signals)
            }
        }
    }
}
