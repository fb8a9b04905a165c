extension ByteString {
    /// The text as it may be printed: hazards as escapes, invalid bytes as `\xNN`, cut after `limit` scalars.
    ///
    /// A cut text says how long the whole is. Backslashes stay single, so that a pattern reads as it was written.
    public func visible(limit: Int = 200) -> String {
        var text = ""
        var index = 0
        var scalars = 0
        while index < bytes.count {
            guard scalars < limit else { return text + "… (\(bytes.count) bytes in all)" }
            switch UTF8Step.decode(bytes, at: index) {
            case .invalid(let byte):
                text += "\\x" + ASCII.hexadecimal(UInt32(byte), width: 2)
                index += 1
            case .scalar(let scalar, let length):
                text += Self.escaped(scalar)
                index += length
            }
            scalars += 1
        }
        return text
    }

    private static func escaped(_ scalar: UInt32) -> String {
        switch scalar {
        case 0x00: return "\\0"
        case 0x09: return "\\t"
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        default: break
        }
        guard TextHazard.kind(of: scalar) == nil, let value = Unicode.Scalar(scalar) else {
            return "\\u{" + ASCII.hexadecimal(scalar, width: 4) + "}"
        }
        return String(value)
    }

    /// For the end of a message about a name: the first character that is not ASCII, which may look as if it were.
    var nonASCIIRemark: String {
        guard let index = bytes.firstIndex(where: { $0 >= 0x80 }) else { return "" }
        guard case .scalar(let scalar, _) = UTF8Step.decode(bytes, at: index) else { return "" }
        return ", it contains U+" + ASCII.hexadecimal(scalar, width: 4)
    }
}
