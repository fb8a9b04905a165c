import HCL
import Testing

/// What is wrong with a file, and where.
@Suite struct HCLErrorTests {
    private func complaint(_ text: String) -> String? {
        do {
            _ = try HCLFile(parsing: Array(text.utf8), name: "x.hcl")
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        ("a = \"b\nc", "x.hcl:1:5: the string that begins here is not closed"),
        ("a = <<X\n b\n", "x.hcl:1:5: the heredoc with the marker X that begins here is not closed"),
        ("\na {\n b = 1\n", "x.hcl:2:1: the block that begins here is not closed"),
        ("a = { b = 1", "x.hcl:1:5: the object that begins here is not closed"),
        ("a = [1,\n2", "x.hcl:1:5: the bracket that begins here is not closed"),
        ("a = f(1", "x.hcl:1:6: the parenthesis that begins here is not closed"),
        ("a = 1 /* b", "x.hcl:1:7: the comment that begins here is not closed"),
        ("a = \"%{ if true }b\"", "x.hcl:1:6: the if directive that begins here is not closed"),
        ("a = \"${b\"", "x.hcl:1:9: expected } at the end of the interpolation, found a string"),
        ("a = 1 b", "x.hcl:1:7: expected the end of the line, found b"),
        ("a = 1, b = 2", "x.hcl:1:6: expected the end of the line, found ,"),
        ("a 1", "x.hcl:1:3: expected = and a value, or a block, after a, found 1"),
        ("}", "x.hcl:1:1: expected the name of an attribute or block, found }"),
        ("a = 1\n  a = 2\n", "x.hcl:2:3: a was already set at 1:1"),
        ("a = \"\\q\"", #"x.hcl:1:6: \q is no escape; those are \n, \r, \t, \", \\, \uXXXX and \UXXXXXXXX"#),
        ("a = 1.2.3", "x.hcl:1:5: 1.2.3 is no number"),
        ("a = 'b'", "x.hcl:1:5: \"'\" is not used in the language"),
        ("a = 1\rb = 2", "x.hcl:1:6: a carriage return stands alone"),
        (
            "a { b = 1\n}",
            "x.hcl:1:10: expected }, since a block on one line holds one attribute only, found the end of the line"
        ),
    ])
    func `an error names the file, the place and what is wrong`(text: String, expected: String) {
        #expect(complaint(text) == expected)
    }

    @Test(arguments: [
        ("(", ")"), ("[", "]"), ("{ a = ", "}"), ("f(", ")"), ("-", ""), ("!", ""), ("\"${", "}\""), ("a[", "]"),
        ("true ? ", " : 1"), ("[for a in ", " : a]"),
    ])
    func `what is nested too deep is an error, and not the end of the process`(open: String, close: String) {
        for depth in [50, 5_000, 200_000] {
            let text = "a = " + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            let complaint = complaint(text)
            if depth == 50 {
                #expect(complaint == nil)
            } else {
                #expect(complaint?.hasSuffix("more than 100 levels are nested") == true)
            }
        }
    }

    @Test func `blocks and directives have a limit too`() {
        let blocks = String(repeating: "a {\n", count: 100_000)
        #expect(complaint(blocks)?.hasSuffix("more than 100 levels are nested") == true)
        let directives = "a = \"" + String(repeating: "%{ if true }", count: 100_000) + "\""
        #expect(complaint(directives)?.hasSuffix("more than 100 levels are nested") == true)
    }

    @Test(arguments: ["1 + ", "a.b", "\"x\" , ", "1 * 2 + "])
    func `what is only long is no problem`(piece: String) throws {
        let long = "a = [" + String(repeating: piece, count: 20_000) + (piece.hasSuffix("b") ? "]" : "1]")
        if piece == "a.b" { return #expect(complaint("a = x" + String(repeating: ".b", count: 20_000)) == nil) }
        let file = try HCLFile(parsing: Array(long.utf8), name: "x")
        var count = 0
        file.body.walk { _ in count += 1 }
        #expect(count > 20_000)
    }
}
