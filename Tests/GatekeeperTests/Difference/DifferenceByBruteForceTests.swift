import Fixtures
import Gatekeeper
import Testing

/// The comparison finds a difference exactly when trying everything finds one.
@Suite struct DifferenceByBruteForceTests {
    private static let options = ["aa", "bb", "c"]
    private static let patterns = ["x", "y", "x|y", "[xy]+", "x*", "", "-?x", "xy|-", ".*"]
    private static let values: [ByteString] = ["", "x", "y", "xy", "xx", "-", "-x", "z"]

    private func list(_ names: [String]) -> String {
        "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }

    private func randomRules(_ random: inout SeededGenerator) -> (rules: String, legacy: Bool) {
        let legacy = random.chance(15)
        let flags = Self.options.filter { _ in random.chance(20) }
        let named = Self.options.filter { !flags.contains($0) && random.chance(60) }
        let patterns = named.filter { _ in random.chance(60) }.map {
            "\"\($0)\": \"\(random.pick(Self.patterns, otherwise: "x"))\""
        }
        var rules = [
            "\"allow_positional_args\": \(random.chance(30))", "\"allowed_options_without_args\": \(list(flags))",
            "\"restricted_options_regex\": {\(patterns.joined(separator: ", "))}",
            "\"single_options\": \(list(Self.options.filter { _ in random.chance(40) }))",
        ]
        if !legacy { rules.append("\"allowed_options\": \(list(named))") }
        if legacy, random.chance(50) { rules.append("\"restricted_options\": [\"bb\"]") }
        if random.chance(60) {
            rules.append("\"dash_value_options\": \(list(named.filter { $0.utf8.count > 1 && random.chance(40) }))")
        }
        if random.chance(30), !flags.contains("aa") { rules.append("\"hardcoded_options\": {\"aa\": [\"x\"]}") }
        return ("{" + rules.joined(separator: ", ") + "}", legacy)
    }

    /// One option with every small value, two with some of them, and positional arguments.
    private static let requests: [[ByteString]] = {
        let all = occurrences(values)
        let some = occurrences(["", "x", "-x"])
        return [[]] + all + some.flatMap { first in some.map { first + $0 } }
    }()

    private static func occurrences(_ values: [ByteString]) -> [[ByteString]] {
        [["x"]]
            + (options + ["dd"]).flatMap { option in
                let spelling = ByteString((option.utf8.count == 1 ? "-" : "--") + option)
                return [[spelling]] + values.map { [spelling + "=" + $0] }
            }
    }

    private func isRefused(_ configuration: Gatekeeper, _ arguments: [ByteString]) -> Bool {
        configuration.decide("c", "s", arguments).job == nil
    }

    @Test func `no difference is missed and none is made up`() throws {
        var random = SeededGenerator(seed: 5)
        var compared = 0
        var withDifference = 0
        while compared < 150 {
            let (old, new) = (randomRules(&random), randomRules(&random))
            // Contradictory rules do not load, and are another test's.
            guard let before = try? Fixtures.gate(rules: old.rules, legacy: old.legacy),
                let after = try? Fixtures.gate(rules: new.rules, legacy: new.legacy)
            else { continue }
            compared += 1
            let found = ConfigurationDifference(from: before.configuration, to: after.configuration).permissions
                .filter { $0.kind != .hardcoded }
            let newlyAllowed = Self.requests.filter { isRefused(before, $0) && !isRefused(after, $0) }
            if !newlyAllowed.isEmpty { withDifference += 1 }
            #expect(
                !found.isEmpty || newlyAllowed.isEmpty,
                "missed \(newlyAllowed.first ?? [])\nold \(old)\nnew \(new)"
            )
            for permission in found {
                let witness = try #require(permission.witness, "\(permission.message)\nold \(old)\nnew \(new)")
                #expect(before.decide(witness).job == nil && after.decide(witness).job != nil)
            }
        }
        #expect(withDifference > 60 && withDifference < compared)
    }
}
