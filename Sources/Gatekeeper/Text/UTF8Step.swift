/// One step of strict UTF-8 decoding: a scalar and its length, or a byte that begins none.
///
/// Follows table 3-7 of the Unicode Standard: no overlong form, no surrogate, nothing above U+10FFFF. Written out
/// because the standard library only repairs, and the gate must refuse.
enum UTF8Step: Hashable {
    case scalar(UInt32, length: Int)
    case invalid(UInt8)

    /// Decodes at `index`, which must be inside `bytes`.
    static func decode(_ bytes: [UInt8], at index: Int) -> UTF8Step {
        let first = bytes[index]
        if first < 0x80 { return .scalar(UInt32(first), length: 1) }
        guard let shape = Shape(leading: first) else { return .invalid(first) }
        guard index + shape.length <= bytes.count, shape.second ~= bytes[index + 1] else { return .invalid(first) }
        var value = shape.bits << 6 | UInt32(bytes[index + 1] & 0x3F)
        for offset in index + 2..<index + shape.length {
            guard 0x80...0xBF ~= bytes[offset] else { return .invalid(first) }
            value = value << 6 | UInt32(bytes[offset] & 0x3F)
        }
        return .scalar(value, length: shape.length)
    }

    /// What a leading byte promises: the length, its own bits, and the range of the second byte.
    private struct Shape {
        let length: Int
        let bits: UInt32
        let second: ClosedRange<UInt8>

        init?(leading: UInt8) {
            switch leading {
            case 0xC2...0xDF: (length, bits, second) = (2, UInt32(leading & 0x1F), 0x80...0xBF)
            case 0xE0: (length, bits, second) = (3, 0, 0xA0...0xBF)
            case 0xED: (length, bits, second) = (3, 0xD, 0x80...0x9F)
            case 0xE1...0xEF: (length, bits, second) = (3, UInt32(leading & 0x0F), 0x80...0xBF)
            case 0xF0: (length, bits, second) = (4, 0, 0x90...0xBF)
            case 0xF1...0xF3: (length, bits, second) = (4, UInt32(leading & 0x07), 0x80...0xBF)
            case 0xF4: (length, bits, second) = (4, 4, 0x80...0x8F)
            default: return nil
            }
        }
    }
}
