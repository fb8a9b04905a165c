import Fixtures
import Foundation
import HCL
import Testing

/// What is read means what Terraform makes of it: how operators bind, and what escapes, trimming and indentation leave.
@Suite(.enabled(if: Terraform.isThere, Terraform.reason))
struct MeaningTests {
    private static let seed: UInt64 = 0x4C_0707

    @Test func `300 operations on constants bind as in Terraform`() async throws {
        var random = SeededGenerator(seed: Self.seed)
        try await compare(300) { Self.operation(levels: 3, using: &random) }
    }

    @Test func `300 texts have the content that they have in Terraform`() async throws {
        var random = SeededGenerator(seed: Self.seed + 1)
        try await compare(300) { Self.text(using: &random) }
    }

    @Test func `100 heredocs have the content that they have in Terraform`() async throws {
        var random = SeededGenerator(seed: Self.seed + 2)
        let texts = (0..<100).map { _ in Self.heredoc(using: &random) }
        let file = texts.enumerated().map { "output \"o\($0.offset)\" {\n  value = \($0.element)}\n" }.joined()
        let values = try await Terraform.outputs(of: file)
        for (index, text) in texts.enumerated() {
            let value = try ConstantValue(HCLExpressionText(parsing: Array(text.utf8), name: "x").expression)
            #expect(value == values["o\(index)"].map(ConstantValue.text), "\(text.debugDescription)")
        }
    }

    /// Compares expressions that have a value.
    private func compare(_ count: Int, _ make: () -> String) async throws {
        var expressions: [(text: String, value: ConstantValue)] = []
        while expressions.count < count {
            let text = make()
            guard let value = try ConstantValue(HCLExpressionText(parsing: Array(text.utf8), name: "x").expression)
            else {
                continue
            }
            expressions.append((text, value))
        }
        let answers = try await Terraform.values(expressions.map(\.text))
        #expect(answers.count == count)
        for (expression, answer) in zip(expressions, answers) {
            #expect(Self.json(expression.value) == Self.decoded(answer), "\(expression.text)")
        }
        #expect(Set(answers).count > 5)
    }

    private static func json(_ value: ConstantValue) -> String {
        if case .text(let text) = value { text } else { value.json }
    }

    /// The console shows the text that `jsonencode` gave, quoted once more.
    private static func decoded(_ answer: String) -> String {
        let decoder = JSONDecoder()
        guard let inner = try? decoder.decode(String.self, from: Data(answer.utf8)) else { return answer }
        return (try? decoder.decode(String.self, from: Data(inner.utf8))) ?? inner
    }

    private static func operation(levels: Int, using random: inout SeededGenerator) -> String {
        let leaves = ["1", "2", "3", "7", "10", "true", "false"]
        guard levels > 0 else { return random.pick(leaves) }
        let operand = { (random: inout SeededGenerator) in operation(levels: levels - 1, using: &random) }
        switch random.below(8) {
        case 0: return random.pick(leaves)
        case 1: return random.pick(["-", "!"]) + operand(&random)
        case 2: return "(\(operand(&random)))"
        case 3: return "\(operand(&random)) ? \(operand(&random)) : \(operand(&random))"
        default:
            let signs = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "-", "&&"]
            return "\(operand(&random)) \(random.pick(signs)) \(operand(&random))"
        }
    }

    private static let pieces = [
        "a", " ", "  b ", "$", "%", "$$", "%%", "$${", "%%{", "$$$${", "ä", "𝄞", " {", "}", "~", "#", "/*",
    ]

    private static func text(using random: inout SeededGenerator) -> String {
        let escapes = [#"\n"#, #"\t"#, #"\""#, #"\\"#, #"\u00e4"#, #"\U0001F600"#]
        let parts = (0...random.below(6)).map { _ in random.pick(pieces + escapes + [sequence(using: &random)]) }
        return "\"x\(parts.joined())\""
    }

    private static func sequence(using random: inout SeededGenerator) -> String {
        let (open, close) = (random.pick(["", "~"]), random.pick(["", "~"]))
        switch random.below(3) {
        case 0: return " ${\(open) 1 + 2 \(close)}"
        case 1:
            return
                " %{\(open) if \(random.pick(["true", "1 > 2"])) \(close)} y %{\(close) else \(open)} n %{ endif \(close)}"
        default: return " %{\(open) for v in [1, 2] \(close)} l %{\(close) endfor \(open)}"
        }
    }

    private static func heredoc(using random: inout SeededGenerator) -> String {
        let lines = (0..<random.below(5)).map { _ in
            let indent = random.pick(["", " ", "   ", "\t", "     "])
            let parts = (0..<random.below(4)).map { _ in random.pick(pieces + ["\\n", "\"", sequence(using: &random)]) }
            return indent + parts.joined() + "\n"
        }
        return "<<\(random.pick(["-", ""]))EOT\n\(lines.joined())  EOT\n"
    }
}
