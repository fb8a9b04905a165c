/// A secret as shells quote it: what `set -x`, `printf %q` and `declare -p` print, and Python's `shlex`.
enum ShellForms {
    /// The forms.
    static func of(_ secret: ArraySlice<UInt8>) -> [[UInt8]] {
        [
            // 'it'\''s' of bash, 'it'"'"'s' of dash and Python.
            replacing(secret) { $0 == quote ? Array("'\\''".utf8) : nil },
            replacing(secret) { $0 == quote ? Array("'\"'\"'".utf8) : nil },
            replacing(secret) { "\"$`\\".utf8.contains($0) ? [backslash, $0] : nil },
            replacing(secret) { "\"$`\\!".utf8.contains($0) ? [backslash, $0] : nil },
            replacing(secret) { dollarQuoted($0) },
            replacing(secret) { dollarQuoted($0) ?? ($0 >= 0x80 ? octal($0) : nil) },
            backslashed(secret),
        ]
    }

    private static func replacing(_ secret: ArraySlice<UInt8>, _ escape: (UInt8) -> [UInt8]?) -> [UInt8] {
        secret.reduce(into: []) { $0 += escape($1) ?? [$1] }
    }

    /// `$'…'`, as bash writes it.
    private static func dollarQuoted(_ byte: UInt8) -> [UInt8]? {
        switch byte {
        case quote, backslash: [backslash, byte]
        case 0x07: [backslash, UInt8(ascii: "a")]
        case 0x08: [backslash, UInt8(ascii: "b")]
        case 0x09: [backslash, UInt8(ascii: "t")]
        case 0x0A: [backslash, UInt8(ascii: "n")]
        case 0x0B: [backslash, UInt8(ascii: "v")]
        case 0x0C: [backslash, UInt8(ascii: "f")]
        case 0x0D: [backslash, UInt8(ascii: "r")]
        case 0x1B: [backslash, UInt8(ascii: "E")]
        case 0..<0x20, 0x7F: octal(byte)
        default: nil
        }
    }

    private static func octal(_ byte: UInt8) -> [UInt8] {
        [backslash] + [6, 3, 0].map { UInt8(ascii: "0") + (byte >> $0 & 7) }
    }

    /// `printf %q` of bash, for what has no control characters.
    private static func backslashed(_ secret: ArraySlice<UInt8>) -> [UInt8] {
        var previous: UInt8?
        return replacing(secret) { byte in
            defer { previous = byte }
            switch byte {
            case UInt8(ascii: "#"): return previous == nil ? [backslash, byte] : nil
            case UInt8(ascii: "~"):
                let expands = previous == nil || previous == UInt8(ascii: ":") || previous == UInt8(ascii: "=")
                return expands ? [backslash, byte] : nil
            default: return special.contains(byte) ? [backslash, byte] : nil
            }
        }
    }

    private static let special = Set(" \t'\"\\|&;()<>!{}*[]?^$`,".utf8)
    private static let quote = UInt8(ascii: "'")
    private static let backslash = UInt8(ascii: "\\")
}
