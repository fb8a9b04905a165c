/// Characters of UTF-8, by their bytes.
enum UTF8Form {
    /// How many bytes the character at a place has; `nil` when the bytes do not belong together.
    ///
    /// It goes by the form of the bytes alone, as HCL's own scanner does: forms that are too long are let through.
    static func length(in bytes: [UInt8], at index: Int) -> Int? {
        let length: Int
        switch bytes[index] {
        case 0x00...0x7F: return 1
        case 0xC0...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF7: length = 4
        default: return nil
        }
        guard index + length <= bytes.count else { return nil }
        for other in index + 1..<index + length where bytes[other] & 0xC0 != 0x80 { return nil }
        return length
    }

    /// The character at a place, when its form is the shortest.
    static func scalar(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, length: Int)? {
        guard let length = length(in: bytes, at: index) else { return nil }
        var value = length == 1 ? UInt32(bytes[index]) : UInt32(bytes[index]) & (0x7F >> UInt32(length))
        for other in index + 1..<index + length { value = value << 6 | UInt32(bytes[other] & 0x3F) }
        guard let scalar = Unicode.Scalar(value), UTF8.width(scalar) == length else { return nil }
        return (scalar, length)
    }
}
