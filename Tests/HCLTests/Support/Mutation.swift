import Fixtures

/// Small damage to a text.
enum Mutation {
    private static let fragments: [[UInt8]] =
        [
            "\"", "${", "%{", "}", "{", "[", "]", "(", ")", "\n", "\r", "\\", "<<EOT\n", "EOT\n", "#", "//", "/*", "*/",
            ",", "=",
            "=>", ":", "::", "?", ".", "...", "for ", " in ", "if ", "~}", "%{ endif }", "&", "|", ";", "'", "`", "é",
            "\u{A0}", "0",
            "1.", "e5", "$", "%", "~", "^", "!", "<", ">", "*", "-", "a", "\\u12", "%{ else }",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x00], [0xC1, 0x81], [0xED, 0xA0, 0x80]]

    /// The text after one to three changes.
    static func of(_ text: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var text = text
        for _ in 0...random.below(3) { change(&text, using: &random) }
        return text
    }

    private static func change(_ text: inout [UInt8], using random: inout SeededGenerator) {
        let start = random.below(text.count + 1)
        let end = min(text.count, start + random.below(4))
        switch random.below(4) {
        case 0: text.removeSubrange(start..<end)
        case 1: text.insert(contentsOf: random.pick(fragments), at: start)
        case 2: text.replaceSubrange(start..<end, with: random.pick(fragments))
        default: text.insert(contentsOf: text[start..<end], at: random.below(text.count + 1))
        }
    }
}
