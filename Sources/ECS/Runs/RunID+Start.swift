import RunProtocol

extension RunID {
    /// The start that the id's first ten characters tell; arbitrary for an id that was made from a client token.
    var toldStart: Timestamp? {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var milliseconds: Int64 = 0
        for byte in description.utf8.dropFirst(4).prefix(10) {
            guard let digit = alphabet.firstIndex(of: byte) else { return nil }
            milliseconds = milliseconds << 5 | Int64(digit)
        }
        return Timestamp(milliseconds: milliseconds)
    }
}
