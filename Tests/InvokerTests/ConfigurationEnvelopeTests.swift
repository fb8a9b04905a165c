import Foundation
import RunProtocol
import Supervision
import Testing

@testable import Invoker

@Suite struct ConfigurationEnvelopeTests {
    @Test func `what gzip and base64 packed is unpacked`() async throws {
        let json = #"{"a": "é"}"# + String(repeating: " ", count: 300_000)
        #expect(try ConfigurationEnvelope.open(try await Self.gzip(json)) == Array(json.utf8))
    }

    @Test func `line breaks in the base 64 do no harm`() async throws {
        let packed = try await Self.gzip("{}").map { "\($0)\n" }.joined()
        #expect(try ConfigurationEnvelope.open(packed) == Array("{}".utf8))
    }

    @Test(arguments: ["", "!!!", "e30="])
    func `what is not base 64 of gzip is refused with the way to make it`(text: String) {
        let error = #expect(throws: RunnerError.self) { try ConfigurationEnvelope.open(text) }
        #expect(error?.errorType == "ConfigurationUnreadable")
        #expect(error?.hint == "make it with: gzip -c configuration.json | base64 -w0")
    }

    @Test func `a gzip file that is cut off is refused at every length`() async throws {
        let packed = try #require(Data(base64Encoded: try await Self.gzip(#"{"containers": {}}"#)))
        for length in 1..<packed.count {
            #expect(throws: RunnerError.self) {
                try ConfigurationEnvelope.open(packed.prefix(length).base64EncodedString())
            }
        }
    }

    @Test func `a small package that unpacks to very much is refused`() async throws {
        let packed = try await Self.gzip(String(repeating: " ", count: 40 << 20))
        let error = #expect(throws: RunnerError.self) { try ConfigurationEnvelope.open(packed) }
        #expect(error?.message.contains("more than 16 MiB") == true)
    }

    /// Packs a text with the real gzip.
    private static func gzip(_ text: String) async throws -> String {
        let gzip = Command("gzip", ["-c"], environment: ["PATH": "/usr/bin:/bin"])
        return Data(try await gzip.capture(input: Array(text.utf8)).output).base64EncodedString()
    }
}
