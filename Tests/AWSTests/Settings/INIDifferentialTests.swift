import Fixtures
import Testing

@testable import AWS

/// Generated files, read by botocore and by us.
@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct INIDifferentialTests {
    private struct Question: Encodable {
        let ask = "files"
        var config: String
        var credentials: String
    }

    private struct Answer: Decodable {
        var profiles: [String: [String: Value]]?
        var sso_sessions: [String: [String: Value]]?
        var services: [String: [String: Value]]?
        var credentials: [String: [String: Value]]?
        var error: String?
    }

    private enum Value: Decodable, Equatable {
        case text(String)
        case keys([String: String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                self = .text(try container.decode(String.self))
            } catch {
                self = .keys(try container.decode([String: String].self))
            }
        }

        static func all(of section: INIDocument.Section) -> [String: Value] {
            section.values.mapValues(Value.text).merging(section.nested.mapValues(Value.keys)) { $1 }
        }
    }

    private static func texts(in section: [String: Value]?) -> [String: String]? {
        section?.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
    }

    @Test func `botocore reads 4000 files as we do`() async throws {
        var random = SeededGenerator(seed: 20_260_103)
        let texts = (0..<4000).map { _ in GeneratedINI.text(&random) }
        let answers = try await CredentialsOracle.ask(
            texts.map { Question(config: $0, credentials: $0) },
            for: Answer.self
        )
        var refused = 0
        for (text, answer) in zip(texts, answers) {
            let document = try? INIDocument(text, path: "")
            let files = try? AWSSharedFiles(config: text, credentials: text)
            if let error = answer.error {
                refused += 1
                try #require(document == nil && files == nil, "\(error)\n\(text.debugDescription)")
                continue
            }
            let read = try #require(document, "\(text.debugDescription)").sections.map { ($0.name, Value.all(of: $0)) }
            let comment: Comment = "\(text.debugDescription)"
            try #require(Dictionary(uniqueKeysWithValues: read) == answer.credentials, comment)
            let shared = try #require(files)
            for name in GeneratedINI.names {
                try #require(shared.configProfile(name) == Self.texts(in: answer.profiles?[name]), comment)
                try #require(shared.ssoSession(name) == Self.texts(in: answer.sso_sessions?[name]), comment)
                var nested: [String: String] = [:]
                if case .keys(let keys) = answer.services?[name]?["ecs"] { nested = keys }
                try #require(shared.service("ecs", in: name) == nested, comment)
            }
        }
        // Mostly nonsense would compare little, and so would only what is right.
        #expect((400...2800).contains(refused))
    }

    @Test func `botocore splits 4000 lines into the words that we split them into`() async throws {
        struct Question: Encodable {
            let ask = "words"
            var line: String
        }
        struct Answer: Decodable {
            var words: [String]?
        }
        var random = SeededGenerator(seed: 20_260_104)
        let pieces = [
            "a", "é", "x y", " ", "\t", "\n", "'", "\"", "\\", "\\\\", "''", "\"\"", "#", "$HOME", "=", "\u{A0}",
        ]
        let lines = (0..<4000).map { _ in
            (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
        let answers = try await CredentialsOracle.ask(lines.map { Question(line: $0) }, for: Answer.self)
        for (line, answer) in zip(lines, answers) {
            try #require((try? ShellWords.split(line)) == answer.words, "\(line.debugDescription)")
        }
        #expect(answers.count { $0.words == nil } > 400)
    }
}

/// Files with all that a person, an editor or a template may have done to them.
private enum GeneratedINI {
    static let names = ["a", "b c", "default", "x", "profile a", "é", ""]

    private static let sections = [
        "[default]", "[profile a]", "[profile  \"a\"]", "[profile 'b c']", "[profile b c]", "[ profile a ]",
        "[profile]",
        "[a]", "[x] # why", "[profilesx x]", "[sso-session a]", "[services a]", "[services  'b c']", "[DEFAULT]", "[]",
        "[open", "[a]]", "[profile é]", "[profile \"a]", "[default] x = y]",
    ]
    private static let keys = ["k", "K", "key", "aws_access_key_id", "ecs", "ecs", "s3", "Été", "a b"]
    private static let signs = [" = ", "=", " = ", "=", ":", " : ", "= =", "\t=\t", " = ", "=", " "]
    private static let values = ["", "v", "a=b", "x # no comment", "é", "  ", "[v]", "a:b", "\u{A0}v\u{2003}"]
    private static let ends = ["\n", "\n", "\n", "\n", "\r\n", "\r", "\u{0B}", "\u{2028}", " \n", ""]
    private static let indents = ["", "", "", "", " ", "  ", "    ", "\t", "\u{A0}"]
    private static let others = [
        "# comment", "; comment", "", "   ", "endpoint_url = https://h", "endpoint_url = https://h", "more",
        "Nested = Value",
    ]

    static func text(_ random: inout SeededGenerator) -> String {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        var unused = keys
        var text = Int.random(in: 0..<40, using: &random) == 0 ? "\u{FEFF}" : ""
        for line in 0..<Int.random(in: 1...9, using: &random) {
            let indent = Int.random(in: 0..<3, using: &random) == 0 ? pick(indents) : ""
            let end = Int.random(in: 0..<4, using: &random) == 0 ? pick(ends) : "\n"
            let isStart = line == 0 && Int.random(in: 0..<12, using: &random) > 0
            let kind = isStart ? 0 : Int.random(in: 0..<10, using: &random)
            switch kind {
            case 0...2:
                text += indent + pick(sections) + end
                unused = keys
            case 3...6:
                // Mostly a key that the section has not got, as a second one ends the reading.
                let key = Int.random(in: 0..<20, using: &random) == 0 ? pick(keys + [""]) : pick(unused)
                unused.removeAll { $0 == key }
                text += indent + key + pick(signs) + pick(values) + end
            default:
                text += (Int.random(in: 0..<6, using: &random) == 0 ? "" : "  ") + pick(indents) + pick(others) + end
            }
        }
        return text
    }
}
