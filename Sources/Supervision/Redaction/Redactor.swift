/// Puts `***` in the place of every secret in one stream of bytes, however the stream is cut into pieces.
///
/// What may yet become a secret is held back: never more than the longest form has bytes, and the line ends inside it.
/// A line end, and the white space behind it, may stand anywhere in a secret: base 64 is wrapped, a key is indented.
/// Every byte that any form covers is replaced; forms that overlap become one `***`.
struct Redactor: Sendable {
    private var automaton: SecretAutomaton
    /// What is held back; the ranges below count from its beginning.
    private(set) var held: [UInt8] = []
    private var state: SecretAutomaton.State = 0
    /// What is secret, in order, without overlaps.
    private var covered: [Range<Int>] = []
    /// The line ends inside what may become a secret.
    private var gaps: [Range<Int>] = []
    /// Whether the first covered range has its `***` already.
    private var isInsideSecret = false

    /// Takes the pieces that may be shown.
    typealias Emit = (UnsafeRawBufferPointer) -> Void

    init(_ automaton: SecretAutomaton) {
        self.automaton = automaton
    }

    /// Whether bytes wait for what comes behind them.
    var isHolding: Bool { !held.isEmpty }

    /// Whether what waits is little more than the end of a line; most such ends only look like the beginning of one.
    ///
    /// What is redacted already does not count.
    var isHoldingLineEnd: Bool {
        isHolding && held.count - covered.reduce(0) { $0 + $1.count } < Self.shortPart
            && held.contains(UInt8(ascii: "\n"))
    }

    /// Takes the next bytes, and hands on what is certain.
    mutating func redact(_ bytes: UnsafeRawBufferPointer, emit: Emit) {
        guard !automaton.isEmpty else { return emit(bytes) }
        guard isHolding else {
            let certain = scan(bytes, from: 0)
            hand(on: bytes, to: certain, emit)
            held.append(contentsOf: bytes[certain...])
            return
        }
        let start = held.count
        held.append(contentsOf: bytes)
        handOnHeld(from: start, emit)
    }

    /// Hands on what waits: the stream has been silent, or has ended.
    ///
    /// What was begun may yet be completed: then the rest of it is replaced.
    mutating func release(emit: Emit) {
        held.withUnsafeBytes { hand(on: $0, to: $0.count, emit) }
        held.removeAll(keepingCapacity: true)
    }

    /// Knows other secrets from here on; what is held back is looked through for them.
    mutating func learn(_ automaton: SecretAutomaton, emit: Emit) {
        self.automaton = automaton
        state = 0
        gaps.removeAll()
        handOnHeld(from: 0, emit)
    }

    private mutating func handOnHeld(from start: Int, _ emit: Emit) {
        var bytes: [UInt8] = []
        swap(&bytes, &held)
        let certain = bytes.withUnsafeBytes { bytes in
            let certain = scan(bytes, from: start)
            hand(on: bytes, to: certain, emit)
            return certain
        }
        if certain > 0 { bytes.removeFirst(certain) }
        held = bytes
    }

    // MARK: - Looking

    /// Reads on, and answers up to where the bytes are certain.
    private mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            if state == 0 {
                if !gaps.isEmpty { gaps.removeAll(keepingCapacity: true) }
                position = automaton.firstCandidate(in: bytes, from: position)
                guard position < bytes.count else { break }
            } else if skip(bytes[position], at: position) {
                position += 1
                continue
            }
            state = automaton.next(state, bytes[position])
            position += 1
            let length = automaton.match(state)
            if length > 0 { cover(begin(of: length, before: position)..<position) }
            state = automaton.extensible(state)
        }
        guard state != 0 else { return bytes.count }
        let certain = begin(of: automaton.depth(state), before: bytes.count)
        guard bytes.count - certain > 2 * automaton.longestForm + Self.longestGap else { return certain }
        state = 0
        return bytes.count
    }

    /// Whether a byte is passed over: a line end, or an indentation behind one.
    private mutating func skip(_ byte: UInt8, at position: Int) -> Bool {
        let isBehindGap = gaps.last?.upperBound == position
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            guard isBehindGap, automaton.child(state, byte) == 0 else { return false }
        default: return false
        }
        if isBehindGap, let gap = gaps.popLast() {
            gaps.append(gap.lowerBound..<(position + 1))
            if gap.count >= Self.longestGap { state = 0 }
        } else {
            let begin = begin(of: automaton.depth(state), before: position)
            gaps.removeAll { $0.upperBound <= begin }
            gaps.append(position..<(position + 1))
        }
        return true
    }

    /// Where the last `length` bytes begin that were not passed over; 0 when that was handed on already.
    private func begin(of length: Int, before end: Int) -> Int {
        var end = end
        var length = length
        for gap in gaps.reversed() {
            let behind = end - gap.upperBound
            if behind >= length { break }
            length -= behind
            end = gap.lowerBound
        }
        return max(0, end - length)
    }

    private mutating func cover(_ range: Range<Int>) {
        var begin = range.lowerBound
        while let last = covered.last, last.upperBound > range.lowerBound {
            begin = min(begin, last.lowerBound)
            covered.removeLast()
        }
        covered.append(begin..<range.upperBound)
    }

    // MARK: - Handing on

    private mutating func hand(on bytes: UnsafeRawBufferPointer, to end: Int, _ emit: Emit) {
        var position = 0
        var count = 0
        for range in covered {
            guard range.lowerBound < end else { break }
            if range.lowerBound > position {
                emit(UnsafeRawBufferPointer(rebasing: bytes[position..<range.lowerBound]))
            }
            if range.lowerBound > 0 || !isInsideSecret { Self.mark.withUnsafeBytes(emit) }
            position = min(range.upperBound, end)
            isInsideSecret = range.upperBound > end
            if !isInsideSecret { count += 1 }
        }
        if position < end { emit(UnsafeRawBufferPointer(rebasing: bytes[position..<end])) }
        guard end > 0 else { return }
        covered.removeFirst(count)
        covered = covered.map { max(0, $0.lowerBound - end)..<($0.upperBound - end) }
        gaps = gaps.map { ($0.lowerBound - end)..<($0.upperBound - end) }
    }

    /// What stands in the place of a secret.
    private static let mark = Array("***".utf8)
    /// The longest line end with the indentation behind it.
    private static let longestGap = 256
    /// Fewer bytes of a form than this prove nothing.
    private static let shortPart = 8
}
