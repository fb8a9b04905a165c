extension Automaton {
    /// Whether all the bytes together are accepted.
    func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        table.withUnsafeBufferPointer { table in
            classes.classOf.withUnsafeBufferPointer { classOf in
                var state = start
                for byte in bytes {
                    // Rows and columns come from the construction, so the offset is always inside the table.
                    state = table[Int(state) + Int(classOf[Int(byte)])]
                    if state == Self.dead { return false }
                }
                return isAccepting(state)
            }
        }
    }

    /// The same for bytes that do not lie side by side.
    func accepts(sequence: some Sequence<UInt8>) -> Bool {
        var state = start
        for byte in sequence {
            state = next(state, byte)
            if state == Self.dead { return false }
        }
        return isAccepting(state)
    }
}
