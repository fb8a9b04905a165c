import Fixtures
import Gatekeeper
import Testing

/// Lines are split as shlex and a real shell split them.
@Suite(.enabled(if: ArgvOracle.isAvailable, "python3 is not on the PATH"))
struct ShellWordsPeerTests {
    private func line(_ random: inout SeededGenerator, from alphabet: [String]) -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in random.pick(alphabet, otherwise: "a") }.joined()
    }

    private func words(_ line: String) -> [String]? {
        (try? ShellWords.split(ByteString(line)))?.map(\.string)
    }

    @Test func `a real shell splits twenty thousand lines alike`() async throws {
        var random = SeededGenerator(seed: 11)
        // Nothing that a shell would expand, end a command at, or run; quotes and backslashes in plenty.
        let alphabet = [
            "a", "b", "é", "-", "=", ".", "/", " ", " ", "\t", "'", "'", "\"", "\"", "\\", "\\\"", "\\'", "\\ ",
        ]
        var lines: [String] = []
        while lines.count < 20_000 {
            let line = line(&random, from: alphabet)
            if words(line) != nil { lines.append(line) }
        }
        let chunks = stride(from: 0, to: lines.count, by: 500).map { Array(lines[$0..<min($0 + 500, lines.count)]) }
        let answers = try await ArgvOracle.ask(chunks.map { ArgvOracle.Question(op: "sh", lines: $0) })
        let read = answers.flatMap { $0.lines ?? [] }
        #expect(read.count == lines.count)
        let different = zip(lines, read).filter { words($0) != $1 }
        #expect(different.isEmpty, "\(different.prefix(5))")
    }

    @Test func `shlex splits twenty thousand lines alike, and refuses the same ones`() async throws {
        var random = SeededGenerator(seed: 12)
        // Without a backslash before $ or a backquote, which shlex keeps inside double quotes and a shell does not.
        let alphabet = [
            "a", "é", " ", "\t", "'", "\"", "\\\\", "\\\"", "\\a", "\\ ", "#", ";", "|", "&", "*", "~", "(", "<", "x=",
            "--y",
        ]
        let lines = (0..<20_000).map { _ in line(&random, from: alphabet) }
        let answers = try await ArgvOracle.ask(lines.map { ArgvOracle.Question(op: "shlex", line: $0) })
        #expect(answers.count == lines.count)
        let different = zip(lines, answers).filter { words($0) != $1.words }
        #expect(different.isEmpty, "\(different.prefix(5))")
        #expect(answers.filter { $0.words == nil }.count > 1_000)
    }

    @Test func `what is joined here a real shell splits again`() async throws {
        var random = SeededGenerator(seed: 13)
        let pieces = [
            "a", "$HOME", "`id`", "$(id)", "*", "~", "'", "\"", "\\", ";", "|", "&", ">", "#", "!", "é", " ", "\t", "",
            "{a,b}", "[x]",
        ]
        let lists = (0..<2_000).map { _ in
            (0..<Int.random(in: 1...4, using: &random)).map { _ in ByteString(line(&random, from: pieces)) }
        }
        let chunks = stride(from: 0, to: lists.count, by: 500).map { Array(lists[$0..<min($0 + 500, lists.count)]) }
        let answers = try await ArgvOracle.ask(
            chunks.map { chunk in ArgvOracle.Question(op: "sh", lines: chunk.map { ShellWords.join($0).string }) }
        )
        let read = answers.flatMap { $0.lines ?? [] }
        #expect(read.count == lists.count)
        let different = zip(lists, read).filter { $0.map(\.string) != $1 }
        #expect(different.isEmpty, "\(different.prefix(5))")
    }
}
