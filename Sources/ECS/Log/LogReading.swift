import AWS
import RunProtocol

/// What to read next of a task's log, and when to stop: a state machine without effects, driven by `RunFollower`.
///
/// It goes forward by tokens. An event that became visible late may lie behind the token already; the numbers of the
/// records tell that something is missing, and then it reads again, from a place that is certainly before the gap, at
/// growing intervals, and at last from the head. Times are what has passed on the caller's clock.
struct LogReading: Sendable {
    /// What the caller does next.
    enum Step: Hashable, Sendable {
        /// Read the page at this position.
        case fetch(LogPosition)
        /// Wait for as long, at most.
        case wait(Duration)
        /// Nothing more is to be had.
        case ended
    }

    private var assembler: RecordAssembler
    private var position: LogPosition
    /// A position that leads to the next record or before it.
    private var anchor = LogPosition.head
    /// Where the last page began that did not go on with the line of the page before.
    private var border = LogPosition.head
    /// Whether more is probably there at once.
    private var hasMore = true
    /// Whether the reading has caught up with the task since it began, or began again.
    private var hasReachedEnd = false
    private var emptyPages = 0
    private var followsFullPage = false
    private var pace = LogPace()
    private var passed = PassedPositions()
    private var gap: Gap?
    /// Until when late events are waited for, once the task has ended.
    private var deadline: Duration?
    /// When the last reading from the head began, if it has gone on since.
    private var headReadAt: Duration?
    /// Whether the hint that the reading began with has proved right.
    private var trustsPosition: Bool

    /// How long a missing record is waited for, and how long an ended task's log is listened to after its last record.
    static let patience = Duration.seconds(45)
    /// How long a gap may last before the place is read again the first time.
    private static let firstReread = Duration.seconds(2)
    private static let longestReread = Duration.seconds(16)
    /// A page this large has another behind it.
    private static let fullPage = 1000
    /// Pages without events are followed this far before they count as the end.
    private static let mostEmptyPages = 20

    /// Records that are missing: before others that came, or at the end of a task that has ended.
    private struct Gap: Hashable {
        /// The number of the first of them.
        let number: Int
        let since: Duration
        /// Everything below this number has been missing as long.
        let horizon: Int
        var rereadAt: Duration
        var interval = firstReread
        /// Whether nothing is there yet that shows it.
        var isAtEnd: Bool { horizon < number }
    }

    /// Begins behind a cursor.
    init(from cursor: LogCursor) {
        let start = LogPosition(hint: cursor.hint)
        position = start
        trustsPosition = start == .head
        assembler = RecordAssembler(after: cursor.record, from: start)
    }

    // MARK: - What came

    /// A page was read from `position`.
    mutating func take(_ page: GetLogEventsOutput, from asked: LogPosition, at time: Duration) {
        if asked == .head { headReadAt = time }
        let before = assembler.next
        // Only a page that begins with a line of its own is a place to begin at.
        if !(page.events.first.map(assembler.isContinued) ?? assembler.hasOpenLine) { border = asked }
        for event in page.events { assembler.take(event) }
        let isLast = page.nextForwardToken == nil || page.nextForwardToken == asked.token
        emptyPages = page.events.isEmpty ? emptyPages + 1 : 0
        if !page.events.isEmpty { pace.sawLines() }
        if let token = page.nextForwardToken { position = .token(token) }
        if isLast && !followsFullPage || emptyPages > Self.mostEmptyPages {
            reachedEnd()
        } else {
            // A full page was cut off somewhere: an end right behind it has to be said twice.
            followsFullPage = page.events.count >= Self.fullPage
            hasMore = page.events.isEmpty || followsFullPage || !hasReachedEnd || deadline != nil
        }
        settle(progressed: assembler.next > before, at: time)
    }

    /// The stream is not there, or not yet.
    mutating func missedStream(at time: Duration) {
        headReadAt = time
        reachedEnd()
    }

    /// CloudWatch does not take the token: it was a wrong hint, or is too old.
    mutating func refusedToken() {
        restart(at: .head)
    }

    /// The task has ended, and late events are waited for no longer than this, unless some come.
    mutating func taskEnded(allowing allowance: Duration, at time: Duration) {
        if deadline == nil { deadline = time + allowance }
    }

