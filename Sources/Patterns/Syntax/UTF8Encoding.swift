/// The encoding of one scalar, its bytes packed into an integer with the last byte lowest.
struct UTF8Encoding {
    let packed: UInt32
    let count: Int

    init(_ scalar: UInt32) {
        switch scalar {
        case ...0x7F:
            (packed, count) = (scalar, 1)
        case ...0x7FF:
            (packed, count) = (0xC080 | (scalar >> 6) << 8 | scalar & 0x3F, 2)
        case ...0xFFFF:
            (packed, count) = (0xE0_8080 | (scalar >> 12) << 16 | (scalar >> 6 & 0x3F) << 8 | scalar & 0x3F, 3)
        default:
            let lead = 0xF0 | scalar >> 18
            let middle = (scalar >> 12 & 0x3F) << 16 | (scalar >> 6 & 0x3F) << 8
            (packed, count) = (lead << 24 | 0x80_8080 | middle | scalar & 0x3F, 4)
        }
    }

    /// The bytes, the lead byte first.
    var bytes: [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: packed >> (8 * (count - 1 - $0))) }
    }

    /// The scalar that begins here and its length in bytes, or `nil` when these bytes are not UTF-8.
    static func decode(_ bytes: ArraySlice<UInt8>) -> (scalar: UInt32, length: Int)? {
        guard let lead = bytes.first else { return nil }
        let length: Int
        var scalar: UInt32
        switch lead {
        case ...0x7F: return (UInt32(lead), 1)
        case 0xC2...0xDF: (length, scalar) = (2, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, scalar) = (3, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (length, scalar) = (4, UInt32(lead & 0x07))
        default: return nil
        }
        let rest = bytes.dropFirst().prefix(length - 1)
        guard rest.count == length - 1 else { return nil }
        for byte in rest {
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        // Overlong forms, surrogates and what lies above U+10FFFF are not UTF-8.
        guard Unicode.Scalar(scalar) != nil, Self(scalar).count == length else { return nil }
        return (scalar, length)
    }
}
