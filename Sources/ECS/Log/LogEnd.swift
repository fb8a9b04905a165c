import AWS
import RunProtocol

/// The end of a task's log: whether the trailer is there, for whoever asks only where a run stands.
struct LogEnd: Sendable {
    /// The trailer, and when it was written.
    let trailer: (value: LogTrailer, at: Timestamp)?
    /// Whether there is any record.
    let hasRecords: Bool

    /// A log of which nothing is known.
    static let unseen = LogEnd(trailer: nil, hasRecords: false)

    /// Reads the last events of the stream; one that is not there has none.
    ///
    /// - Throws: what the call throws.
    static func read(_ logs: any LogCalls, _ place: RunPlace) async throws(AWSError) -> LogEnd {
        var input = GetLogEventsInput(logGroupName: place.group, logStreamName: place.stream)
        input.startFromHead = false
        input.limit = lastEvents
        do {
            var page = try await logs.getLogEvents(input)
            // A page may be empty and have another before it: then its token is another than the one that led to it.
            for _ in 1...mostEmptyPages {
                guard page.events.isEmpty, let token = page.nextBackwardToken, token != input.nextToken else { break }
                input.nextToken = token
                page = try await logs.getLogEvents(input)
            }
            var assembler = RecordAssembler(after: 0, from: .head)
            for event in page.events { assembler.take(event) }
            assembler.reachedEnd()
            return LogEnd(trailer: assembler.trailer, hasRecords: assembler.highestSeen > 0)
        } catch {
            guard error.kind == .notFound else { throw error }
            return .unseen
        }
    }

    private init(trailer: (value: LogTrailer, at: Timestamp)?, hasRecords: Bool) {
        self.trailer = trailer
        self.hasRecords = hasRecords
    }

    /// What a follower has read so far.
    init(_ reading: LogReading) {
        self.init(trailer: reading.trailer, hasRecords: reading.hasRecords)
    }

    /// How many events are looked at: the trailer is the last but for what came out of order.
    private static let lastEvents = 100
    private static let mostEmptyPages = 3
}
