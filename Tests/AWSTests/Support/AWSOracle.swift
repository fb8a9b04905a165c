import Fixtures
import Foundation
import Supervision
import Testing

/// botocore, asked through `Tests/Peers/aws_oracle.py`.
enum AWSOracle {
    static let isThere = PythonPeer.has("botocore")
    static let reason = Comment(rawValue: PythonPeer.reason("botocore"))

    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// The answers to all questions, in their order, from one process.
    static func ask<Answer: Decodable>(_ questions: [some Encodable], for answer: Answer.Type) async throws -> [Answer]
    {
        var input = Data()
        for question in questions { input += try JSONEncoder().encode(question) + Data("\n".utf8) }
        let result = try await PythonPeer.command("aws_oracle.py").capture(input: Array(input), limit: 1 << 30)
        guard result.succeeded else { throw Failed(description: "\(result.ending): \(result.errorText)") }
        let answers = try result.output.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Answer.self, from: Data($0))
        }
        guard answers.count == questions.count else {
            throw Failed(description: "\(questions.count) questions got \(answers.count) answers")
        }
        return answers
    }
}
