import Testing

@testable import Deployer

/// Terraform's own summaries, as its versions from 1.5 on print them.
@Suite struct PlanFiguresTests {
    static let summaries: [(String, String?)] = [
        ("Plan: 2 to add, 1 to change, 0 to destroy.", "+2 ~1 -0"),
        ("Plan: 1 to import, 2 to add, 0 to change, 3 to destroy.", "+2 ~0 -3"),
        ("No changes. Your infrastructure matches the configuration.", "+0 ~0 -0"),
        ("No changes. No objects need to be destroyed.", "+0 ~0 -0"),
        ("Apply complete! Resources: 2 added, 1 changed, 0 destroyed.", "+2 ~1 -0"),
        ("Apply complete! Resources: 1 imported, 2 added, 1 changed, 0 destroyed.", "+2 ~1 -0"),
        ("Destroy complete! Resources: 3 destroyed.", "+0 ~0 -3"),
        ("12:00:00.000 STDOUT terraform: Plan: 1 to add, 0 to change, 0 to destroy.", "+1 ~0 -0"),
        (
            "Plan: 1 to add, 0 to change, 0 to destroy.\nApply complete! Resources: 1 added, 0 changed, 0 destroyed.",
            "+1 ~0 -0"
        ),
        ("Plan: later", nil), ("Initializing the backend...", nil), ("", nil),
    ]

    @Test(arguments: summaries) func `the last summary is found`(output: String, figures: String?) {
        #expect(PlanFigures(output: "Initializing...\n\(output)\n\nOutputs:\n").map(\.description) == figures)
    }

    @Test func `colours are no part of it`() {
        let bytes = Array("\u{1B}[0m\u{1B}[1mPlan:\u{1B}[0m 2 to add, 1 to change, 0 to destroy.\u{1B}[0m\n".utf8)
        #expect(PlanFigures(output: PlainText.of(bytes))?.description == "+2 ~1 -0")
    }
}
