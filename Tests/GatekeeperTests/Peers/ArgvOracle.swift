import Foundation

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
    ///
    /// Goes through files, so that no pipe can fill up while nobody reads it.
    static func ask(_ questions: [Question]) throws -> [Answer] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "argv-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "questions"), folder.appending(path: "answers"))
        let encoder = JSONEncoder()
        var text = Data()
        for question in questions { text += try encoder.encode(question) + [0x0A] }
        try text.write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: python ?? "/usr/bin/python3")
        process.arguments = [script.path(percentEncoded: false)]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(message: "the oracle ended with \(process.terminationStatus)")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try Data(contentsOf: output).split(separator: 0x0A).map { try decoder.decode(Answer.self, from: $0) }
    }
}
