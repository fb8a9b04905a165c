import Fixtures
import RunProtocol

@testable import AWS
@testable import ECS

/// A log service with the manners of CloudWatch: events appear late, twice and out of order, several lines come in one
/// event or one line in several, a page ends anywhere, and a forward token leads past what appears behind it later.
struct SimulatedLogService {
    /// How badly it behaves.
    struct Manners: Sendable {
        /// How long an event may take until it is visible, in milliseconds.
        var longestDelay: Int64 = 20_000
        /// How far off an event's timestamp may be, in milliseconds.
        var jitter: Int64 = 30
        /// Of a hundred: events that appear twice, lines that share an event with the next, lines that are split.
        var duplicated = 10
        var merged = 15
        var split = 10
        /// Of a hundred calls: those that are throttled.
        var throttled = 5
        /// Records that never appear.
        var lost: Set<Int> = []
    }

    private struct Event {
        let key: Key
        let message: String
        let visibleAt: Int64
    }

    /// Where an event stands in the stream.
    private struct Key: Comparable {
        let timestamp: Int64
        let order: Int

        static func < (first: Key, second: Key) -> Bool {
            (first.timestamp, first.order) < (second.timestamp, second.order)
        }
    }

    private var events: [Event] = []
    private var generator: SeededGenerator
    private let manners: Manners

    init(_ log: SampleLog, _ manners: Manners, _ generator: SeededGenerator) {
        self.generator = generator
        self.manners = manners
        add(log)
        events.sort { $0.key < $1.key }
    }

    /// The last moment at which an event appears, in milliseconds since the task started.
    var settledAt: Int64 { events.map(\.visibleAt).max() ?? 0 }

    // MARK: - Events

    private mutating func add(_ log: SampleLog) {
        var index = 0
        while index < log.lines.count {
            let isMerged = index + 1 < log.lines.count && chance(manners.merged)
            let group = isMerged ? index...(index + 1) : index...index
            let lines = group.filter { !manners.lost.contains($0 + 1) }.map { log.lines[$0] }
            index = group.upperBound + 1
            guard !lines.isEmpty else { continue }
            let message = lines.joined(separator: "\n") + (chance(30) ? "\n" : "")
            // What was put together becomes visible together: a piece is not there without its neighbour.
            let at = log.times[group.upperBound] + Int64.random(in: 0...manners.jitter, using: &generator)
            let pieces = chance(manners.split) && !isMerged ? split(message) : [message]
            for _ in 0..<(chance(manners.duplicated) ? 2 : 1) {
                let visibleAt = log.times[group.upperBound] + delay()
                for piece in pieces {
                    let key = Key(timestamp: SampleLog.start + at, order: events.count)
                    events.append(Event(key: key, message: piece, visibleAt: visibleAt))
                }
            }
        }
    }

    private mutating func split(_ message: String) -> [String] {
        let bytes = Array(message.utf8)
        let first = bytes.split(separator: UInt8(ascii: " "), maxSplits: 2).prefix(2).map(\.count).reduce(4, +)
        guard bytes.count > first + 1 else { return [message] }
        let cut = Int.random(in: first..<bytes.count, using: &generator)
        return [bytes[..<cut], bytes[cut...]].map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func delay() -> Int64 {
        chance(80)
            ? Int64.random(in: 0...800, using: &generator)
            : Int64.random(in: 0...manners.longestDelay, using: &generator)
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    // MARK: - Calls

    /// GetLogEvents at a time, in milliseconds since the task started.
    ///
    /// - Throws: throttling; `.notFound` while no event is visible.
    mutating func page(_ position: LogPosition, at time: Int64) throws(AWSError) -> GetLogEventsOutput {
        if chance(manners.throttled) {
            throw AWSError(.throttled, service: "logs", operation: "GetLogEvents", message: "Rate exceeded")
        }
        guard events.contains(where: { $0.visibleAt <= time }) else {
            throw AWSError(.notFound, service: "logs", operation: "GetLogEvents", message: "no stream")
        }
        let start = try Self.key(position)
        let visible = events.filter { event in
            guard event.visibleAt <= time else { return false }
            guard let start else { return true }
            return start < event.key
        }
        guard !visible.isEmpty else {
            return .page([], position.token ?? Self.token(nil, 0))
        }
        // A page may be empty and have more behind it; its token is another one for the same place.
        if chance(5) {
            return .page([], Self.token(start, Int.random(in: 1...9999, using: &generator)))
        }
        let page = visible.prefix(Int.random(in: 1...40, using: &generator))
        return .page(
            page.map { CloudWatchLogEvent(timestamp: $0.key.timestamp, message: $0.message) },
            Self.token(page.last?.key, 0)
        )
    }

    private static func token(_ key: Key?, _ salt: Int) -> String {
        "f/\(key?.timestamp ?? -1).\(key?.order ?? -1).\(salt)/s"
    }

    private static func key(_ position: LogPosition) throws(AWSError) -> Key? {
        guard let token = position.token else { return nil }
        let parts = token.dropFirst(2).dropLast(2).split(separator: ".").compactMap { Int64($0) }
        guard parts.count == 3 else {
            throw AWSError(
                .validation,
                service: "logs",
                operation: "GetLogEvents",
                message: "The specified nextToken is invalid."
            )
        }
        return parts[0] < 0 ? nil : Key(timestamp: parts[0], order: Int(parts[1]))
    }
}
