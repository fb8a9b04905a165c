import Fixtures
import Foundation
import Supervision

/// botocore's own chain, asked through `Tests/Peers/credentials_oracle.py`.
enum CredentialsOracle {
    /// The answers to all questions, in their order, from one process.
    static func ask<Answer: Decodable>(_ questions: [some Encodable], for answer: Answer.Type) async throws -> [Answer] {
        var input = Data()
        for question in questions { input += try JSONEncoder().encode(question) + Data("\n".utf8) }
        let result = try await PythonPeer.command("credentials_oracle.py").capture(input: Array(input), limit: 1 << 30)
        guard result.succeeded else { throw TestProblem(description: "\(result.ending): \(result.errorText)") }
        let answers = try result.output.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Answer.self, from: Data($0))
        }
        guard answers.count == questions.count else {
            throw TestProblem(description: "\(questions.count) questions got \(answers.count) answers")
        }
        return answers
    }
}
