/// What stands before the text of every record, the trailer's too: `12 1795473663123 o+ `.
struct LogRecordHead {
    let number: Int
    let at: Timestamp
    let kind: UInt8
    let ending: LogRecord.Ending
    let content: ArraySlice<UInt8>
    /// Whether a log store cut off the white space that ends a record with an empty text.
    let isCut: Bool

    init?(parsing line: ArraySlice<UInt8>) {
        var rest = line
        guard let number = Self.decimal(&rest), number > 0, let milliseconds = Self.decimal(&rest),
            Timestamp.range.contains(Int64(milliseconds)), let kind = rest.popFirst()
        else { return nil }
        self.number = number
        at = Timestamp(milliseconds: Int64(milliseconds))
        self.kind = kind
        if rest.first == UInt8(ascii: "+") {
            rest.removeFirst()
            ending = .open
        } else {
            ending = .newline
        }
        isCut = rest.isEmpty
        if let space = rest.popFirst(), space != UInt8(ascii: " ") { return nil }
        content = rest
    }

    /// Takes decimal digits and the space behind them off the front.
    private static func decimal(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        var digits = 0
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                guard digits <= 18 else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: " "):
                return digits > 0 ? value : nil
            default:
                return nil
            }
        }
        return nil
    }
}
