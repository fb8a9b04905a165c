import Foundation
import Supervision

/// The Python program that reads argument lists with argparse, getopt, shlex and a shell.
enum ArgvOracle {
    /// What a parser found in an argument list.
    struct Reading: Decodable, Hashable {
        var options: [[String?]]?
        var positionals: [String]?
        var error: String?
    }

    struct Answer: Decodable {
        let argparse: Reading?
        let getopt: Reading?
        let gnuGetopt: Reading?
        let documented: Reading?
        let words: [String]?
        let lines: [[String]]?
        let error: String?
    }

    struct Question: Encodable {
        var op: String
        var options: [String: Bool]?
        var positionals: Bool?
        var given: [String]?
        var rebuilt: [String]?
        var line: String?
        var lines: [String]?
    }

    struct Failure: Error {
        let message: String
    }

    /// Whether there is a Python on this machine to ask.
    static let isAvailable = python != nil

    private static let python: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/python3" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }()

    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Peers/argv_oracle.py")

    /// Asks everything at once; answers come in the order of the questions.
    static func ask(_ questions: [Question]) async throws -> [Answer] {
        let encoder = JSONEncoder()
        var text: [UInt8] = []
        for question in questions { text += try encoder.encode(question) + [0x0A] }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let oracle = Command(
            python ?? "/usr/bin/python3",
            [script.path(percentEncoded: false)],
            environment: ["PATH": path]
        )
        let result = try await oracle.capture(input: text, limit: 1 << 30)
        guard result.succeeded else {
            throw Failure(message: "the oracle \(result.ending): \(result.errorText)")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try result.output.split(separator: 0x0A).map { try decoder.decode(Answer.self, from: Data($0)) }
    }
}
