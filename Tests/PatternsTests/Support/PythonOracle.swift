import Foundation

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
    static func ask(_ requests: [Request]) throws -> [Answer] {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Peers/patterns_oracle.py").standardizedFileURL
        let encoder = JSONEncoder()
        var input = Data()
        for request in requests { input += try encoder.encode(request) + Data("\n".utf8) }

        // A file as standard input cannot block against the pipe that is read from.
        let questions = FileManager.default.temporaryDirectory.appending(path: "patterns-\(UUID().uuidString).jsonl")
        try input.write(to: questions)
        defer { try? FileManager.default.removeItem(at: questions) }

        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path()]
        process.standardInput = try FileHandle(forReadingFrom: questions)
        process.standardOutput = output
        try process.run()
        let answers = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(description: "python3 \(script.path()) ended with \(process.terminationStatus)")
        }
        let decoder = JSONDecoder()
        let decoded = try answers.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Answer.self, from: $0) }
        guard decoded.count == requests.count else {
            throw Failed(description: "\(requests.count) requests got \(decoded.count) answers")
        }
        return decoded
    }
}
