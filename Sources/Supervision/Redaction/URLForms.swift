/// A secret inside of a URL or a form, as libraries encode it.
enum URLForms {
    /// The forms, with capital and with small digits.
    static func of(_ secret: ArraySlice<UInt8>) -> [[UInt8]] {
        styles.flatMap { style in digits.map { encode(secret, style, $0) } }
    }

    private struct Style {
        /// What is not encoded besides letters and digits.
        let kept: [UInt8]
        let space: [UInt8]

        init(_ kept: String, space: String = "%20") {
            self.kept = Array(kept.utf8)
            self.space = Array(space.utf8)
        }
    }

    private static let styles = [
        // RFC 3986: curl, AWS, Go and Python with nothing declared safe.
        Style("-_.~"),
        // Python's `quote`.
        Style("-_.~/"),
        // Python's `quote_plus` and Go's `QueryEscape`.
        Style("-_.~", space: "+"),
        // Browsers' forms, and Java's.
        Style("-_.*", space: "+"),
        // JavaScript's `encodeURIComponent` and `encodeURI`.
        Style("-_.~!*'()"),
        Style("-_.~!*'();,/?:@&=+$#"),
        // Go's `PathEscape`, and what stands before the @.
        Style("-_.~$&+=:@"),
        Style("-_.~$&+,;="),
    ]

    private static let digits = [Array("0123456789ABCDEF".utf8), Array("0123456789abcdef".utf8)]

    private static func encode(_ secret: ArraySlice<UInt8>, _ style: Style, _ digits: [UInt8]) -> [UInt8] {
        secret.reduce(into: []) { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                result.append(byte)
            case 0x20: result += style.space
            default:
                if style.kept.contains(byte) {
                    result.append(byte)
                } else {
                    result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
        }
    }
}
