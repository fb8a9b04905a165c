import Foundation
import RunProtocol
import Testing

@testable import Invoker

@Suite struct ConfigurationEnvelopeTests {
    @Test func `what gzip and base64 packed is unpacked`() throws {
        let json = #"{"a": "é"}"# + String(repeating: " ", count: 300_000)
        #expect(try ConfigurationEnvelope.open(Self.gzip(json)) == Array(json.utf8))
    }

    @Test func `line breaks in the base 64 do no harm`() throws {
        let packed = try Self.gzip("{}").map { "\($0)\n" }.joined()
        #expect(try ConfigurationEnvelope.open(packed) == Array("{}".utf8))
    }

    @Test(arguments: ["", "!!!", "e30="])
    func `what is not base 64 of gzip is refused with the way to make it`(text: String) {
        let error = #expect(throws: RunnerError.self) { try ConfigurationEnvelope.open(text) }
        #expect(error?.errorType == "ConfigurationUnreadable")
        #expect(error?.hint == "make it with: gzip -c configuration.json | base64 -w0")
    }

    @Test func `a gzip file that is cut off is refused at every length`() throws {
        let packed = try #require(Data(base64Encoded: Self.gzip(#"{"containers": {}}"#)))
        for length in 1..<packed.count {
            #expect(throws: RunnerError.self) {
                try ConfigurationEnvelope.open(packed.prefix(length).base64EncodedString())
            }
        }
    }

    @Test func `a small package that unpacks to very much is refused`() throws {
        let error = #expect(throws: RunnerError.self) {
            try ConfigurationEnvelope.open(Self.gzip(String(repeating: " ", count: 40 << 20)))
        }
        #expect(error?.message.contains("more than 16 MiB") == true)
    }

    /// Packs a text with the real gzip.
    private static func gzip(_ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "envelope-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let gzip = Process()
        let pipe = Foundation.Pipe()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-c", file.path]
        gzip.standardOutput = pipe
        try gzip.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        return data.base64EncodedString()
    }
}
