import Gatekeeper
import Testing

@Suite struct FieldReaderTests {
    private enum Action: String, CaseIterable {
        case run
        case explain
    }

    private func reader(_ text: String) throws -> FieldReader {
        FieldReader(try StrictJSON.parse(Array(text.utf8)), kind: "a request")
    }

    @Test func `fields are read with their types`() throws {
        var reader = try reader(
            #"{"s": "x", "b": true, "i": 3, "l": ["a", "b"], "m": {"k": "v"}, "c": "run", "n": null}"#
        )
        #expect(reader.string("s")?.value == "x")
        #expect(reader.boolean("b")?.value == true)
        #expect(reader.integer("i", in: 0...5)?.value == 3)
        #expect(reader.strings("l")?.value.map(\.value) == ["a", "b"])
        #expect(reader.stringMap("m").map(\.value.name) == ["k"])
        #expect(reader.choice("c", of: Action.self)?.value == .run)
        #expect(reader.string("n") == nil)
        #expect(reader.string("missing") == nil)
        #expect(reader.isWritten("n") && !reader.isWritten("missing"))
        #expect(reader.finish().isEmpty)
    }

    @Test(arguments: [
        (
            #"{"s": 1}"#,
            "1:7: error: s: the value must be a string, this is a number\n    hint: write it in quotes: \"1\""
        ),
        (
            #"{"s": 1.0}"#,
            "1:7: error: s: the value must be a string, this is a decimal number\n    hint: write it in quotes: \"1.0\""
        ),
        (#"{"s": true}"#, "1:7: error: s: the value must be a string, this is a boolean\n    hint: write it in quotes"),
        (#"{"b": "yes"}"#, "1:7: error: b: the value must be true or false, this is a string"),
        (#"{"i": 9}"#, "1:7: error: i: the number must be from 0 to 5, this is 9"),
        (#"{"i": 1.5}"#, "1:7: error: i: the value must be a whole number, this is a decimal number"),
        (
            #"{"l": "x"}"#,
            "1:7: error: l: the value must be a list of strings, this is a string\n    hint: write it as a list: [\"x\"]"
        ),
        (
            #"{"l": [1]}"#,
            "1:8: error: l[0]: the value must be a string, this is a number\n    hint: write it in quotes: \"1\""
        ),
        (#"{"m": []}"#, "1:7: error: m: the value must be a mapping, this is a list"),
        (
            #"{"c": "runn"}"#,
            "1:7: error: c: the value must be run or explain, this is (runn)\n    hint: did you mean run?"
        ),
        (
            #"{"ss": "x"}"#,
            "1:2: error: ss: a request has no field ss\n    hint: the fields of a request are b, c, i, l, m, s"
        ),
        (#"[]"#, "1:1: error: a request must be a mapping, this is a list"),
    ])
    func `a field of another type is reported with what to write`(text: String, finding: String) throws {
        var reader = try reader(text)
        _ = reader.string("s")
        _ = reader.boolean("b")
        _ = reader.integer("i", in: 0...5)
        _ = reader.strings("l")
        _ = reader.stringMap("m")
        _ = reader.choice("c", of: Action.self)
        #expect(reader.finish().map(\.description) == [finding])
    }

    @Test func `an unknown field is reported with the nearest known one`() throws {
        var reader = try reader(#"{"contaner_name": "x"}"#)
        _ = reader.string("container_name")
        _ = reader.string("script")
        #expect(reader.finish().map(\.hint) == ["did you mean container_name?"])
    }

    @Test func `a known field that is given already is not suggested`() throws {
        var reader = try reader(#"{"script": "x", "scrip": "y"}"#)
        _ = reader.string("script")
        #expect(reader.finish().map(\.hint) == ["the fields of a request are script"])
    }

    @Test func `a name in Greek is not the Latin one that it resembles`() throws {
        var reader = try reader("{\"s\u{43A}ript\": \"x\", \"K\": \"1\", \"\u{212A}\": \"2\"}")
        #expect(reader.string("script") == nil)
        #expect(reader.string("K")?.value == "1")
        #expect(reader.finish().map(\.code) == [.unknownField, .unknownField])
    }

    @Test func `a missing field is reported when it is required`() throws {
        var reader = try reader(#"{"x": "1"}"#)
        _ = reader.string("x")
        if reader.string("script") == nil { reader.reportMissing("script", hint: "name a script") }
        #expect(
            reader.finish().map(\.description) == [
                "1:1: error: a request must have the field script\n    hint: name a script"
            ]
        )
    }

    @Test func `a name that a lenient reader met twice is reported`() {
        let fields = ["a", "a"].map { ConfigurationNode.Field(key: $0, value: ConfigurationNode(.string("x"))) }
        var reader = FieldReader(ConfigurationNode(.mapping(fields)).located(), kind: "a request")
        _ = reader.string("a")
        #expect(reader.finish().map(\.description) == ["error: a: the field a is given twice"])
    }

    @Test func `a finding is shown with its file`() throws {
        var reader = try reader(#"{"x": 1}"#)
        _ = reader.string("x")
        #expect(
            reader.finish().first?.rendered(file: "deploy-runner.yml").hasPrefix("deploy-runner.yml:1:7: error: x: ")
                == true
        )
    }
}
