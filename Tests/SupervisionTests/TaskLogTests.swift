import Dispatch
import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(30))) struct TaskLogTests {
    @Test func `a log is what its format says, to the byte`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            log.note("running plan\nin two lines")
            log.write("one\ntwo", to: .output)
            log.write("oops\n", to: .errors)
            log.write(" and a half\n\n", to: .output)
            log.write([0xFF, 0x0A], to: .output)
            log.write("open", to: .errors)
            log.finish(.exited(2), facts: ["resolved_ref": "0123abcd"])
            let read = try transcript()
            #expect(
                read.lines.dropLast() == [
                    "1 1795473663123 n running plan",
                    "2 1795473663123 n in two lines",
                    "3 1795473663123 o one",
                    "4 1795473663123 e oops",
                    "5 1795473663123 o two and a half",
                    "6 1795473663123 o ",
                    "7 1795473663123 O /w==",
                    "8 1795473663123 e+ open",
                ]
            )
            let trailer = try #require(read.trailer)
            #expect(trailer.lines == 6)
            #expect(trailer.bytes == 4 + 5 + 15 + 1 + 2 + 4)
            #expect(trailer.end == .exited(2))
            #expect(trailer.facts == ["resolved_ref": "0123abcd"])
            #expect(read.completeness == .complete)
            #expect(read.lines.last?.hasPrefix("9 1795473663123 = ") == true)
        }
    }

    @Test func `the digest is what head and sha256sum say`() async throws {
        try await LogTranscript.inFile { log, path, transcript in
            var generator = SeededGenerator(seed: 21)
            log.note("first")
            for round in 0..<200 {
                log.write(generator.bytes(count: round * 7), to: round % 3 == 0 ? .errors : .output)
            }
            log.finish(.exited(0), facts: [:])
            let sum = try await Command(
                "/bin/sh",
                ["-c", "head -n -1 \"$1\" | sha256sum", "sh", path.string],
                environment: ["PATH": "/usr/bin:/bin"]
            ).capture()
            let read = try transcript()
            let trailer = try #require(read.trailer)
            #expect(sum.outputText == trailer.sha256 + "  -")
            #expect(read.completeness == .complete)
        }
    }

    @Test func `the job's bytes come back from the log, and the trailer counts them`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            var generator = SeededGenerator(seed: 22)
            var written: [LogStream: [UInt8]] = [.output: [], .errors: []]
            for _ in 0..<300 {
                let stream: LogStream = generator.next() & 1 == 0 ? .output : .errors
                let bytes = generator.bytes(count: Int(generator.next(upperBound: UInt64(200))))
                written[stream]?.append(contentsOf: bytes)
                log.write(bytes, to: stream)
                if generator.next(upperBound: UInt64(10)) == 0 { log.writePending() }
                if generator.next(upperBound: UInt64(20)) == 0 { log.note("a remark") }
            }
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            var lines = 0
            var bytes = 0
            for (stream, content) in written {
                #expect(read.content(of: stream) == content)
                lines += content.count { $0 == 0x0A } + (content.last.map { $0 == 0x0A ? 0 : 1 } ?? 0)
                bytes += content.count
            }
            #expect(read.trailer?.lines == lines)
            #expect(read.trailer?.bytes == bytes)
            #expect(read.completeness == .complete)
        }
    }

    @Test func `what the job has said is there at once, and the rest of its line when asked for`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            log.write("one\ntw", to: .output)
            let first = try transcript()
            #expect(first.records == ["o one"])
            #expect(log.hasPending)
            log.writePending()
            #expect(!log.hasPending)
            let second = try transcript()
            #expect(second.records == ["o one", "o+ tw"])
            log.write("o\n", to: .output)
            let third = try transcript()
            #expect(third.records == ["o one", "o+ tw", "o o"])
            log.finish(.exited(0), facts: [:])
            let last = try transcript()
            #expect(last.trailer?.lines == 2)
        }
    }

    @Test func `a remark with a carriage return before its line feed is two records`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            log.note("fatal: no such ref\r\nhint: try another\r\n")
            log.note("")
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            #expect(read.records == ["n fatal: no such ref\r", "n hint: try another\r", "n ", "n "])
            #expect(read.completeness == .complete)
        }
    }

    @Test func `a long remark is cut as a long line is`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            let text = String(repeating: "é", count: 20_000)
            log.note(text)
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            #expect(read.lines.allSatisfy { $0.utf8.count < 16 * 1024 })
            #expect(read.content(of: .notes) == Array(text.utf8) + [0x0A])
            #expect(read.completeness == .complete)
        }
    }

    @Test func `a write of many megabytes is one log without a gap`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            let line = Array("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n".utf8)
            let bytes = Array(repeatElement(line, count: 10_000).joined())
            log.write(bytes, to: .output)
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            #expect(read.completeness == .complete)
            #expect(read.trailer?.lines == 10_000)
            #expect(read.trailer?.bytes == bytes.count)
        }
    }

    @Test func `two threads that write at once give whole records in one order`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            DispatchQueue.concurrentPerform(iterations: 4) { thread in
                for number in 0..<250 {
                    switch thread {
                    case 0: log.write("out \(number)\n", to: .output)
                    case 1: log.write("err \(number)\n", to: .errors)
                    case 2: log.note("note \(number)")
                    default: log.writePending()
                    }
                }
            }
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            #expect(read.completeness == .complete)
            for (kind, word) in [("o", "out"), ("e", "err"), ("n", "note")] {
                #expect(read.records.filter { $0.hasPrefix(kind) } == (0..<250).map { "\(kind) \(word) \($0)" })
            }
        }
    }

    @Test func `a full disk breaks the log, says so once, and writes no trailer`() async throws {
        let full = try FileDescriptor.open("/dev/full", .writeOnly, options: .closeOnExec)
        let log = TaskLog(writingTo: full) { Timestamp(milliseconds: 0) }
        #expect(log.failure == nil)
        log.write("waits for its newline", to: .output)
        #expect(log.failure == nil)
        log.write("\n", to: .output)
        #expect(log.failure == .noSpace)
        log.note("still counted, not kept")
        log.finish(.exited(0), facts: [:])
        #expect(log.failure == .noSpace)
        var announced: [Errno] = []
        for await reason in log.breakage { announced.append(reason) }
        #expect(announced == [.noSpace])
        try full.close()
    }

    @Test func `a disk that was full for a moment leaves a log that does not call itself complete`() async throws {
        try await LogTranscript.inFile { _, path, transcript in
            // A descriptor that takes nothing at first: open for reading. Then the same number means the file.
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            let log = TaskLog(writingTo: descriptor) { Timestamp(milliseconds: 0) }
            log.write("lost\n", to: .output)
            #expect(log.failure == .badFileDescriptor)
            let writable = try FileDescriptor.open(path, .writeOnly, options: .closeOnExec)
            _ = try writable.duplicate(as: descriptor)
            try writable.close()
            log.write("kept?\n", to: .output)
            log.finish(.exited(0), facts: [:])
            try descriptor.close()
            let read = try transcript()
            #expect(read.bytes.isEmpty)
            #expect(!read.completeness.isComplete)
        }
    }

    @Test func `a log whose descriptor takes everything announces nothing`() async throws {
        try await LogTranscript.inFile { log, _, _ in
            log.write("fine\n", to: .output)
            log.finish(.exited(0), facts: [:])
            for await reason in log.breakage { Issue.record("\(reason)") }
        }
    }
}
