import Testing

@Suite struct ManifestTests {
    private let targets: [Manifest.Target]

    init() async throws {
        targets = try await Project.manifest.value.targets
    }

    @Test func `imports point downwards only`() {
        #expect(House.faults(in: targets) == [])
        #expect(targets.count { $0.isSource } > 5)
    }

    @Test func `the pure rooms depend on what they must and on nothing else`() {
        let allowed: [(String, Set<String>)] = [
            ("Patterns", []), ("Gatekeeper", ["Patterns"]), ("RunProtocol", ["Crypto"]), ("HCL", []),
        ]
        for (room, names) in allowed {
            guard let target = targets.first(where: { $0.name == room }) else { continue }
            #expect(Set(target.dependencies.map(\.name)).subtracting(names) == [], "\(room)")
        }
    }

    @Test func `the packages that few rooms may use are declared by those rooms only`() {
        for (module, rooms) in House.reserved {
            let users = targets.filter { $0.isSource && $0.dependencies.contains(.init(kind: "product", name: module)) }
            #expect(users.filter { !rooms.contains($0.isMain ? "mains" : $0.name) }.map(\.name) == [], "\(module)")
        }
    }

    @Test(arguments: ["Invoker", "invoker"])
    func `the function links nothing heavy`(name: String) {
        #expect(targets.contains { $0.name == name })
        #expect(House.closure(of: name, in: targets).intersection(House.heavy) == [])
    }

    @Test func `every target is built with all upcoming features, and warnings are errors`() {
        let features = [
            "ExistentialAny", "ImmutableWeakCaptures", "InferIsolatedConformances", "InternalImportsByDefault",
            "MemberImportVisibility", "NonisolatedNonsendingByDefault",
        ]
        for target in targets where target.type != "system" && !House.floors[0].contains(target.name) {
            let enabled = target.settings.filter { $0.kind == "enableUpcomingFeature" }.compactMap(\.value)
            #expect(enabled.sorted() == features, "\(target.name)")
            #expect(target.settings.contains { $0.kind == "treatAllWarnings" && $0.value == "error" }, "\(target.name)")
        }
    }

    @Test func `every room has its tests`() {
        let tests = Set(targets.filter { $0.type == "test" }.map(\.name))
        let rooms = targets.filter { $0.isSource && !$0.isMain && !House.floors[0].contains($0.name) }.map(\.name)
        #expect(rooms.filter { !tests.contains($0 + "Tests") } == [])
    }
}
