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

    private func figures(_ output: [UInt8], splitAt index: Int) -> String? {
        var reader = PlanFiguresReader()
        reader.read(Array(output[..<index]))
        reader.read(Array(output[index...]))
        return reader.figures?.description
    }

    @Test(arguments: summaries) func `the last summary is found, however the output comes`(
        output: String,
        expected: String?
    ) {
        let bytes = Array("Initializing...\n\(output)\n\nOutputs:\n".utf8)
        for index in bytes.indices { #expect(figures(bytes, splitAt: index) == expected) }
    }

    @Test func `a summary counts before its line has ended`() {
        #expect(figures(Array("Plan: 1 to add, 0 to change, 0 to destroy.".utf8), splitAt: 5) == "+1 ~0 -0")
    }

    @Test func `colours are no part of it`() {
        let bytes = Array("\u{1B}[0m\u{1B}[1mPlan:\u{1B}[0m 2 to add, 1 to change, 0 to destroy.\u{1B}[0m\n".utf8)
        #expect(figures(bytes, splitAt: 0) == "+2 ~1 -0")
    }

    @Test func `of a line without end only the beginning is kept`() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000) + Array("Plan: 1 to add.".utf8)
        #expect(figures(long, splitAt: 9000) == nil)
        #expect(figures(long + Array("\nPlan: 2 to add.\n".utf8), splitAt: 5000) == "+2 ~0 -0")
    }
}
