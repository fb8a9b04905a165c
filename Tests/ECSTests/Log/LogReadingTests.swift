import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct LogReadingTests {
    private let log = SampleLog(9)

    /// A page with these records.
    private func page(_ numbers: [Int], _ token: String?) -> GetLogEventsOutput {
        .page(numbers.map { CloudWatchLogEvent(timestamp: SampleLog.start, message: log.lines[$0 - 1]) }, token)
    }

    private func numbers(_ reading: inout LogReading) -> [Int] {
        reading.drain().split(separator: UInt8(ascii: "\n")).compactMap { RecordHead($0)?.number }
    }

    @Test func `pages are followed to the end of the stream, and then it is asked again and again, ever slower`() {
        var reading = LogReading(from: .start)
        #expect(reading.next(at: .zero) == .fetch(.head))
        reading.take(page([1, 2], "f/1"), from: .head, at: .zero)
        #expect(reading.next(at: .zero) == .fetch(.token("f/1")))
        reading.take(page([3], "f/2"), from: .token("f/1"), at: .zero)
        #expect(numbers(&reading) == [1, 2])
        #expect(reading.next(at: .zero) == .fetch(.token("f/2")))
        reading.take(page([], "f/2"), from: .token("f/2"), at: .zero)
        #expect(numbers(&reading) == [3])
        var waits: [Duration] = []
        for _ in 1...8 {
            guard case .wait(let pause) = reading.next(at: .zero) else { break }
            waits.append(pause)
            #expect(reading.next(at: .zero) == .fetch(.token("f/2")))
            reading.take(page([], "f/2"), from: .token("f/2"), at: .zero)
        }
        #expect(waits.first == .milliseconds(300) && waits.last == .seconds(2) && waits.count == 8)
        #expect(waits == waits.sorted())
    }

    @Test func `a live page needs no second call to show that it is the last`() {
        var reading = LogReading(from: .start)
        reading.take(page([], "f/0"), from: .head, at: .zero)
        reading.take(page([], "f/0"), from: .token("f/0"), at: .zero)
        _ = reading.next(at: .zero)
        reading.take(page([1], "f/1"), from: .token("f/0"), at: .zero)
        #expect(reading.next(at: .zero) == .wait(.milliseconds(300)))
    }

    @Test func `an end right behind a full page has to be said twice`() {
        let log = SampleLog(2000)
        var reading = LogReading(from: .start)
        let events = log.lines.prefix(1000).map { CloudWatchLogEvent(timestamp: SampleLog.start, message: $0) }
        reading.take(.page(events, "f/1000"), from: .head, at: .zero)
        reading.take(.page([], "f/1000"), from: .token("f/1000"), at: .zero)
        #expect(numbers(&reading).count == 999)
        #expect(reading.next(at: .zero) == .fetch(.token("f/1000")))
        reading.take(.page([], "f/1000"), from: .token("f/1000"), at: .zero)
        #expect(numbers(&reading) == [1000])
    }

    @Test func `a stream that is not there yet is asked for from its head`() {
        var reading = LogReading(from: .start)
        reading.missedStream(at: .zero)
        #expect(reading.next(at: .zero) == .wait(.milliseconds(300)))
        #expect(reading.next(at: .zero) == .fetch(.head))
    }

    @Test func `a token that is refused leads to the head`() {
        var reading = LogReading(from: LogCursor(after: 3, hint: "f/3"))
        #expect(reading.next(at: .zero) == .fetch(.token("f/3")))
        reading.refusedToken()
        #expect(reading.next(at: .zero) == .fetch(.head))
        reading.take(page([1, 2, 3, 4, 5], "f/5"), from: .head, at: .zero)
        #expect(numbers(&reading) == [4])
    }

    @Test func `a hint that leads too far is noticed at the first record`() {
        var reading = LogReading(from: LogCursor(after: 3, hint: "f/6"))
        reading.take(page([7, 8], "f/8"), from: .token("f/6"), at: .zero)
        #expect(reading.next(at: .zero) == .fetch(.head))
    }

    @Test func `a gap is read again from before it, soon, and then again`() {
        var reading = LogReading(from: .start)
        reading.take(page([1, 2], "f/2"), from: .head, at: .zero)
        reading.take(page([4, 5], "f/5"), from: .token("f/2"), at: .zero)
        reading.take(page([], "f/5"), from: .token("f/5"), at: .zero)
        #expect(numbers(&reading) == [1, 2])
        var time = Duration.zero
        var rereads: [Duration] = []
        while time < .seconds(44) {
            switch reading.next(at: time) {
            case .wait(let pause): time += pause
            case .fetch(let position):
                if position != .token("f/5") { rereads.append(time) }
                reading.take(page([], "f/5"), from: .token("f/5"), at: time)
            case .ended: time = .seconds(1000)
            }
        }
        #expect(time < .seconds(50))
        #expect(rereads.first == .seconds(2))
        #expect((4...6).contains(rereads.count))
        reading.take(page([3], "f/5"), from: .token("f/2"), at: time)
        reading.take(page([], "f/5"), from: .token("f/5"), at: time)
        #expect(numbers(&reading) == [3, 4, 5])
    }

    @Test func `the hint names the page that the last line stands on, as it may go on`() {
        var reading = LogReading(from: .start)
        reading.take(page([1, 2], "f/2"), from: .head, at: .zero)
        #expect(reading.hint == nil)
        reading.take(page([3, 4], "f/4"), from: .token("f/2"), at: .zero)
        #expect(reading.hint == "f/2")
        reading.take(page([], "f/4"), from: .token("f/4"), at: .zero)
        #expect(reading.hint == "f/4")
    }

    @Test func `an ended task is listened to for 45 s after its last record`() {
        var reading = LogReading(from: .start)
        reading.take(page([1], "f/1"), from: .head, at: .zero)
        reading.taskEnded(allowing: .seconds(45), at: .seconds(10))
        var time = Duration.seconds(10)
        loop: while time < .seconds(200) {
            switch reading.next(at: time) {
            case .ended: break loop
            case .wait(let pause): time += pause
            case .fetch(let position):
                let isNew = (.seconds(40)...Duration.seconds(41)).contains(time)
                reading.take(page(isNew ? [2] : [], isNew ? "f/2" : position.token ?? "f/1"), from: position, at: time)
            }
        }
        #expect((.seconds(85)...Duration.seconds(90)).contains(time))
    }

    @Test(arguments: [nil, "", "7", "nonsense", "-3", "b/1/s", "F/1"])
    func `what is no forward token is no place`(hint: String?) {
        #expect(LogPosition(hint: hint) == .head)
    }

    @Test func `a forward token is a place`() {
        #expect(LogPosition(hint: "f/31132629274945519779805322857203735586714454643391594505/s").token != nil)
    }
}

@Suite struct RunPlaceTests {
    @Test func `a place is read from an answer to run, and from a status`() {
        let place = Sample.place
        #expect(RunPlace(log: place.log, task: Sample.task) == place)
        #expect(RunPlace(log: place.logWithTask) == place)
        #expect(place.stream == "ecs-deploy-runner/planner/0123456789abcdef")
    }

    @Test(arguments: ["group", "stream", "cluster", "region", "task"])
    func `a log that is somewhere else is no place`(missing: String) {
        var log = Sample.place.logWithTask
        log[missing] = nil
        #expect(RunPlace(log: log) == nil)
    }
}
