import Glibc
import RunProtocol
import SystemPackage
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(30))) struct OutputPumpTests {
    private struct Failure: Error {}

    @Test func `what is written to the two pipes is in the log in the order of its arrival`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                for number in 0..<50 {
                    let (end, count) = number % 2 == 0 ? (ends.output, number) : (ends.errors, number)
                    _ = try end.writeAll("line \(count)\n".utf8)
                    // The pump is told by the kernel which pipe came first only while it can keep up.
                    while try transcript().records.count <= number { try await Task.sleep(for: .milliseconds(1)) }
                }
                try ends.output.close()
                try ends.errors.close()
            }
            let read = try transcript()
            #expect(read.records == (0..<50).map { "\($0 % 2 == 0 ? "o" : "e") line \($0)" })
        }
    }

    @Test func `a pipe that is closed early leaves the other one open`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            let result = try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                try ends.output.close()
                while try transcript().records.isEmpty {
                    _ = try ends.errors.writeAll("still here\n".utf8)
                    try await Task.sleep(for: .milliseconds(1))
                }
                try ends.errors.close()
                return 7
            }
            #expect(result == 7)
            let read = try transcript()
            #expect(read.records.allSatisfy { $0 == "e still here" })
        }
    }

    @Test func `a line without its newline is shown after a moment of silence`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                _ = try ends.output.writeAll("Enter a value: ".utf8)
                while try transcript().records.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
                _ = try ends.output.writeAll("yes\n".utf8)
                try ends.output.close()
                try ends.errors.close()
            }
            let read = try transcript()
            #expect(read.records == ["o+ Enter a value: ", "o yes"])
        }
    }

    @Test func `everything that was written before the end is in the log`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            let bytes = [UInt8](repeating: 0x78, count: 3_000_000)
            try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                _ = try ends.output.writeAll(bytes)
                _ = try ends.errors.writeAll("last\n".utf8)
                try ends.output.close()
                try ends.errors.close()
            }
            log.finish(.exited(0), facts: [:])
            let read = try transcript()
            #expect(read.content(of: .output) == bytes)
            #expect(read.content(of: .errors) == Array("last\n".utf8))
            #expect(read.completeness == .complete)
        }
    }

    @Test func `an error of the body is passed on, and what was written before it is kept`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            await #expect(throws: Failure.self) {
                try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                    _ = try ends.output.writeAll("before\n".utf8)
                    try ends.output.close()
                    try ends.errors.close()
                    throw Failure()
                }
            }
            let read = try transcript()
            #expect(read.records == ["o before"])
        }
    }

    @Test func `a writing end that nobody closes is cut after the patience, and the log says so`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            let kept = try await OutputPump.carry(into: log, patience: .milliseconds(20)) { ends in
                _ = try ends.output.writeAll("from the script\n".utf8)
                try ends.errors.close()
                return ends.output
            }
            let read = try transcript()
            #expect(
                read.records == [
                    "o from the script",
                    "n the output ends here: a process that outlived the script still holds it open",
                ]
            )
            try kept.close()
        }
    }

    /// In a process of its own: what other tests start holds the pipe, too, until it is a program.
    @Test func `a cut loses nothing that lay in a pipe already`() async {
        await #expect(processExitsWith: .success) {
            try await LogTranscript.inFile { log, _, transcript in
                // Nobody reads before the patience is over: the log's descriptor is a pipe that is full.
                let slow = try Pipe()
                let bytes = [UInt8](repeating: 0x79, count: 60_000)
                let blocked = TaskLog(writingTo: slow.writing) { Timestamp(milliseconds: 0) }
                async let output: Void = OutputPump.carry(into: blocked, patience: .milliseconds(1)) { ends in
                    for _ in 0..<4 { _ = try ends.output.writeAll(bytes) }
                    try ends.errors.close()
                    try ends.output.close()
                }
                let reader = Task { try await slow.reading.allLines() }
                try await output
                blocked.finish(.exited(0), facts: [:])
                try slow.writing.close()
                let lines = try await reader.value
                let read = LogTranscript(bytes: Array(lines.joined(separator: "\n").utf8) + [0x0A])
                #expect(read.completeness == .complete)
                #expect(read.trailer?.bytes == 240_000)
                #expect(read.content(of: .notes).isEmpty)
                _ = (log, transcript)
            }
        }
    }

    @Test func `no descriptor is left over`() async {
        await #expect(processExitsWith: .success) {
            func count() -> Int { Folder.names(in: "/proc/self/fd")?.count ?? -1 }
            let log = TaskLog(writingTo: try FileDescriptor.open("/dev/null", .writeOnly)) {
                Timestamp(milliseconds: 0)
            }
            // The process may open one or two for itself on the way; a leak would be one or more a round.
            var counts: [Int] = []
            for _ in 0..<40 {
                try await OutputPump.carry(into: log, patience: .seconds(60)) { ends in
                    try ends.output.close()
                    try ends.errors.close()
                }
                counts.append(count())
            }
            #expect((counts.last ?? .max) < (counts.first ?? 0) + 20, "\(counts)")
        }
    }
}
