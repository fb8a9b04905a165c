import HCL
import Testing

@Suite struct HCLExpressionTextTests {
    private func complaint(_ text: String) -> HCLError.Kind? {
        do {
            _ = try HCLExpressionText(parsing: Array(text.utf8), name: "value")
            return nil
        } catch {
            return error.kind
        }
    }

    @Test(arguments: [
        "1", "-1", "\"a\"", "null", "[1,\n 2, # c\n]", "{ a = 1 }", "{\n a = 1\n}", "a.b[0]", "f(\n1\n)", "x ? 1 : 2",
        "<<X\na\nX", "<<-X\n a\n X\n", " \"a\" ", "\"${a}\"", "\"#\"", "1 /* c */ + 1",
    ])
    func `one expression is taken`(text: String) {
        #expect(complaint(text) == nil)
    }

    @Test(arguments: [
        ("\"a\"\nsecret = \"b\"", "the end of the line"), ("1 # c", "a comment"), ("1 /* c */", "a comment"),
        ("1 // c", "a comment"), ("1\n+ 2", "the end of the line"), ("1, 2", ","), ("1 }", "}"), ("a b", "b"),
        ("\"a\" \"b\"", "a string"), ("<<X\na\nX\nb = 1", "the end of the line"), ("1\r\n2", "the end of the line"),
    ])
    func `what comes after an expression is refused`(text: String, rest: String) {
        #expect(complaint(text) == .notOneExpression(rest: rest))
    }

    @Test(arguments: [
        "", " ", "# c", "a = 1", "\"a", "[1", "<<X\na\n", "<<X", "\"a\nb\"", "}", ")", "=", "<<X\na\nX b",
    ])
    func `what is no expression is refused`(text: String) {
        #expect(complaint(text) != nil)
    }

    @Test func `a heredoc cannot be ended early by a blank that only Unicode knows`() {
        #expect(complaint("<<X\n\u{A0}X\nsecret = 1\nX") == .notOneExpression(rest: "the end of the line"))
    }
}
