import AWS
import RunProtocol

@testable import ECS

/// Drives a `LogReading` against a simulated service, in made-up time.
struct SimulatedReader {
    private var service: SimulatedLogService
    private let log: SampleLog
    /// Milliseconds since the task started.
    private(set) var time: Int64
    private(set) var verifier: LogVerifier
    private(set) var numbers: [Int] = []
    private(set) var others: [LogVerifier.Line] = []
    private(set) var bytes: [UInt8] = []
    private(set) var calls = 0
    private(set) var hint: String?
    private(set) var hasEnded = false

    /// A reader that begins at a time, behind a cursor.
    init(_ log: SampleLog, _ service: SimulatedLogService, at time: Int64 = 0, from cursor: LogCursor = .start) {
        self.log = log
        self.service = service
        self.time = time
        verifier = LogVerifier(after: cursor)
        self.cursor = cursor
    }

    private let cursor: LogCursor

    /// Reads until the reading ends, or until enough records came.
    mutating func read(until enough: Int = .max) {
        var reading = LogReading(from: cursor)
        let end = log.times.last ?? 0
        while calls < 20_000, numbers.count < enough {
            if time >= end {
                let allowance = max(0, 45_000 - (time - end))
                reading.taskEnded(allowing: .milliseconds(allowance), at: .milliseconds(time))
            }
            let step = reading.next(at: .milliseconds(time))
            take(reading.drain(), reading.hint)
            switch step {
            case .ended:
                hasEnded = true
                return
            case .wait(let pause):
                time += Int64(pause / .milliseconds(1))
            case .fetch(let position):
                calls += 1
                time += 15
                fetch(position, &reading)
            }
            take(reading.drain(), reading.hint)
        }
    }

    private mutating func fetch(_ position: LogPosition, _ reading: inout LogReading) {
        do {
            let page = try service.page(position, at: time)
            reading.take(page, from: position, at: .milliseconds(time))
        } catch {
            switch error.kind {
            case .notFound: reading.missedStream(at: .milliseconds(time))
            case .validation: reading.refusedToken()
            default: time += 2000
            }
        }
    }

    private mutating func take(_ lines: [UInt8], _ behind: String?) {
        guard !lines.isEmpty else { return }
        let read = verifier.readLines(lines)
        numbers += read.numbers
        others += read.others
        bytes += lines
        hint = behind
    }
}
