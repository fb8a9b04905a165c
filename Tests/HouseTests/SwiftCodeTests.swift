import Testing

/// The reader that the source rules stand on.
@Suite struct SwiftCodeTests {
    @Test func `comments and the texts of strings are no code, what is interpolated is`() {
        let text = ##"""
            let a = "try! b" // try! c
            /* try! d /* nested */ try! e
            */ let f = #"try! "g" \(h)"# + "\(try! i("try! j" + k(l)))"
            let m = """
                try! n \(o) "quoted"
                """ + "\"try! p\\"
            func `try! q isn't "code"`() {} // "
            let r = s
            """##
        #expect(
            SwiftCode.lines(of: text) == [
                #"let a = "" "#,
                "",
                #" let f = "" + "try! i("" + k(l))""#,
                #"let m = ""#,
                "o",
                #"" + """#,
                "func _() {} ",
                "let r = s",
            ]
        )
    }

    @Test func `imports are found in every form, and nowhere else`() {
        let text = """
            import A
            public import B
            @testable import C
            @preconcurrency internal import D.E
            import struct F.G
            // import H
            let text = \"\"\"
                import I
                \"\"\"
            importJ()
            #if canImport(K)
            """
        #expect(SourceFile(path: "Sources/X/x.swift", text: text).imports == ["A", "B", "C", "D", "F"])
    }

    @Test(
        arguments: [
            "let r = /a+/", "match(/a/)", "return /a/", "[/a/, b]", "#/a/#", "let r = ##/a/##",
            "  /a/.wholeMatch(in: b)",
            "x ? /a/ : b", "let r: Regex = /[0-9]+/",
        ]
    )
    func `a literal of a regular expression is found`(line: String) {
        #expect(SwiftWords.holdsRegexLiteral(line))
    }

    @Test(arguments: ["a / b", "a/b", "(a + b)/c", "a[1]/2", "x /= 2", "reduce(1, /)", "", "a.b / c.d(e)/f", "\"\"/x"])
    func `a division is no regular expression`(line: String) {
        #expect(!SwiftWords.holdsRegexLiteral(line))
    }

    @Test func `words are whole`() {
        #expect(
            SwiftWords.of("let restrictedRegexes: Regex<Substring>") == [
                "let", "restrictedRegexes", "Regex", "Substring",
            ]
        )
    }

    @Test func `a comment counts on its line and on the one above`() {
        let file = SourceFile(
            path: "x.swift",
            text: "// why\ntry! a\ntry! b // why\n\ntry! c\n/// Why.\ntry! d\n//\ntry! e\n"
        )
        #expect(file.silentPlaces(of: "try!") == ["x.swift:5", "x.swift:9"])
        #expect(file.lines.count == 9)
    }
}
