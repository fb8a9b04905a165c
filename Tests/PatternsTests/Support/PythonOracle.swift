import Foundation
import Supervision

/// Python's `re.fullmatch`, asked through `Tests/Peers/patterns_oracle.py`.
enum PythonOracle {
    struct Request: Encodable, Sendable {
        var pattern: String
        var texts: [String]
    }

    struct Answer: Decodable, Sendable {
        /// One answer a text, `nil` where Python took too long.
        var matches: [Bool?]?
        /// Why Python does not compile the pattern.
        var error: String?
    }

    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// The answers to all requests, in their order.
    static func ask(_ requests: [Request]) async throws -> [Answer] {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Peers/patterns_oracle.py").standardizedFileURL
        let encoder = JSONEncoder()
        var input = Data()
        for request in requests { input += try encoder.encode(request) + Data("\n".utf8) }

        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let python = Command("python3", [script.path()], environment: ["PATH": path])
        let result = try await python.capture(input: Array(input), limit: 1 << 30)
        guard result.succeeded else {
            throw Failed(description: "python3 \(script.path()) \(result.ending): \(result.errorText)")
        }
        let answers = result.output
        let decoder = JSONDecoder()
        let decoded = try answers.split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(Answer.self, from: Data($0))
        }
        guard decoded.count == requests.count else {
            throw Failed(description: "\(requests.count) requests got \(decoded.count) answers")
        }
        return decoded
    }
}
