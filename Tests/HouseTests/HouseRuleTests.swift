import Testing

/// The rules of the house hold for made-up houses, too: what is wrong with them is found.
@Suite struct HouseRuleTests {
    private func target(_ name: String, _ dependencies: String..., type: String = "regular") -> Manifest.Target {
        Manifest.Target(
            name: name,
            type: type,
            path: nil,
            dependencies: dependencies.map { .init(kind: "byName", name: $0) },
            settings: []
        )
    }

    @Test func `arrows that point down are right, past several floors, too`() {
        let house = [
            target("Patterns"), target("Gatekeeper", "Patterns"), target("RunProtocol"),
            target("Supervision", "RunProtocol", "CLinuxProcess"), target("CLinuxProcess"),
            target("Jobs", "Patterns", "Supervision"),
            target("deploy-runner", "Jobs", "Patterns", type: "executable"),
        ]
        #expect(House.faults(in: house) == [])
    }

    @Test func `an arrow that points up is found`() {
        let house = [target("Patterns", "Gatekeeper"), target("Gatekeeper")]
        #expect(House.faults(in: house) == ["Patterns → Gatekeeper does not point down"])
        let worse = [target("Supervision", "deploy-runner"), target("deploy-runner", type: "executable")]
        #expect(House.faults(in: worse) == ["Supervision → deploy-runner does not point down"])
    }

    @Test func `an arrow that points sideways is found, but for the engines'`() {
        let house = [
            target("Sandbox", "Invoker"), target("ECS", "Invoker"), target("Invoker"), target("Git", "Invoker"),
        ]
        #expect(House.faults(in: house) == ["Git → Invoker does not point down"])
        #expect(
            House.faults(in: [target("Jobs", "Deployer"), target("Deployer", "Jobs")]) == [
                "Jobs → Deployer does not point down", "Deployer → Jobs does not point down",
            ]
        )
    }

    @Test func `a room that nobody planned is found`() {
        #expect(House.faults(in: [target("Utilities")]) == ["Utilities has no place in the house"])
    }

    @Test func `tests may depend on anything`() {
        #expect(House.faults(in: [target("PatternsTests", "Deployer", type: "test"), target("Deployer")]) == [])
    }

    @Test func `what is linked by way of others is found`() {
        let house = [
            target("invoker", "Invoker", type: "executable"), target("Invoker", "Sandbox"), target("Sandbox", "GRDB"),
        ]
        #expect(House.closure(of: "invoker", in: house).contains("GRDB"))
    }
}
