/// Text from outside, made fit for a message: what a terminal would act on is replaced.
enum Printable {
    /// One line, with every control character shown as `?`, cut at `limit` scalars.
    static func text(_ text: String, limit: Int = 200) -> String {
        let scalars = text.unicodeScalars
        let shown = scalars.prefix(limit).map { isControl($0) ? "?" : Character($0) }
        return String(shown) + (scalars.count > limit ? "…" : "")
    }

    /// The last lines of a program's output, without its terminal control.
    static func output(_ text: String, lines: Int = 12) -> String {
        text.split(whereSeparator: \.isNewline).suffix(lines).map { Self.text(String($0)) }.joined(separator: "\n")
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2066...0x2069: true
        default: false
        }
    }
}
