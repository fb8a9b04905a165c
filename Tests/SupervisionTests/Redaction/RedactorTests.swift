import Fixtures
import Foundation
import Testing

@testable import Supervision

extension Redactor {
    /// What comes out of these pieces.
    static func output(_ automaton: SecretAutomaton, _ pieces: some Sequence<ArraySlice<UInt8>>) -> [UInt8] {
        var redactor = Redactor(automaton)
        var output: [UInt8] = []
        for piece in pieces {
            piece.withUnsafeBytes { redactor.redact($0) { output.append(contentsOf: $0) } }
        }
        redactor.release { output.append(contentsOf: $0) }
        return output
    }

    static func output(_ automaton: SecretAutomaton, _ text: String) -> String {
        String(decoding: output(automaton, [Array(text.utf8)[...]]), as: UTF8.self)
    }
}

extension SecretAutomaton {
    init(secrets: [String]) {
        self.init(secrets.flatMap { SecretForms.of(Array($0.utf8)) })
    }
}

struct RedactorTests {
    @Test(arguments: [
        ("no secret here", "no secret here"), ("a hunter2 b", "a *** b"), ("hunter2hunter2", "******"),
        ("hunter", "hunter"), ("hunterhunter2", "hunter***"), ("hunt\ner2", "***"), ("hunter2\n", "***\n"),
        ("\nhunter2", "\n***"), ("hun\r\n\t  ter2", "***"), ("hun ter2", "hun ter2"), ("", ""),
    ])
    func `A secret becomes three asterisks`(text: String, expected: String) {
        #expect(Redactor.output(SecretAutomaton([Array("hunter2".utf8)]), text) == expected)
    }

    @Test func `Secrets that overlap are one`() {
        let automaton = SecretAutomaton(["abcdef", "defghi", "cd", "xyz"].map { Array($0.utf8) })
        #expect(Redactor.output(automaton, "_abcdefghi_") == "_***_")
        #expect(Redactor.output(automaton, "_abcdeghi_") == "_ab***eghi_")
        #expect(Redactor.output(automaton, "abcdefxyz") == "******")
    }

    @Test func `Any bytes are searched as a search without an automaton would, in any pieces`() {
        var generator = SeededGenerator(seed: 31)
        for round in 0..<3000 {
            let letters = Array("ab".utf8) + (generator.oneIn(2) ? Array("cde".utf8) : [])
            let forms = (0..<(1 + generator.below(6))).map { _ in
                (0..<(2 + generator.below(7))).map { _ in generator.pick(letters) }
            }
            let text = (0..<generator.below(60)).map { _ in generator.oneIn(9) ? 0x0A : generator.pick(letters) }
            let automaton = SecretAutomaton(forms)
            let expected = Self.searched(text, forms)
            #expect(Redactor.output(automaton, Self.pieces(text, &generator)) == expected, "round \(round)")
        }
    }

    @Test func `Never more is held back than a form is long, and nothing for ever`() {
        let key = SecretForms.of(Array(String(repeating: "k3y", count: 100).utf8))
        let longest = key.map(\.count).max() ?? 0
        var redactor = Redactor(SecretAutomaton(key))
        var generator = SeededGenerator(seed: 32)
        var most = 0
        for _ in 0..<20_000 {
            let piece = generator.pick(["k3y", "k3yk3yk3yk3y", "\n", " ", "k\n3\ny\n", "="])
            Array(piece.utf8).withUnsafeBytes { redactor.redact($0) { _ in } }
            most = max(most, redactor.held.count)
        }
        #expect(most > 10 && most <= 2 * longest + 256)
        for _ in 0..<10_000 {
            Array("k\n3\ny\n".utf8).withUnsafeBytes { redactor.redact($0) { _ in } }
            #expect(redactor.held.count <= 2 * longest + 256)
        }
        redactor.release { _ in }
        #expect(!redactor.isHolding)
        let blank = [UInt8](repeating: 0x20, count: 10_000)
        var shown = 0
        Array("k3\n".utf8).withUnsafeBytes { redactor.redact($0) { shown += $0.count } }
        blank.withUnsafeBytes { redactor.redact($0) { shown += $0.count } }
        #expect(shown == 10_003)
    }

    @Test func `What was released in the middle of a secret is out, and the rest of it is not`() {
        var redactor = Redactor(SecretAutomaton([Array("hunter2".utf8)]))
        var output: [UInt8] = []
        Array("a hun".utf8).withUnsafeBytes { redactor.redact($0) { output.append(contentsOf: $0) } }
        #expect(output == Array("a ".utf8) && redactor.isHolding)
        redactor.release { output.append(contentsOf: $0) }
        Array("ter2 b".utf8).withUnsafeBytes { redactor.redact($0) { output.append(contentsOf: $0) } }
        #expect(output == Array("a hun*** b".utf8))
    }

    @Test func `A secret that becomes known is found in what is held back`() {
        var redactor = Redactor(SecretAutomaton([Array("abcdefgh".utf8)]))
        var output: [UInt8] = []
        Array("12 abcdefg".utf8).withUnsafeBytes { redactor.redact($0) { output.append(contentsOf: $0) } }
        redactor.learn(SecretAutomaton([Array("cdef".utf8), Array("g!".utf8)])) { output.append(contentsOf: $0) }
        Array("!".utf8).withUnsafeBytes { redactor.redact($0) { output.append(contentsOf: $0) } }
        redactor.release { output.append(contentsOf: $0) }
        #expect(String(decoding: output, as: UTF8.self) == "12 ab******")
    }

    /// The same by the plainest search there is: line ends taken out, every form looked for at every place.
    private static func searched(_ text: [UInt8], _ forms: [[UInt8]]) -> [UInt8] {
        let places = text.indices.filter { text[$0] != 0x0A }
        let plain = places.map { text[$0] }
        var found: [Range<Int>] = []
        for form in forms where form.count <= plain.count {
            for start in 0...(plain.count - form.count) where plain[start..<(start + form.count)].elementsEqual(form) {
                found.append(places[start]..<(places[start + form.count - 1] + 1))
            }
        }
        var output: [UInt8] = []
        var position = 0
        var end = 0
        for range in found.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if range.lowerBound >= end {
                output += text[position..<range.lowerBound] + Array("***".utf8)
            }
            end = max(end, range.upperBound)
            position = end
        }
        return output + text[position...]
    }

    /// The text cut at random places.
    static func pieces(_ text: [UInt8], _ generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        let most = generator.pick([1, 2, 5, 20, 200])
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        while start < text.count {
            let end = min(text.count, start + 1 + generator.below(most))
            pieces.append(text[start..<end])
            start = end
        }
        return pieces
    }
}
