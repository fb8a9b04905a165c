import Fixtures

/// Random files of HCL, right by the grammar, with the blanks, comments and line breaks that it lets through.
struct RandomHCL {
    var random: SeededGenerator
    private var names = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// A file.
    mutating func file() -> String {
        let bom = random.oneIn(20) ? "\u{FEFF}" : ""
        let text = bom + body(levels: 3)
        return random.oneIn(8)
            ? text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") : text
    }

    private mutating func body(levels: Int) -> String {
        (0..<random.below(5)).map { _ in item(levels: levels) }.joined()
    }

    private mutating func item(levels: Int) -> String {
        switch random.below(levels > 0 ? 8 : 5) {
        case 0: random.pick(["\n", "# comment \" { ${\n", "// comment */\n", "/* a\n \" b */\n", "  \t\n", "#\n"])
        case 1...4: attribute(levels: levels) + lineEnd()
        case 5: "\(word()) \(labels()){\(blank())\(attribute(levels: 1))\(blank())}" + lineEnd()
        case 6: "\(word()) \(labels()){\(blank())}" + lineEnd()
        default: "\(word())\(blank()) \(labels()){" + lineEnd() + body(levels: levels - 1) + blank() + "}" + lineEnd()
        }
    }

    private mutating func attribute(levels: Int) -> String {
        names += 1
        return "\(blank())\(word())_\(names)\(blank())=\(blank())\(expression(levels: levels + 1))"
    }

    private mutating func lineEnd() -> String {
        random.pick(["\n", "\n", "\n", " # c\n", "// c\n", " /* c */ \n", "\t\n\n"])
    }

