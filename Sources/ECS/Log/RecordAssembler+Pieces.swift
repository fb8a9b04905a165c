extension RecordAssembler {
    /// How a line that begins an event belongs to the line that ended the event before.
    enum Joint: Hashable {
        /// It is a line of its own.
        case apart
        /// It goes on with the open line.
        case goesOn
        /// It goes on with the last piece of the open line, and that is the beginning of a line.
        case goesOnWithLastPiece
    }

    /// The size in which Docker and containerd split long lines.
    private static let splitSize = 16 * 1024

    /// Decides how a line belongs to the open line: nothing in an event says that it is a piece of one.
    ///
    /// The rest of a record has no head of its own, and it comes either with the timestamp of the first piece, as today's
    /// drivers have it, or behind a piece of the size in which lines are split. Where the head itself was cut, the two
    /// pieces have one together.
    func joint(_ line: some Collection<UInt8>, _ timestamp: Int64) -> Joint {
        guard let open, timestamp == open.timestamp || open.pieceSize >= Self.splitSize else { return .apart }
        let alone = RecordHead(line)
        let last = buffer[open.piece...]
        if RecordHead.mayBegin(with: last), let together = RecordHead(last + Array(line.prefix(RecordHead.longest))) {
            guard let alone else { return .goesOnWithLastPiece }
            return choose(open, (together.number, Array(last) + Array(line)), (alone.number, Array(line)))
        }
        return alone == nil && RecordHead(buffer[open.start...]) != nil ? .goesOn : .apart
    }

    private typealias Reading = (number: Int, line: [UInt8])

    /// Chooses between two readings that both make sense: digits before a record end the record before it (`line 1`, `2`,
    /// `13 …`), or they are the beginning of its number (`1`, `3 …`).
    private func choose(_ open: OpenLine, _ together: Reading, _ alone: Reading) -> Joint {
        // What is known from an earlier reading decides.
        if let isKnown = matches(together) { return isKnown ? .goesOnWithLastPiece : .apart }
        if let isKnown = matches(alone) { return isKnown ? .apart : .goesOnWithLastPiece }
        let line = buffer[open.start..<open.piece]
        guard let before = RecordHead(line) else { return .goesOnWithLastPiece }
        if let isKnown = matches((before.number, Array(buffer[open.start...]))) {
            return isKnown ? .apart : .goesOnWithLastPiece
        }
        // The line before may be the same one, which came twice.
        if together.number == before.number, line.elementsEqual(together.line) { return .goesOnWithLastPiece }
        // Else it is the one that is nearly due, or the one that is missing, or the nearer one.
        let due = before.number + 1
        let distances = (together: abs(together.number - due), alone: abs(alone.number - due))
        let isMissing = (next..<max(next, highestSeen)).contains(alone.number)
        if isMissing, min(distances.together, distances.alone) > Self.neighbourhood { return .apart }
        return distances.together <= distances.alone ? .goesOnWithLastPiece : .apart
    }

    /// How far records that change places usually move.
    private static let neighbourhood = 8

    /// Whether a record was read before and was this line; `nil` when it was not read before.
    private func matches(_ reading: Reading) -> Bool? {
        if let held = held[reading.number] { return held == reading.line }
        return given.matches(reading.number, reading.line)
    }
}
