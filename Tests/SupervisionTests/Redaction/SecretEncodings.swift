import Fixtures
import Foundation
import Supervision
import Testing

/// Secrets as other people's programs print them: `Tests/Peers/secret_encodings.py`.
enum SecretEncodings {
    /// One way to print a secret.
    struct Encoding: Decodable, Sendable, CustomTestStringConvertible {
        let kind: String
        let text: Data
        let before: Data?
        let after: Data?
        let core: Data?

        var testDescription: String { kind }
    }

    /// All encodings of each secret, from one process.
    static func of(_ secrets: [[UInt8]]) async throws -> [[Encoding]] {
        let input = secrets.map { Data($0).base64EncodedString() + "\n" }.joined()
        let peer = PythonPeer.command("secret_encodings.py")
        let result = try await peer.capture(input: Array(input.utf8), limit: 1 << 30)
        try #require(result.succeeded, "\(result.errorText)")
        let decoder = JSONDecoder()
        return try result.output.split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode([Encoding].self, from: Data($0))
        }
    }

    /// A key in PEM form; one of RSA with 4096 bits has 2349 bytes.
    static func key(ofBytes count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        let bytes = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let body = bytes.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return Array("-----BEGIN RSA PRIVATE KEY-----\n\(body)\n-----END RSA PRIVATE KEY-----".utf8)
    }

    /// Secrets of many kinds, half of them random.
    static func examples(_ generator: inout SeededGenerator) -> [[UInt8]] {
        let written = [
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "hunter", "correct horse battery staple",
            "p@ss w0rd/with+every&thing=?#%~[]{}()<>|;,:!*$`^\"'\\end", "it's a \"secret\"", "pässwörd€𝄞!",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "line one of it\nline two of it\n\n  indented line",
            "tab\there now", "~tilde:~and=~more#", "#hash first", "${not_a_template} %{nor this}",
            "a\u{7F}b\u{1B}[31mred\u{08}\u{0B}\u{0C}\r\nx", #"\\\\backslashes\\n\\t\\u0041"#, "ends with a quote'",
            "{\"user\": \"me\", \"password\": \"x\\\"y\"}", "------------",
        ].map { Array($0.utf8) }
        let alphabet = Array("aZ09 /+=&%$'\"\\!~#{}<>é€𝄞\t\n".unicodeScalars)
        let random = (0..<20).map { _ in
            let scalars = (0..<(6 + generator.below(40))).map { _ in generator.pick(alphabet) }
            return Array("x\(String(String.UnicodeScalarView(scalars)))x".utf8)
        }
        return written + [key(ofBytes: 83, &generator)] + random
    }
}
