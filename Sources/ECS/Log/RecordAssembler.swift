import AWS
import RunProtocol

/// Puts a task's records in the order of their numbers, whatever the log service did to them on their way.
///
/// It takes events as they come and gives whole lines: a record that came early is held back, one that came before is
/// dropped, several in one event are taken apart, one that was split over neighbouring events is put together. A line
/// that is no record is given where it stands. Pure; `LogReading` decides what is read next.
struct RecordAssembler: Sendable {
    /// The number of the record that is given next.
    private(set) var next: Int
    /// The highest number that was seen so far.
    private(set) var highestSeen: Int
    /// The trailer, once it was seen, be it held back still, and when it was written.
    private(set) var trailer: (value: LogTrailer, at: Timestamp)?
    /// Whether everything up to the trailer was given.
    private(set) var isComplete = false
    /// Whether records that came early had to be let go of for want of room, and must be read again.
    private(set) var hasLetGo = false
    private let first: Int
    /// Whether what comes now was read before, so that its foreign lines were given, too.
    private var isRepeating: Bool
    /// The foreign lines that were given behind the highest record, and how many of them come again.
    private var foreignAtEnd = 0
    private var foreignToSkip = 0

    /// Lines that are ready, and behind them the line that may go on in the next event.
    private(set) var buffer: [UInt8] = []
    private(set) var open: OpenLine?
    private(set) var held: [Int: [UInt8]] = [:]
    private var heldBytes = 0
    /// What was given already.
    private(set) var given: LineMemory

    /// The most bytes of records that are held back.
    ///
    /// What does not fit is no loss: it lies in CloudWatch, and is read again when the gap before it is closed.
    static let mostHeldBytes = 8 << 20

    /// The line that ended the last event, somewhere in the buffer.
    struct OpenLine {
        let start: Int
        /// Where its last piece begins.
        var piece: Int
        var timestamp: Int64
        var pieceSize = 0

        init(start: Int, timestamp: Int64) {
            self.start = start
            piece = start
            self.timestamp = timestamp
        }
    }

    /// Starts behind a record.
    ///
    /// - Parameters:
    ///   - record: the number of the last record that the reader has.
    ///   - place: where the reading starts.
    init(after record: Int, from place: LogPosition) {
        next = record + 1
        first = record + 1
        highestSeen = record
        given = LineMemory(after: record)
        isRepeating = place == .head && record > 0
    }

    // MARK: - In

    /// Takes the next event of the stream.
    mutating func take(_ event: CloudWatchLogEvent) {
        event.message.withUnsafeBufferPointer { take($0, event.timestamp) }
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ timestamp: Int64) {
        var rest = bytes[...]
        var joint: Joint?
        repeat {
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            let line = UnsafeBufferPointer(rebasing: rest[..<(end ?? rest.endIndex)])
            begin(joint ?? self.joint(line, timestamp), timestamp)
            joint = .apart
            buffer.append(contentsOf: line)
            open?.timestamp = timestamp
            open?.pieceSize = bytes.count
            guard let end else { return }
            closeOpenLine()
            rest = rest[(end + 1)...]
        } while !rest.isEmpty
    }

    /// Makes room for a line, or for the next piece of one.
    private mutating func begin(_ joint: Joint, _ timestamp: Int64) {
        switch joint {
        case .goesOn:
            open?.piece = buffer.count
        case .goesOnWithLastPiece:
            guard let piece = open?.piece else { return }
            if let start = open?.start, start < piece {
                let bytes = Array(buffer[piece...])
                buffer.removeSubrange(piece...)
                closeOpenLine()
                open = OpenLine(start: buffer.count, timestamp: timestamp)
                buffer += bytes
            }
            open?.piece = buffer.count
        case .apart:
            closeOpenLine()
            open = OpenLine(start: buffer.count, timestamp: timestamp)
        }
    }

