/// A part of a stream.
public struct GetLogEventsOutput: Hashable, Sendable {
    /// In the order of their times.
    public var events: [CloudWatchLogEvent] = []
    /// Leads to what comes behind these events.
    public var nextForwardToken: String?
    /// Leads to what comes before these events.
    public var nextBackwardToken: String?
}

extension GetLogEventsOutput {
    /// Reads the answer; a list that is missing is empty, and members that are not known are skipped.
    ///
    /// - Throws: `JSONCursor.Malformed`.
    init(json: [UInt8]) throws(JSONCursor.Malformed) {
        self = try json.withUnsafeBufferPointer { bytes throws(JSONCursor.Malformed) in
            var cursor = JSONCursor(bytes)
            let output = try GetLogEventsOutput(&cursor, size: bytes.count)
            try cursor.end()
            return output
        }
    }

    private init(_ cursor: inout JSONCursor, size: Int) throws(JSONCursor.Malformed) {
        // One buffer for all messages, since 10,000 events are no 10,000 allocations.
        var text: [UInt8] = []
        var ends: [(timestamp: Int64, end: Int)] = []
        var tokens: (forward: String?, backward: String?)
        try cursor.object { cursor, name throws(JSONCursor.Malformed) in
            if name.elementsEqual("events".utf8) {
                guard try !cursor.takesNull() else { return }
                text.reserveCapacity(size)
                try cursor.array { cursor throws(JSONCursor.Malformed) in
                    ends.append((try Self.event(&cursor, into: &text), text.count))
                }
            } else if name.elementsEqual("nextForwardToken".utf8) {
                tokens.forward = try cursor.takesNull() ? nil : cursor.string()
            } else if name.elementsEqual("nextBackwardToken".utf8) {
                tokens.backward = try cursor.takesNull() ? nil : cursor.string()
            } else {
                try cursor.skip()
            }
        }
        var start = 0
        events.reserveCapacity(ends.count)
        for (timestamp, end) in ends {
            events.append(CloudWatchLogEvent(timestamp: timestamp, message: text[start..<end]))
            start = end
        }
        (nextForwardToken, nextBackwardToken) = tokens
    }

    /// Takes one event.
    ///
    /// - Returns: its timestamp; its message is appended.
    private static func event(
        _ cursor: inout JSONCursor,
        into text: inout [UInt8]
    ) throws(JSONCursor.Malformed) -> Int64 {
        let start = text.count
        var timestamp: Int64?
        var hasMessage = false
        try cursor.object { cursor, name throws(JSONCursor.Malformed) in
            if name.elementsEqual("message".utf8) {
                text.removeSubrange(start...)
                try cursor.string(into: &text)
                hasMessage = true
            } else if name.elementsEqual("timestamp".utf8) {
                timestamp = try cursor.integer()
            } else {
                try cursor.skip()
            }
        }
        guard let timestamp, hasMessage else { throw JSONCursor.Malformed() }
        return timestamp
    }
}
