extension Pattern {
    /// Whether the whole value matches: one table look-up a byte, no allocation.
    public func matches(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { automaton.accepts($0) }
    }

    /// Whether the whole slice matches.
    public func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { automaton.accepts($0) }
    }

    /// Whether the whole buffer matches.
    public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        automaton.accepts(bytes)
    }

    /// Whether the bytes, all of them, match; a string's bytes are its `utf8`.
    public func matches(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.withContiguousStorageIfAvailable { automaton.accepts($0) } ?? automaton.accepts(sequence: bytes)
    }
}
