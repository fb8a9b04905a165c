import Fixtures
import HCL
import Testing

@Suite struct HCLReplacingTests {
    private func replace(_ text: String, _ name: String = "a", with value: String) throws -> String {
        let file = try HCLFile(parsing: Array(text.utf8), name: "x.hcl")
        let attribute = try #require(file.body.attribute(name))
        var target = attribute.expression
        if case .object(let items) = target.kind { target = try #require(items.first { $0.name == "a" }).value }
        let value = try HCLExpressionText(parsing: Array(value.utf8), name: "value")
        return String(decoding: try file.replacing(target, with: value).bytes, as: UTF8.self)
    }

    @Test func `every other byte stays as it is`() throws {
        let text = "\u{FEFF}# a = 0\r\nb=1\r\n\ta  =\t\"old\"\t# why \r\n\r\nc = <<X\r\n a = 5\r\nX\r\n"
        #expect(try replace(text, with: "[\"new\", 2]") == text.replacing("\"old\"", with: "[\"new\", 2]"))
    }

    @Test func `an item of an object is replaced in its line`() throws {
        #expect(
            try replace("inputs = { b = 1, a = 2, c = 3 }\n", "inputs", with: "\"x\"")
                == "inputs = { b = 1, a = \"x\", c = 3 }\n"
        )
        #expect(try replace("inputs = {\n  a : 2\n}\n", "inputs", with: "{}") == "inputs = {\n  a : {}\n}\n")
    }

    @Test func `a heredoc takes the place of a value, and a value that of a heredoc`() throws {
        #expect(try replace("a = 1\nb = 2\n", with: "<<X\nt\nX") == "a = <<X\nt\nX\nb = 2\n")
        #expect(try replace("a = <<X\nt\n  X\nb = 2\n", with: "1") == "a = 1\nb = 2\n")
    }

    @Test(arguments: ["a = 1 # c\n", "a = 1 /* c */\n", "a = 1"])
    func `a heredoc that would swallow what follows is refused`(text: String) {
        #expect(throws: HCLError.self) { try replace(text, with: "<<X\nt\nX") }
    }

    @Test func `values by the grammar change nothing around them`() throws {
        var grammar = RandomHCL(seed: 0x4C_ED)
        var replaced = 0
        for _ in 0..<400 {
            let text = grammar.file()
            guard let file = try? HCLFile(parsing: Array(text.utf8), name: "x"),
                let value = try? HCLExpressionText(parsing: Array(grammar.expression(levels: 2).utf8), name: "v"),
                let target = file.body.attributes.first
            else {
                continue
            }
            guard let new = try? file.replacing(target.expression, with: value) else { continue }
            replaced += 1
            let range = target.expression.range
            #expect(new.bytes == file.bytes[..<range.lowerBound] + value.bytes + file.bytes[range.upperBound...])
            #expect(new.body.attributes.map(\.name) == file.body.attributes.map(\.name))
            #expect(new.comments.count >= file.comments.count { !range.contains($0.lowerBound) })
        }
        #expect(replaced > 100)
    }
}