    /// The task was thought to have ended and has not: only its trailer ends the log.
    mutating func taskLives() {
        if assembler.trailer == nil { deadline = nil }
    }

    private mutating func reachedEnd() {
        hasMore = false
        hasReachedEnd = true
        assembler.reachedEnd()
    }

    private mutating func settle(progressed: Bool, at time: Duration) {
        if progressed {
            trustsPosition = true
            if let deadline, hasReachedEnd { self.deadline = max(deadline, time + Self.patience) }
        }
        // The script has ended, whatever ECS says of its task.
        if assembler.trailer != nil { taskEnded(allowing: Self.patience, at: time) }
        if !assembler.hasGap {
            if assembler.hasLetGo { return restart(at: anchor) }
            // The first piece of a line that may go on must be read again with the rest.
            if trustsPosition { anchor = assembler.hasOpenLine ? border : position }
            guard deadline != nil, hasReachedEnd, !assembler.isComplete else {
                gap = nil
                return passed.note(anchor, at: time)
            }
        } else if !trustsPosition {
            return restart(at: .head)
        }
        if gap?.number != assembler.next || assembler.hasGap && gap?.isAtEnd == true {
            gap = Gap(
                number: assembler.next,
                since: time,
                horizon: assembler.highestSeen,
                rereadAt: time + Self.firstReread
            )
        }
        if assembler.isFull { hasMore = false }
    }

    private mutating func restart(at place: LogPosition) {
        position = place
        if place == .head {
            anchor = .head
            trustsPosition = true
        }
        hasMore = true
        hasReachedEnd = false
        headReadAt = nil
        assembler.rewind()
    }

    // MARK: - What to do

    /// The next step.
    mutating func next(at time: Duration) -> Step {
        if assembler.isComplete { return .ended }
        if hasMore { return .fetch(position) }
        if let step = closeGap(at: time) ?? finish(at: time) { return step }
        let alarms = [gap?.rereadAt, gap.map { $0.since + Self.patience }, deadline].compactMap(\.self)
        let alarm = alarms.filter { $0 > time }.min().map { $0 - time }
        // The position is polled when the wait is over.
        hasMore = !assembler.isFull
        return .wait(min(pace.wait(), alarm ?? LogPace.longest))
    }

    /// Reads again where records are missing, or stops waiting for them.
    private mutating func closeGap(at time: Duration) -> Step? {
        guard let gap else { return nil }
        let limit = gap.since + Self.patience
        if time >= limit, assembler.hasGap {
            if let headReadAt, headReadAt >= limit {
                assembler.giveUpGaps(upTo: gap.horizon)
                settle(progressed: true, at: time)
                return assembler.isComplete ? .ended : nil
            }
            restart(at: .head)
            return .fetch(.head)
        }
        guard time >= gap.rereadAt else { return nil }
        self.gap?.rereadAt = time + gap.interval
        self.gap?.interval = min(gap.interval * 2, Self.longestReread)
        restart(at: assembler.hasGap && gap.interval == Self.firstReread ? anchor : passed.position)
        return .fetch(position)
    }

    /// Ends the reading of a task that has ended, when nothing more came for long enough and the head was read again.
    private mutating func finish(at time: Duration) -> Step? {
        guard let deadline else { return nil }
        if let headReadAt, headReadAt >= deadline {
            assembler.giveUpGaps(upTo: .max)
            return .ended
        }
        guard time >= deadline || !trustsPosition else { return nil }
        restart(at: .head)
        return .fetch(.head)
    }

    // MARK: - What is given

    /// The lines that are ready, each with its line feed, in order.
    mutating func drain() -> [UInt8] { assembler.drain() }

    /// The hint for a cursor behind the last record that was given.
    var hint: String? { anchor.token }

    /// The trailer, once it was read.
    var trailer: (value: LogTrailer, at: Timestamp)? { assembler.trailer }

    /// The position that is fetched next for certain: behind a page that was cut off because it was full.
    var nextFetch: LogPosition? { hasMore && followsFullPage ? position : nil }

    /// Whether any record was seen.
    var hasRecords: Bool { assembler.highestSeen > 0 }
}
