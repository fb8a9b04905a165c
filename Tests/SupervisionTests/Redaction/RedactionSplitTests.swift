import Fixtures
import Foundation
import Testing

@testable import Supervision

/// Texts with secrets in every encoding, cut at random: a cut changes nothing, and nothing leaks.
///
/// `DEPLOY_RUNNER_REDACTION_SPLITS` says how many splits there are; `make soak` takes a million.
@Suite(.timeLimit(.minutes(60))) struct RedactionSplitTests {
    private static let splits =
        ProcessInfo.processInfo.environment["DEPLOY_RUNNER_REDACTION_SPLITS"].flatMap(Int.init) ?? 100_000

    private struct Sample {
        let automaton: SecretAutomaton
        let text: [UInt8]
        let expected: [UInt8]
    }

    @Test func `No split of a text lets a secret through`() async throws {
        var generator = SeededGenerator(seed: 35)
        let samples = try await Self.samples(&generator)
        #expect(samples.count > 3000)
        var output: [UInt8] = []
        for split in 0..<Self.splits {
            // Other tests' tasks have to run meanwhile.
            if split % 256 == 0 { await Task.yield() }
            let sample = samples[split % samples.count]
            var redactor = Redactor(sample.automaton)
            output.removeAll(keepingCapacity: true)
            for piece in RedactorTests.pieces(sample.text, &generator) {
                piece.withUnsafeBytes { redactor.redact($0) { output.append(contentsOf: $0) } }
            }
            redactor.release { output.append(contentsOf: $0) }
            guard output == sample.expected else {
                Issue.record("split \(split) gave \(String(decoding: output, as: UTF8.self))")
                return
            }
        }
    }

    /// Each secret among others, in each of its encodings, between other texts.
    ///
    /// What comes out in one piece is checked here; what comes out in many has to be the same.
    private static func samples(_ generator: inout SeededGenerator) async throws -> [Sample] {
        let secrets = SecretEncodings.examples(&generator)
        let answers = try await SecretEncodings.of(secrets)
        var samples: [Sample] = []
        for (index, encodings) in answers.enumerated() {
            let known = [secrets[index], secrets[(index + 1) % secrets.count]]
            let automaton = SecretAutomaton(known.flatMap(SecretForms.of))
            for encoding in encodings {
                let before = generator.pick(fillers)
                let after = generator.pick(fillers)
                let text = before + Array(encoding.text) + after
                let expected = Redactor.output(automaton, [text[...]])
                if let core = encoding.core {
                    #expect(expected.firstRange(of: core) == nil && expected.firstRange(of: Array("***".utf8)) != nil)
                } else {
                    let frame = (Array(encoding.before ?? Data()), Array(encoding.after ?? Data()))
                    #expect(expected == before + frame.0 + Array("***".utf8) + frame.1 + after)
                }
                samples.append(Sample(automaton: automaton, text: text, expected: expected))
            }
        }
        return samples
    }

    /// Texts that end in what a secret may begin with, too, but in no secret.
    private static let fillers: [[UInt8]] = [
        [], [0x0A], Array("password: ".utf8), Array("+ export TOKEN=".utf8), Array("\u{1B}[31m\u{FEFF}é ".utf8),
        [0xFF, 0x00, 0xE2, 0x82], Array("ghp_\nhunte\nwJa".utf8) + [0x0A, 0x20],
    ]
}
