import Fixtures
import Foundation
import Gatekeeper
import Invoker
import RunProtocol
import Testing

/// What every engine must do, written against the protocol alone.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct TaskEngineConformance {
    // MARK: - Output

    @Test(arguments: EngineKind.allCases)
    func `the output arrives byte for byte, each stream by itself, and is proved complete`(
        _ kind: EngineKind
    ) async throws {
        let run = try await runToEnd("speak", on: kind)
        #expect(
            run.output == Array("one\n\n  two  \r\nno text: ".utf8) + [0xFF, 0xFE, 0x00]
                + Array(" end\ncafé €\nno newline".utf8)
        )
        #expect(String(decoding: run.errors, as: UTF8.self) == "first complaint\n")
        #expect(run.verifier.completeness == .complete)
        #expect(run.verifier.trailer?.lines == 7)
        #expect(run.verifier.trailer?.bytes == run.output.count + run.errors.count)
        #expect(run.status?.outcome == .exited(0))
    }

    @Test(arguments: EngineKind.allCases)
    func `many lines on two streams arrive without a gap or a repeat`(_ kind: EngineKind) async throws {
        let run = try await runToEnd("count", "20000", on: kind)
        #expect(run.verifier.completeness == .complete)
        #expect(run.numbers == Array(1...run.numbers.count))
        let expected = (1...20_000).filter { $0 % 10 != 0 }.map { "line \($0)\n" }.joined()
        #expect(run.text == expected)
        #expect(String(decoding: run.errors, as: UTF8.self) == (1...2000).map { "line \($0 * 10)\n" }.joined())
    }

    @Test(arguments: EngineKind.allCases)
    func `ten megabytes without a newline survive`(_ kind: EngineKind) async throws {
        let run = try await runToEnd("flood", "10000000", on: kind)
        #expect(run.output == [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000))
        #expect(run.verifier.completeness == .complete)
        #expect(run.verifier.trailer?.lines == 1)
    }

    @Test(arguments: EngineKind.allCases)
    func `a script that closes its output early is waited for`(_ kind: EngineKind) async throws {
        let run = try await runToEnd("close-output", on: kind)
        #expect(run.text == "before\n")
        #expect(run.status?.outcome == .exited(5))
        #expect(run.verifier.completeness == .complete)
    }

    @Test(arguments: EngineKind.allCases)
    func `the environment is the configured one and none of the caller's`(_ kind: EngineKind) async throws {
        let run = try await runToEnd("show-environment", on: kind)
        let names = Set(run.text.split(separator: "\0").compactMap { $0.split(separator: "=").first.map(String.init) })
        #expect(names.isSuperset(of: ["GREETING", "PATH", "HOME", "LANG"]))
        let own: Set = [
            "GREETING", "PATH", "HOME", "LANG", "TMPDIR", "PWD", "SHLVL", "_", "OLDPWD",
            "DEPLOY_RUNNER_FACTS", "DEPLOY_RUNNER_LOCAL_REPOSITORIES", "DEPLOY_RUNNER_SECRETS", "TOKEN",
        ]
        #expect(names.subtracting(own.union(kind.variables)).isEmpty)
        // The caller has others, which could have come along.
        #expect(!Set(ProcessInfo.processInfo.environment.keys).subtracting(own.union(kind.variables)).isEmpty)
    }

    // MARK: - Ends

    @Test(arguments: EngineKind.allCases)
    func `a secret reaches the script, and neither the log nor a fact shows it`(_ kind: EngineKind) async throws {
        let run = try await runToEnd("tell-secret", on: kind)
        #expect(run.text == "***\ndXNlcjp***=\n\(ConformanceConfiguration.token.count)\n")
        #expect(String(decoding: run.errors, as: UTF8.self) == "***")
        #expect(run.status?.facts["secret"] == "***")
        #expect(run.verifier.completeness == .complete)
    }

    @Test(arguments: EngineKind.allCases, [0, 1, 2, 64, 77, 124, 125, 255] as [Int32])
    func `the exit code is the script's own`(_ kind: EngineKind, code: Int32) async throws {
        let run = try await runToEnd("exit-with", "\(code)", on: kind)
        #expect(run.status?.outcome == .exited(code))
        #expect(run.verifier.trailer?.end == .exited(code))
    }

    @Test(arguments: EngineKind.allCases, [9, 11, 15] as [Int32])
    func `a script that a signal ended is no success`(_ kind: EngineKind, signal: Int32) async throws {
        let run = try await runToEnd("die-of", "\(signal)", on: kind)
        #expect(run.status?.outcome == .killed(signal: signal))
        #expect(run.status?.outcome?.exitCode == 128 + signal)
    }

    @Test(arguments: EngineKind.allCases)
    func `a process that the script leaves behind is killed and named`(_ kind: EngineKind) async throws {
        let run = try await runToEnd("leave-children", on: kind)
        #expect(run.status?.outcome == .exited(0))
        #expect(run.text.contains("parent ends\n"))
        #expect(run.notes.contains { $0.contains("killed what the script left running") })
        #expect(run.verifier.completeness == .complete)
    }

    @Test(arguments: EngineKind.allCases)
    func `a task that is killed from outside has an unknown outcome and an incomplete log`(
        _ kind: EngineKind
    ) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("wait-for-stop", on: tested)
            let run = try await follow(started, on: tested) { run in
                guard run.text.contains("ready") else { return }
                try await tested.killTask(of: started)
            }
            guard case .unknown = run.status?.outcome else {
                Issue.record("the outcome is \(String(describing: run.status?.outcome))")
                return
            }
            #expect(!run.verifier.completeness.isComplete)
            #expect(run.status?.outcome?.exitCode == ExitCode.outcomeUnknown.rawValue)
        }
    }

    // MARK: - Stops

    @Test(arguments: EngineKind.allCases)
    func `a stop lets the script save its state`(_ kind: EngineKind) async throws {
        let run = try await stopped("wait-for-stop", StopRequest(.graceful, because: .signal(2)), on: kind)
        #expect(run.text == "ready\ncaught SIGINT\nstate saved\n")
        #expect(run.status?.outcome == .stopped(.signal(2), code: 3))
        #expect(run.status?.outcome?.exitCode == 130)
        #expect(run.verifier.completeness == .complete)
    }

    @Test(arguments: EngineKind.allCases)
    func `a script that ignores SIGINT gets SIGTERM after its grace`(_ kind: EngineKind) async throws {
        let run = try await stopped("end-on-term", StopRequest(.graceful, because: .requested), on: kind)
        #expect(run.text == "ready\ncaught SIGTERM\n")
        #expect(run.status?.outcome == .stopped(.requested, code: 4))
        #expect(run.verifier.completeness == .complete)
    }

    @Test(arguments: EngineKind.allCases)
    func `a script that ignores everything is killed, and its log is still complete`(_ kind: EngineKind) async throws {
        let run = try await stopped("ignore-stop", StopRequest(.graceful, because: .timedOut), on: kind)
        #expect(run.status?.outcome == .stopped(.timedOut, code: nil))
        #expect(run.status?.outcome?.exitCode == ExitCode.timedOut.rawValue)
        #expect(run.phases.contains(.stopping))
        #expect(run.text.contains("ignored SIGINT"))
        #expect(run.text.contains("ignored SIGTERM"))
        #expect(run.verifier.completeness == .complete)
    }

    @Test(arguments: EngineKind.allCases)
    func `a hurried stop does not wait for the grace`(_ kind: EngineKind) async throws {
        let began = ContinuousClock.now
        let run = try await stopped("end-when-hurried", StopRequest(.hurried, because: .signal(2)), on: kind)
        #expect(run.text == "ready\ncaught SIGTERM\n")
        // The script's grace.
        #expect(ContinuousClock.now - began < .seconds(100))
    }

    @Test(arguments: EngineKind.allCases)
    func `a stop right after the start is not lost`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("wait-for-stop", on: tested)
            try await tested.engine.stop(started, StopRequest(.hurried, because: .requested))
            let run = try await follow(started, on: tested)
            guard case .stopped(.requested, _) = run.status?.outcome else {
                Issue.record("the outcome is \(String(describing: run.status?.outcome))")
                return
            }
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `a stop of a run that has ended changes nothing`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("exit-with", "7", on: tested)
            _ = try await follow(started, on: tested)
            try await tested.engine.stop(started, StopRequest(.graceful, because: .requested))
            #expect(try await tested.engine.status(of: started).outcome == .exited(7))
        }
    }

    // MARK: - Readers

    @Test(arguments: EngineKind.allCases)
    func `a reader that leaves and comes back misses nothing and reads nothing twice`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("count", "5000", on: tested)
            let whole = try await follow(started, on: tested)
            for stop in [1, 17, 4999, 5000] {
                var first = FollowedRun()
                var hint: String?
                await #expect(throws: Left.self) {
                    _ = try await tested.engine.follow(started, from: .start) { chunk in
                        guard case .lines(let bytes, _) = chunk else { return }
                        let lines = bytes.split(separator: 0x0A).prefix(stop - first.numbers.count)
                        first.take(.lines(Array(lines.joined(separator: [0x0A])) + [0x0A], hint: nil))
                        hint = nil
                        if first.numbers.count >= stop { throw Left() }
                    }
                }
                let cursor = LogCursor(after: first.verifier.lastNumber, hint: hint)
                let rest = try await follow(started, from: cursor, on: tested)
                #expect(first.output + rest.output == whole.output)
                #expect(first.numbers + rest.numbers == whole.numbers)
                #expect(rest.verifier.completeness == .completeFrom(record: stop + 1))
            }
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `an engine's hint leads to the next record, and a wrong one does no harm`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("count", "300", on: tested)
            _ = try await follow(started, on: tested)
            var last = FollowedRun()
            var hint: String?
            _ = try await tested.engine.follow(started, from: .start) { chunk in
                if case .lines(_, let behind) = chunk { hint = behind }
                last.take(chunk)
            }
            let end = LogCursor(after: last.verifier.lastNumber, hint: hint)
            #expect(try await follow(started, from: end, on: tested).numbers.isEmpty)
            for wrong in ["1", "77", "99999999", "-3", "nonsense", ""] {
                let rest = try await follow(started, from: LogCursor(after: 200, hint: wrong), on: tested)
                #expect(rest.numbers == Array(201..<last.verifier.lastNumber))
            }
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `two readers see the same, one of them from after the end`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("count", "2000", on: tested)
            async let first = follow(started, on: tested)
            async let second = follow(started, on: tested)
            let (one, two) = try await (first, second)
            let late = try await follow(started, on: tested)
            #expect(one.output == two.output)
            #expect(one.output == late.output)
            #expect(late.verifier.completeness == .complete)
            #expect(late.phases == [.ended])
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `a reader that is cancelled leaves the run alone`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await start("wait-for-stop", on: tested)
            let (readies, ready) = AsyncStream.makeStream(of: Void.self)
            let reader = Task {
                var run = FollowedRun()
                return try await tested.engine.follow(started, from: .start) { chunk in
                    run.take(chunk)
                    if run.text.contains("ready") { ready.yield() }
                }
            }
            for await _ in readies { break }
            reader.cancel()
            await #expect(throws: CancellationError.self) { _ = try await reader.value }
            #expect(try await tested.engine.status(of: started).phase == .running)
            try await tested.engine.stop(started, StopRequest(.graceful, because: .requested))
            #expect(try await follow(started, on: tested).text.contains("state saved"))
        }
    }

    // MARK: - Runs

    @Test(arguments: EngineKind.allCases)
    func `two requests with one client token start one run`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let first = try await start("once", token: "token-1", on: tested)
            let second = try await start("once", token: "token-1", on: tested)
            let third = try await start("once", token: "token-2", on: tested)
            #expect(first == second)
            #expect(first != third)
            let run = try await follow(first, on: tested)
            #expect(run.text.split(separator: "\n").count == 1)
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `a run that was never started is unknown to every call`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let run = try #require(RunID("run-01arz3ndektsv4rrff"))
            await expectUnknown { _ = try await tested.engine.status(of: run) }
            await expectUnknown { try await tested.engine.stop(run, StopRequest(.graceful, because: .requested)) }
            await expectUnknown { _ = try await tested.engine.attend(run) }
            await expectUnknown { try await tested.engine.detach(from: run) }
            await expectUnknown { _ = try await tested.engine.follow(run, from: .start) { _ in } }
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `an unattended run and one that its client left go on to their ends`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let unattended = try await start("close-output", attendance: .unattended, on: tested)
            let left = try await start("close-output", on: tested)
            try await tested.engine.detach(from: left)
            #expect(try await follow(unattended, on: tested).status?.outcome == .exited(5))
            #expect(try await follow(left, on: tested).status?.outcome == .exited(5))
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `a run whose client vanishes is cancelled, and not before`(_ kind: EngineKind) async throws {
        try await withEngine(kind) { tested in
            let started = try await tested.withClient { client in
                let started = try await start("wait-for-stop", with: client)
                try await attend(started, with: client, for: .seconds(13))
                #expect(try await client.status(of: started).phase == .running)
                return started
            }
            let run = try await follow(started, on: tested)
            #expect(run.text == "ready\ncaught SIGINT\nstate saved\n")
            #expect(run.status?.outcome == .stopped(.abandoned, code: 3))
            #expect(run.status?.outcome?.exitCode == 143)
            #expect(run.verifier.completeness == .complete)
        }
    }

    @Test(arguments: EngineKind.allCases)
    func `a run that is to finish without its client, or that its client left, goes on`(_ kind: EngineKind) async throws
    {
        try await withEngine(kind) { tested in
            let (finishing, left) = try await tested.withClient { client in
                let left = try await start("linger", ["14"], with: client)
                try await client.detach(from: left)
                return (try await start("linger", ["14"], with: client), left)
            }
            #expect(try await follow(finishing, on: tested).status?.outcome == .exited(6))
            #expect(try await follow(left, on: tested).status?.outcome == .exited(6))
        }
    }
}

/// The reader of a test has read enough.
private struct Left: Error {}
