/// What the reader needs of a line to put it in its place: the number of a record, and whether it may be the trailer.
///
/// `LogVerifier` reads the lines again, in order; this looks at the first few bytes only.
struct RecordHead: Hashable {
    let number: Int
    /// Milliseconds since the epoch.
    let milliseconds: Int64
    let isTrailer: Bool

    /// Reads `12 1795473663123 o+ `, or answers `nil` for a line that is no record.
    init?(_ line: some Sequence<UInt8>) {
        var bytes = line.makeIterator()
        guard let number = Self.decimal(&bytes), number > 0, let milliseconds = Self.decimal(&bytes),
            let kind = bytes.next(), Self.isKind(kind)
        else { return nil }
        var border = bytes.next()
        if border == UInt8(ascii: "+") { border = bytes.next() }
        // A log store may have cut the space off that ends a record with an empty text.
        guard border == nil || border == UInt8(ascii: " ") else { return nil }
        self.number = number
        self.milliseconds = Int64(milliseconds)
        isTrailer = kind == UInt8(ascii: "=")
    }

    /// The most bytes of a head: two numbers of 18 digits, the kind, a plus, and three spaces.
    static let longest = 41

    /// Whether a piece of a line may be the first piece of a head: its numbers, or a part of them.
    static func mayBegin(with piece: some Collection<UInt8>) -> Bool {
        piece.count < longest
            && piece.allSatisfy { $0 == UInt8(ascii: " ") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isKind(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "o"), UInt8(ascii: "e"), UInt8(ascii: "n"), UInt8(ascii: "O"), UInt8(ascii: "E"),
            UInt8(ascii: "N"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// Takes decimal digits and the space behind them.
    private static func decimal(_ bytes: inout some IteratorProtocol<UInt8>) -> Int? {
        var value = 0
        var digits = 0
        while let byte = bytes.next() {
            if byte == UInt8(ascii: " ") { return digits > 0 ? value : nil }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 18 else { return nil }
            // The entrypoint writes no zeros in front, so they belong to something else.
            if digits > 0, value == 0 { return nil }
            digits += 1
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return nil
    }
}
