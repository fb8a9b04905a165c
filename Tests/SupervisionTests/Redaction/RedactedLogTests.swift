import Fixtures
import RunProtocol
import SystemPackage
import Testing

@testable import Supervision

/// A log that was told secrets.
@Suite(.timeLimit(.minutes(30))) struct RedactedLogTests {
    @Test func `no secret is in output, remarks or facts, and the trailer proves what is there`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try log.hide([Array("hunter22".utf8), Array("first line of it\nsecond line of it".utf8)])
            log.note("running with hunter22")
            log.write("a hunter22 b\nfirst line of it\n", to: .output)
            log.write("second line of it\nc\n", to: .output)
            log.write("hunter", to: .errors)
            log.write("22", to: .errors)
            log.finish(.exited(0), facts: ["image": "x-hunter22"])
            let read = try transcript()
            #expect(read.records == ["n running with ***", "o a *** b", "o ***", "o c", "e+ ***"])
            #expect(read.completeness == .complete)
            #expect(read.trailer?.bytes == "a *** b\n***\nc\n***".utf8.count)
            #expect(read.trailer?.lines == 4)
            #expect(read.trailer?.facts == ["image": "x-***"])
        }
    }

    @Test func `more than can be looked for is refused, and what was hidden before stays so`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try log.hide([Array("hunter22".utf8)])
            var generator = SeededGenerator(seed: 35)
            let large = (0..<20).map { _ in (0..<16_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &generator) } }
            let error = #expect(throws: RunnerError.self) { try log.hide(large) }
            #expect(error?.errorType == "SecretsTooLarge")
            #expect(error?.message.contains("4194304 can be looked for") == true)
            try log.hide([Array("another1".utf8)])
            log.write("hunter22 another1\n", to: .output)
            let read = try transcript()
            #expect(read.records == ["o *** ***"])
        }
    }

    @Test func `a prompt is shown at once, what may be a secret's beginning a little later`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try log.hide([Array("hunter22".utf8)])
            log.write("Enter hunt", to: .output)
            #expect(log.patience == .milliseconds(100))
            log.writePending()
            let first = try transcript()
            #expect(first.records == ["o+ Enter "])
            #expect(log.patience == .seconds(2))
            log.writePending()
            let second = try transcript()
            #expect(second.records == ["o+ Enter ", "o+ hunt"])
            #expect(log.patience == nil && !log.hasPending)
            log.write("er22\n", to: .output)
            let third = try transcript()
            #expect(third.records.last == "o ***")
            log.write("dXNlcjpodW50ZXIyMg==\n", to: .output)
            #expect(log.patience == nil)
            log.write("hunter22\n", to: .errors)
            let fourth = try transcript()
            #expect(fourth.records.suffix(2) == ["o dXNlcjp***==", "e ***"])
        }
    }

    @Test func `the end of a line that may begin a secret is held for a moment only`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try log.hide([Array("hunter22".utf8)])
            log.write("north\nsouth\n", to: .output)
            let first = try transcript()
            #expect(first.records == ["o north"])
            #expect(log.patience == .milliseconds(100))
            log.writePending()
            let second = try transcript()
            #expect(second.records == ["o north", "o south"])
        }
    }

    @Test func `a secret that becomes known is hidden from then on`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            log.write("hunter22 and fetched-one\n", to: .output)
            try log.hide([Array("hunter22".utf8)])
            log.write("hunter22 and fetched-", to: .output)
            try log.hide([Array("fetched-one".utf8)])
            log.write("one\nhunter22 and fetched-one\n", to: .output)
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            // "fetched-" was on its way already when it became the beginning of a secret.
            #expect(read.records == ["o hunter22 and fetched-one", "o *** and fetched-one", "o *** and ***"])
            #expect(read.completeness == .complete)
        }
    }

    @Test func `what is too short to be told from other text is not hidden`() {
        #expect(!TaskLog.canHide(Array("true".utf8)))
        #expect(!TaskLog.canHide(Array("  12345 \n".utf8)))
        #expect(TaskLog.canHide(Array("123456".utf8)))
    }

    @Test func `a pump shows the beginning of a secret when nothing comes behind it`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try log.hide([Array("hunter22".utf8)])
            try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                _ = try ends.output.writeAll("Who? hunt".utf8)
                while try transcript().records.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
                try ends.output.close()
                try ends.errors.close()
            }
            let read = try transcript()
            #expect(read.records == ["o+ Who? ", "o+ hunt"])
        }
    }
}
