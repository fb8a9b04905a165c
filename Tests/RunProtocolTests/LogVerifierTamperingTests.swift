import Fixtures
import RunProtocol
import Testing

/// Whatever happens to a log on its way is noticed, or changes nothing that a reader sees.
@Suite struct LogVerifierTamperingTests {
    private let log = SampleLog()

    /// Whether a log that calls itself complete shows what was written, all of it and nothing else.
    private func isNoticedOrHarmless(_ bytes: [UInt8]) -> Bool {
        let reading = Reading(bytes)
        return !reading.completeness.isComplete || reading.shows(log)
    }

    @Test func `a change of any byte`() {
        let original = log.bytes
        var unnoticed: [Int] = []
        for index in original.indices {
            let changes = (0..<8).map { original[index] ^ (1 << $0) } + Array("\n 09oe=+".utf8)
            for byte in changes where byte != original[index] {
                var bytes = original
                bytes[index] = byte
                let reading = Reading(bytes)
                if !isNoticedOrHarmless(bytes) { Issue.record("byte \(index) as \(byte)") }
                if reading.completeness.isComplete { unnoticed.append(index) }
            }
        }
        // Harmless is only the time of the trailer, which nobody is shown: 13 digits, and a few other digits for each.
        let trailerTime = original.count - log.lines[6].count - 1 + 2..<(original.count - log.lines[6].count + 15)
        #expect(unnoticed.allSatisfy(trailerTime.contains))
        #expect(Set(unnoticed).count == 13)
    }

    @Test func `a byte that is lost`() {
        for index in log.bytes.indices {
            var bytes = log.bytes
            bytes.remove(at: index)
            #expect(isNoticedOrHarmless(bytes), "byte \(index)")
        }
    }

    @Test func `a byte that is added`() {
        for index in 0...log.bytes.count {
            for byte in Array("\n 0o+\0".utf8) + [0xFF] {
                var bytes = log.bytes
                bytes.insert(byte, at: index)
                #expect(isNoticedOrHarmless(bytes), "\(byte) at \(index)")
            }
        }
    }

    @Test func `a log that breaks off at any byte is never complete`() {
        for length in 0..<log.bytes.count {
            let reading = Reading(Array(log.bytes[..<length]))
            #expect(!reading.completeness.isComplete, "after \(length) bytes")
            #expect(reading.trailer == nil)
        }
    }

    @Test func `lines that are lost are always noticed`() {
        // Every set of lines but the empty one.
        for lost in 1..<(1 << log.lines.count) {
            let kept = log.lines.indices.filter { lost & (1 << $0) == 0 }
            let reading = Reading(lines: kept.map { log.lines[$0][...] })
            #expect(!reading.completeness.isComplete, "kept \(kept)")
        }
    }

    @Test func `lines that come twice do no harm, and lines that come in another order are noticed`() {
        for first in log.lines.indices {
            for second in log.lines.indices where first != second {
                var lines = log.lines
                lines.swapAt(first, second)
                #expect(
                    !Reading(lines: lines.map { $0[...] }).completeness.isComplete,
                    "\(first) and \(second) swapped"
                )

                lines = log.lines
                lines.insert(lines[first], at: second)
                let reading = Reading(lines: lines.map { $0[...] })
                #expect(!reading.completeness.isComplete || reading.shows(log), "\(first) again at \(second)")
                if second > first { #expect(reading.completeness == .complete) }
            }
        }
    }

    @Test func `a record of another log in the place of ours`() {
        let other = SampleLog(
            log.records.map { LogRecord($0.number, at: $0.at, $0.stream, Array("other".utf8)[...]) },
            end: .exited(0)
        )
        for index in log.lines.indices {
            var lines = log.lines
            lines[index] = other.lines[index]
            #expect(Reading(lines: lines.map { $0[...] }).completeness == .incomplete([.altered]), "line \(index)")
        }
    }

    @Test func `random damage of many kinds at once`() {
        var generator = SeededGenerator(seed: 7)
        for round in 0..<3000 {
            var bytes = log.bytes
            for _ in 0...generator.next(upperBound: UInt64(4)) where !bytes.isEmpty {
                let index = Int(generator.next(upperBound: UInt64(bytes.count)))
                switch generator.next(upperBound: UInt64(4)) {
                case 0: bytes[index] = UInt8(truncatingIfNeeded: generator.next())
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(contentsOf: generator.bytes(count: 5), at: index)
                default: bytes.insert(contentsOf: bytes[..<index], at: index)
                }
            }
            #expect(isNoticedOrHarmless(bytes), "round \(round)")
        }
    }
}
