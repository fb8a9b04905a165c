import Gatekeeper
import Patterns

/// A pattern and values made to hurt it: a value of any length that is only known not to match at its very end.
struct AdversarialCase {
    let name: String
    let pattern: Pattern
    private let unit: String
    private let ending: String

    init(_ name: String, _ pattern: Pattern, repeating unit: String, ending: String) {
        self.name = name
        self.pattern = pattern
        self.unit = unit
        self.ending = ending
    }

    /// A value of this length in bytes.
    func value(_ length: Int) -> [UInt8] {
        let unit = Array(unit.utf8)
        let ending = Array(ending.utf8)
        return (0..<length - ending.count).map { unit[$0 % unit.count] } + ending
    }

    /// The classic patterns that make a backtracking engine take exponential or quadratic time, and patterns of the
    /// standard configuration.
    static func all(_ configuration: Configuration) throws -> [AdversarialCase] {
        var cases = [
            AdversarialCase("nested repeat", try Pattern("(a+)+b"), repeating: "a", ending: "a"),
            AdversarialCase("overlapping alternation", try Pattern("(a|aa|a*)*b"), repeating: "a", ending: "a"),
            AdversarialCase("three wild parts", try Pattern(".*.*.*=[0-9]"), repeating: "x=", ending: "x"),
            // 2,048 states, between which this value wanders.
            AdversarialCase(
                "eleventh from the end",
                try Pattern("(a|b)*a(a|b){10}"),
                repeating: "aabab",
                ending: "bbbbbbbbbbb"
            ),
        ]
        let planner = configuration.container(named: "terraform-planner")
        let patterns = planner?.script(named: "infrastructure-deploy-script")?.rules.patterns
        guard let ref = patterns?["ref"], let path = patterns?["deploy-path"] else {
            throw BenchError("the standard configuration has no patterns for ref and deploy-path")
        }
        cases.append(AdversarialCase("standard: ref", ref, repeating: "feature/x.y-z/", ending: "@{"))
        cases.append(AdversarialCase("standard: deploy-path", path, repeating: "dev/vpc/", ending: "/.."))
        return cases
    }
}
