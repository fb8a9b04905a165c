import Fixtures
import Foundation
import Gatekeeper
import Testing

/// Every argument list that the gate lets through means the same to parsers that nobody here wrote.
@Suite(.enabled(if: ArgvOracle.isAvailable, "python3 is not on the PATH"))
struct ArgvPeerTests {
    private struct Case {
        let script: RandomScript
        let given: [String]
        let job: ApprovedJob
    }

    private static let scripts = 300
    private static let listsEach = 150

    @Test func `argparse, getopt and the documented rules read the same options and values`() async throws {
        var random = SeededGenerator(seed: 2026)
        var cases: [Case] = []
        var generated = 0
        for _ in 0..<Self.scripts {
            let script = try RandomScript(&random)
            for _ in 0..<Self.listsEach {
                let given = script.arguments(&random)
                generated += 1
                guard let job = script.gate.decide("c", "s", given.map { ByteString($0) }).job else { continue }
                cases.append(Case(script: script, given: given, job: job))
            }
        }
        // A test that accepts next to nothing would prove next to nothing.
        #expect(generated >= 40_000)
        #expect(cases.count >= 12_000)
        let answers = try await ArgvOracle.ask(cases.map(question))
        #expect(answers.count == cases.count)
        var disagreements = 0
        for (found, answer) in zip(cases, answers) {
            guard let difference = difference(found, answer) else { continue }
            disagreements += 1
            if disagreements <= 5 {
                Issue.record("\(found.given) -> \(found.job.arguments): \(difference)\n\(found.script.json)")
            }
        }
        #expect(disagreements == 0)
    }

    private func question(_ found: Case) -> ArgvOracle.Question {
        ArgvOracle.Question(
            op: "argv",
            options: found.script.table(for: found.job),
            positionals: found.script.positionals,
            given: found.given,
            rebuilt: found.job.arguments.map(\.string)
        )
    }

    private func difference(_ found: Case, _ answer: ArgvOracle.Answer) -> String? {
        guard let documented = answer.documented, documented.error == nil else {
            return "the documented rules: \(answer.documented?.error ?? "no answer")"
        }
        let expected = ArgvOracle.Reading(
            options: hardcoded(found.script) + withoutFolded(documented.options ?? [], found.script),
            positionals: (documented.positionals ?? []) + found.script.tail
        )
        let ours = ArgvOracle.Reading(
            options: found.job.parsed.options.map { [$0.name.spelling.string, $0.value?.string] },
            positionals: found.job.parsed.positionals.map(\.string) + found.script.tail
        )
        for (name, reading) in [
            ("argparse", answer.argparse), ("getopt", answer.getopt), ("gnu_getopt", answer.gnuGetopt),
            ("the gate", ours),
        ] where reading != expected {
            return "\(name) read \(String(describing: reading)), expected \(expected)"
        }
        return nil
    }

    private func hardcoded(_ script: RandomScript) -> [[String?]] {
        script.hardcoded.sorted { $0.name < $1.name }.flatMap { option in
            option.values.map { [RandomScript.spelling(option.name), $0] }
        }
    }

    /// A single option that the configuration passes is not passed again when the caller repeats it.
    private func withoutFolded(_ options: [[String?]], _ script: RandomScript) -> [[String?]] {
        let folded = script.hardcoded.map(\.name).filter(script.single.contains).map(RandomScript.spelling)
        return options.filter { option in !folded.contains { $0 == option.first } }
    }
}
