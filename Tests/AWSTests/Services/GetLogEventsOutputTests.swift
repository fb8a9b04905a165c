import Fixtures
import Foundation
import Testing

@testable import AWS

@Suite struct GetLogEventsOutputTests {
    private static func read(_ json: String) -> GetLogEventsOutput? {
        try? GetLogEventsOutput(json: Array(json.utf8))
    }

    private static func messages(_ json: String) -> [String]? {
        read(json)?.events.map { String(decoding: $0.message, as: UTF8.self) }
    }

    @Test func `an answer is read whatever the order of its members and the white space between them`() throws {
        let output = try #require(
            Self.read(
                """
                 { "nextBackwardToken" : "b/1" , "more": {"a": [1, -2.5e3, "x\\"]", true, null, {}], "b": []},
                  "events":[ {"ingestionTime":12,"message":"one","timestamp":1795473663123},
                  {"timestamp":-1,"message":"","eventId":"3"} ], "nextForwardToken":"f/2"}
                """ + "\n"
            )
        )
        #expect(output.events.map(\.timestamp) == [1_795_473_663_123, -1])
        #expect(output.events.map { String(decoding: $0.message, as: UTF8.self) } == ["one", ""])
        #expect(output.nextForwardToken == "f/2" && output.nextBackwardToken == "b/1")
    }

    @Test(arguments: ["{}", #"{"events":null,"nextForwardToken":null}"#, #"{"events":[]}"#])
    func `what is missing is empty`(json: String) {
        #expect(Self.read(json) == GetLogEventsOutput())
    }

    @Test func `escapes become what they stand for`() {
        let json = #"{"events":[{"timestamp":1,"message":"\"\\\/\b\f\n\r\t\u001b[1m\u00e9\u20AC\ud83d\ude42é"}]}"#
        #expect(Self.messages(json) == ["\"\\/\u{8}\u{C}\n\r\t\u{1B}[1mé€🙂é"])
    }

    @Test(
        arguments: [(#"\ud83d"#, "\u{FFFD}"), (#"\ude42x"#, "\u{FFFD}x"), (#"\ud83d\n"#, "\u{FFFD}\n")]
    )
    func `half of a pair is replaced, and what follows it stays`(written: String, text: String) {
        #expect(Self.messages(#"{"events":[{"timestamp":1,"message":"\#(written)"}]}"#) == [text])
    }

    @Test(
        arguments: [
            "", "[]", "{", "{}x", "{} {}", #"{"events":{}}"#, #"{"events":[1]}"#, #"{"events":[{}]}"#,
            #"{"events":[{"timestamp":1}]}"#, #"{"events":[{"message":"m"}]}"#, #"{"events":[],}"#,
            #"{"events":[{"timestamp":1,"message":"m"},]}"#, #"{"events":[{"timestamp":"1","message":"m"}]}"#,
            #"{"events":[{"timestamp":1.5,"message":"m"}]}"#, #"{"events":[{"timestamp":1,"message":null}]}"#,
            #"{"events":[{"timestamp":1,"message":"\x"}]}"#, #"{"events":[{"timestamp":1,"message":"\u12g4"}]}"#,
            "{\"events\":[{\"timestamp\":1,\"message\":\"a\nb\"}]}", #"{"a":nul}"#, #"{"a":-}"#, #"{a:1}"#,
            #"{"events":[{"timestamp":99999999999999999999,"message":"m"}]}"#,
        ]
    )
    func `what is not such an answer is refused`(json: String) {
        #expect(Self.read(json) == nil)
    }

    @Test func `an answer that is cut anywhere is refused`() {
        let json = Array(#"{"events":[{"timestamp":12,"message":"a\u00e9"}],"nextForwardToken":"f/1"}"#.utf8)
        for length in json.indices {
            #expect(throws: JSONCursor.Malformed.self) { try GetLogEventsOutput(json: Array(json[..<length])) }
        }
    }

    @Test func `nothing is so deep that it ends the process`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Self.read(#"{"more":\#(deep)"#) == nil)
    }

    @Test(arguments: 1...40)
    func `it reads what Foundation reads`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "é", "🙂", "\"", "\\", "\n", "\t", "\u{1B}[0m", "\u{7F}", "/", " ", "{\"a\":[1]}", "\u{2028}",
        ]
        let messages = (0..<generator.below(50)).map { _ in
            (0..<generator.below(30)).map { _ in generator.pick(pieces) }.joined()
        }
        let page: [String: Any] = [
            "events": messages.enumerated().map {
                ["timestamp": $0.offset, "message": $0.element, "ingestionTime": 7]
            },
            "nextForwardToken": "f/\(seed)",
        ]
        var options: JSONSerialization.WritingOptions = []
        if seed % 2 == 0 { options.insert(.prettyPrinted) }
        if seed % 3 == 0 { options.insert(.withoutEscapingSlashes) }
        let output = try GetLogEventsOutput(json: Array(JSONSerialization.data(withJSONObject: page, options: options)))
        #expect(output.events.map { String(decoding: $0.message, as: UTF8.self) } == messages)
        #expect(output.events.map(\.timestamp) == (0..<Int64(messages.count)).map(\.self))
        #expect(output.nextForwardToken == "f/\(seed)")
    }
}
