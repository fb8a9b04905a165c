import Fixtures
import Foundation

/// A call that the policies allow or deny, as `Tests/Peers/policy_abuses.py` has tried it.
struct PolicyCall: Decodable {
    let name: String
    let expected: String
    let found: String

    private enum CodingKeys: String, CodingKey {
        case name = "call"
        case expected
        case found
    }

    /// Tries all of them.
    static func all(in account: EmptyAccount) async throws -> [PolicyCall] {
        let control = account.standin.facts.control.absoluteString
        return try await account.peer("policy_abuses.py", control).split(separator: "\n").map { line in
            try JSONDecoder().decode(PolicyCall.self, from: Data(line.utf8))
        }
    }
}

/// The run that a scheduled call has started.
struct FiredRun: Decodable, Hashable {
    let run: String

    private enum CodingKeys: String, CodingKey {
        case run = "run_id"
    }

    private struct Answers: Decodable {
        let answers: [FiredRun]
    }

    static func all(in json: String) throws -> [FiredRun] {
        try JSONDecoder().decode(Answers.self, from: Data(json.utf8)).answers
    }
}
