import Fixtures
import Testing

@testable import AWS

struct XMLElementTests {
    @Test func `An answer of STS is read`() throws {
        let answer = try XMLElement(
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- a comment -->
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult a='>' >
                    <Credentials><SessionToken>a+/=&amp;&lt;&gt;&quot;&apos;&#65;&#x1F642;</SessionToken></Credentials>
                    <Empty/><n:Prefixed xmlns:n="u">p</n:Prefixed><C><![CDATA[<raw> & ]]>x</C>
                  </AssumeRoleResult>
                </AssumeRoleResponse>

                """.utf8
            )
        )
        #expect(answer.name == "AssumeRoleResponse")
        let result = try #require(answer["AssumeRoleResult"])
        #expect(result.text("Credentials", "SessionToken") == "a+/=&<>\"'A🙂")
        #expect(result.text("Empty") == "" && result.text("Prefixed") == "p" && result.text("C") == "<raw> & x")
        #expect(result.text("Credentials", "Missing") == nil)
        #expect(result.children.map(\.name) == ["Credentials", "Empty", "Prefixed", "C"])
    }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a/><b/>", "<a", "<a b></a>", "<a b=c></a>", "<a>&unknown;</a>",
        "<a>&#x110000;</a>",
        "<a>&#+65;</a>", "<a>&</a>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a><!-- </a>", "<a><![CDATA[</a>",
        "< a/>",
        "<a>\u{0}</a><", "{\"json\": 1}",
    ])
    func `What is not well formed is refused`(text: String) {
        #expect(throws: XMLReader.Malformed.self) { try XMLElement(Array(text.utf8)) }
    }

    @Test func `Depth without end is refused, not recursed into`() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(throws: XMLReader.Malformed.self) { try XMLElement(Array(deep.utf8)) }
    }

    @Test func `Changed documents are read or refused, and nothing else`() {
        var random = SeededGenerator(seed: 5)
        let whole = Array("<a b='c'>&amp;<d><![CDATA[e]]></d><!-- f --></a>".utf8)
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] =
                    "<>&;/='\"![]a \u{0}".utf8.randomElement(using: &random) ?? 0
            }
            if (try? XMLElement(bytes)) != nil { accepted += 1 }
        }
        #expect((1..<20_000).contains(accepted))
    }
}