    /// Whether an event goes on with the line that ended the one before.
    func isContinued(by event: CloudWatchLogEvent) -> Bool {
        joint(event.message.prefix { $0 != UInt8(ascii: "\n") }, event.timestamp) != .apart
    }

    /// Says that there is no more for now: the last line is whole as it is.
    mutating func reachedEnd() {
        closeOpenLine()
    }

    /// Says that what comes next was read before, from an earlier place on; a line that may go on comes again, too.
    mutating func rewind() {
        if let open { buffer.removeSubrange(open.start...) }
        open = nil
        hasLetGo = false
        isRepeating = highestSeen > 0
        foreignToSkip = foreignAtEnd
    }

    // MARK: - Out

    /// The lines that are ready, each with its line feed, in order.
    mutating func drain() -> [UInt8] {
        guard let open else {
            defer { buffer = [] }
            return buffer
        }
        let ready = Array(buffer[..<open.start])
        buffer.removeSubrange(..<open.start)
        var moved = OpenLine(start: 0, timestamp: open.timestamp)
        (moved.piece, moved.pieceSize) = (open.piece - open.start, open.pieceSize)
        self.open = moved
        return ready
    }

    /// Whether the last line may still go on.
    var hasOpenLine: Bool { open != nil }

    /// Whether records are held back that others must come before.
    var hasGap: Bool { !held.isEmpty }

    /// Whether there is no more room to hold records back.
    var isFull: Bool { heldBytes >= Self.mostHeldBytes }

    /// Stops waiting for records that are missing before others up to this number; `LogVerifier` will name them.
    mutating func giveUpGaps(upTo number: Int) {
        // What has been given meanwhile, behind a gap before it, is held no more.
        for lowest in held.keys.sorted() where lowest <= number && held[lowest] != nil {
            next = lowest
            giveHeld()
        }
    }

    // MARK: - Lines

    private mutating func closeOpenLine() {
        guard let start = open?.start else { return }
        open = nil
        guard let head = RecordHead(buffer[start...]) else { return keepForeign(from: start) }
        if head.isTrailer {
            guard let value = LogTrailer(parsing: buffer[start...]) else { return keepForeign(from: start) }
            if trailer == nil { trailer = (value, Timestamp(milliseconds: head.milliseconds)) }
        }
        if head.number > highestSeen { (highestSeen, foreignAtEnd, foreignToSkip) = (head.number, 0, 0) }
        if head.number == highestSeen { isRepeating = false }
        switch head.number {
        case next where !isComplete:
            given.remember(head.number, buffer[start...])
            buffer.append(UInt8(ascii: "\n"))
            next += 1
            isComplete = head.isTrailer
            giveHeld()
        case (next + 1)... where !isComplete:
            hold(head.number, buffer[start...])
            buffer.removeSubrange(start...)
        case first - 1 where head.isTrailer && !isComplete:
            // A reader that has the trailer already comes back to see the end again.
            buffer.append(UInt8(ascii: "\n"))
            isComplete = true
        default:
            buffer.removeSubrange(start...)
        }
    }

    private mutating func keepForeign(from start: Int) {
        guard !isRepeating, foreignToSkip == 0 else {
            if !isRepeating { foreignToSkip -= 1 }
            return buffer.removeSubrange(start...)
        }
        buffer.append(UInt8(ascii: "\n"))
        foreignAtEnd += 1
    }

    private mutating func hold(_ number: Int, _ line: ArraySlice<UInt8>) {
        guard held[number] == nil else { return }
        guard !isFull else {
            hasLetGo = true
            return
        }
        held[number] = Array(line)
        heldBytes += line.count
    }

    private mutating func giveHeld() {
        while !isComplete, !held.isEmpty, let line = held.removeValue(forKey: next) {
            heldBytes -= line.count
            given.remember(next, line)
            buffer.append(contentsOf: line)
            buffer.append(UInt8(ascii: "\n"))
            next += 1
            isComplete = RecordHead(line)?.isTrailer == true
        }
    }
}
