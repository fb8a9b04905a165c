import Fixtures
import Foundation
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(30))) struct SecretFormsTests {
    @Test(arguments: ["", "a", "12345", "  123  ", "\n\n\n", "true", "é€"])
    func `A secret that is too short has no form`(secret: String) {
        #expect(SecretForms.of(Array(secret.utf8)).isEmpty)
    }

    @Test func `A long line of a secret is one by itself, a frame and a short line are not`() {
        let secret = "-----BEGIN KEY-----\n  MIIEpAIBAAKCAQEA  \r\nshort\n-----END KEY-----"
        let automaton = SecretAutomaton(secrets: [secret])
        #expect(Redactor.output(automaton, "got MIIEpAIBAAKCAQEA.") == "got ***.")
        #expect(Redactor.output(automaton, "-----BEGIN KEY-----") == "-----BEGIN KEY-----")
        #expect(Redactor.output(automaton, "cut short") == "cut short")
        #expect(Redactor.output(automaton, "a\n\(secret)\nb") == "a\n***\nb")
        let indented = secret.split(separator: "\n").map { "    | \($0)" }.joined(separator: "\n")
        #expect(!Redactor.output(automaton, indented).contains("MIIEp"))
    }

    @Test func `White space around a secret is none of it`() {
        let automaton = SecretAutomaton(secrets: [" \thunter2\r\n"])
        #expect(Redactor.output(automaton, " hunter2 ") == " *** ")
        #expect(Redactor.output(automaton, "IAlodW50ZXIyDQo=") == "***=")
    }

    @Test func `A secret of the most bytes that Secrets Manager keeps takes a bounded automaton`() {
        var generator = SeededGenerator(seed: 33)
        let secret = (0..<65_536).map { _ in UInt8.random(in: 0x20...0x7E, using: &generator) }
        let forms = SecretForms.of(secret)
        #expect(forms.reduce(0) { $0 + $1.count } < 2_500_000)
        let encoded = Data([1] + secret + [2]).base64EncodedString(options: .lineLength76Characters)
        let output = Redactor.output(SecretAutomaton(forms), encoded)
        #expect(output.utf8.count < 20)
    }

    /// Ours against json, urllib, base64 and shlex of Python, and against bash and dash.
    @Test func `Whatever prints a secret, nothing of it is left`() async throws {
        var generator = SeededGenerator(seed: 34)
        let key = SecretEncodings.key(ofBytes: 2349, &generator)
        let secrets = [key] + SecretEncodings.examples(&generator)
        let answers = try await SecretEncodings.of(secrets)
        #expect(answers.count == secrets.count)
        for (secret, encodings) in zip(secrets, answers) {
            // Other tests' tasks have to run meanwhile.
            await Task.yield()
            let automaton = SecretAutomaton(SecretForms.of(secret))
            #expect(encodings.count > 50)
            for encoding in encodings {
                let text = Array(encoding.text)
                let output = Redactor.output(automaton, [text[...]])
                let shown = "\(encoding.kind): \(String(decoding: text, as: UTF8.self))"
                if let core = encoding.core {
                    #expect(!Self.leaks(Array(core), in: output), "\(shown)")
                } else {
                    let expected = (encoding.before ?? Data()) + Data("***".utf8) + (encoding.after ?? Data())
                    #expect(Data(output) == expected, "\(shown) became \(String(decoding: output, as: UTF8.self))")
                }
            }
        }
    }

    /// Whether six characters of a core stand together somewhere that is not replaced.
    private static func leaks(_ core: [UInt8], in output: [UInt8]) -> Bool {
        let plain = output.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 }
        guard core.count >= 6 else { return true }
        return (0...(core.count - 6)).contains { start in
            plain.firstRange(of: core[start..<(start + 6)]) != nil
        }
    }
}