    private mutating func labels() -> String {
        (0..<random.below(3)).map { _ in
            random.pick(["\"\(word())\"", word(), "\"\"", #""a$${b} \" %""#, #""\u00e4""#]) + " "
        }.joined()
    }

    mutating func blank() -> String {
        random.oneIn(3) ? random.pick([" ", "  ", "\t", "/* c */", " /*\n*/ "]) : random.pick(["", " "])
    }

    /// Blanks where line breaks are blanks.
    private mutating func freeBlank() -> String {
        random.oneIn(4) ? random.pick(["\n", " # c\n", "\n\n  ", "// c\n"]) : blank()
    }

    mutating func word() -> String {
        random.pick([
            "a", "b1", "name", "image_version", "_x", "with-dash", "for_each", "größe", "if", "in", "locals", "变量", "é",
        ])
    }

    /// A value, at most so many levels deep.
    mutating func expression(levels: Int) -> String {
        guard levels > 0 else { return leaf() }
        let next = levels - 1
        switch random.below(14) {
        case 0, 1: return leaf()
        case 2: return quoted(levels: next)
        case 3: return "[\(list(levels: next))]"
        case 4: return object(levels: next)
        case 5: return "\(function())(\(list(levels: next))\(random.oneIn(4) ? "\(leaf())..." : ""))"
        case 6: return "(\(freeBlank())\(expression(levels: next))\(freeBlank()))"
        case 7: return "\(expression(levels: next)) \(operators()) \(expression(levels: next))"
        case 8: return "\(expression(levels: next)) ? \(expression(levels: next)) : \(expression(levels: next))"
        case 9: return random.pick(["-", "!", "- ", "!!", "-!"]) + expression(levels: next)
        case 10: return comprehension(levels: next)
        case 11, 12: return traversal(levels: next)
        default: return heredoc(levels: next)
        }
    }

    private mutating func leaf() -> String {
        random.pick([
            "1", "0", "-1", "2.50", "1e5", "1.5E-3", "true", "false", "null", #""""#, #""text""#, "name", "local.a.b",
            "1.e2",
            #""a\n\t\"\\\u00e4\U0001F600""#, "each.value", "var.größe", "00",
        ])
    }

    private mutating func function() -> String {
        random.pick(["f", "merge", "find_in_parent_folders", "provider::aws::arn_parse", "core::max"])
    }

    mutating func operators() -> String {
        random.pick(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"])
    }

    private mutating func list(levels: Int) -> String {
        let items = (0..<random.below(4)).map { _ in freeBlank() + expression(levels: levels) + freeBlank() }
        return items.map { $0 + "," }.joined() + (items.isEmpty || random.oneIn(3) ? "" : leaf())
    }

    private mutating func object(levels: Int) -> String {
        let items = (0..<random.below(4)).map { _ in
            let key = random.pick([word(), "\"\(word())\"", "(\(leaf()))", quoted(levels: 0), "x.y", "1"])
            let item = key + blank() + random.pick(["=", ":", " = "]) + blank() + expression(levels: levels)
            return item + random.pick([",", "\n", " # c\n", ",\n", ", "])
        }
        return "{" + random.pick(["", " ", "\n", "# c\n"]) + items.joined() + "}"
    }

    private mutating func comprehension(levels: Int) -> String {
        let names = random.pick(["v", "k, v", "k ,v"])
        let start = "for \(names) in\(freeBlank()) \(expression(levels: levels)) :\(freeBlank())"
        let end = random.oneIn(2) ? " if\(freeBlank()) \(expression(levels: levels))" : ""
        let value = expression(levels: levels)
        if random.oneIn(2) { return "[\(start)\(value)\(end)\(freeBlank())]" }
        let grouping = random.oneIn(3) ? "..." : ""
        return "{\(freeBlank())\(start)\(expression(levels: levels)) =>\(freeBlank()) \(value)\(grouping)\(end)}"
    }

    private mutating func traversal(levels: Int) -> String {
        let root = random.pick(["local", "f()", "(\(expression(levels: levels)))", "[1]", "\"a\"", "x"])
        return root
            + (0..<random.below(5)).map { _ in
                random.pick([
                    ".\(word())", "[\(freeBlank())\(leaf())\(freeBlank())]", "[*]", ".0", ".a.*.b", " . c", "[ * ]",
                    ".with-dash", "[\"z\"]", ".*",
                ])
            }.joined()
    }

    /// A text in quotes.
    mutating func quoted(levels: Int) -> String {
        "\"" + (0..<random.below(5)).map { _ in templatePart(levels: levels) }.joined() + "\""
    }

    private mutating func templatePart(levels: Int) -> String {
        switch random.below(levels > 0 ? 10 : 7) {
        case 0...3:
            random.pick([
                "text", " ", "ä€𝄞", "$", "%", "$$", "%%", "{", "}", "#", "//", "/*", "a ", " b", "'", "`", "~",
            ])
        case 4: random.pick([#"\n"#, #"\""#, #"\\"#, #"\u00e4"#, #"\t"#])
        case 5, 6: random.pick(["$${", "%%{", "$${~", "$$$${", "%%%%{ if"])
        case 7:
            "\(random.pick(["${", "${~"]))\(freeBlank())\(expression(levels: levels - 1))\(freeBlank())\(closing())"
        case 8:
            "%{ if \(expression(levels: levels - 1)) \(closing())\(templatePart(levels: levels - 1))"
                + (random.oneIn(2) ? "%{ else ~}\(templatePart(levels: 0))" : "") + "%{~ endif }"
        default:
            "%{ for v in \(expression(levels: levels - 1)) \(closing())\(templatePart(levels: 0))%{ endfor \(closing())"
        }
    }

    private mutating func closing() -> String { random.pick(["}", "}", "~}"]) }

    /// A heredoc, whose last line is followed by a line break only where the caller's text goes on with one.
    private mutating func heredoc(levels: Int) -> String {
        let marker = random.pick(["EOT", "X", "_e-1", "ENDE"])
        let lines = (0..<random.below(4)).map { _ in
            random.pick(["", "  ", "\t", "    "])
                + random.pick(["", "text \"quoted\" \\n", templatePart(levels: levels), "\(marker)x", "a \(marker)"])
                + "\n"
        }
        let indent = random.pick(["", "  ", "\t"])
        return "<<\(random.pick(["", "-"]))\(marker)\n" + lines.joined() + indent + marker + random.pick(["", "", " "])
            + "\n"
    }
}
