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

/// The output `rules_json` of a plan, as `terraform show -json` prints it.
struct PlannedRules: Decodable {
    private let planned_values: Values

    private struct Values: Decodable {
        let outputs: [String: Output]
    }

    private struct Output: Decodable {
        // Outputs of other types than text are of no interest here.
        let value: String?

        init(from decoder: any Decoder) throws {
            value = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .value)
        }

        enum Key: String, CodingKey {
            case value
        }
    }

    /// - Throws: when it is not part of the plan, or not known yet.
    static func json(_ plan: some Sequence<UInt8>) throws -> String {
        let rules = try JSONDecoder().decode(PlannedRules.self, from: Data(plan)).planned_values.outputs["rules_json"]
        guard let text = rules?.value else { throw PackagingFailure(description: "the plan does not know rules_json") }
        return text
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
