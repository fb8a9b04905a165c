import Testing

@Suite struct SourceRuleTests {
    private let sources: [SourceFile]
    private let tests: [SourceFile]
    private let targets: [Manifest.Target]

    init() async throws {
        sources = try Project.sources.get()
        tests = try Project.tests.get()
        targets = try await Project.manifest.value.targets.filter(\.isSource)
    }

    private var mains: Set<String> { Set(targets.filter(\.isMain).map(\.name)) }

    private func room(_ name: String) -> [SourceFile] {
        let files = sources.filter { $0.room == name }
        #expect(!files.isEmpty, "there is no \(name)")
        return files
    }

    @Test func `the packages that few rooms may use are imported by those rooms only`() {
        for (module, rooms) in House.reserved {
            let users = sources.filter { $0.imports.contains(module) }
            let others = users.filter { !rooms.contains(mains.contains($0.room) ? "mains" : $0.room) }
            #expect(others.map(\.path) == [], "\(module)")
        }
    }

    @Test func `a room imports only the rooms that the manifest lets it depend on`() {
        let rooms = Set(targets.map(\.name))
        var undeclared: [String] = []
        for target in targets {
            let declared = Set(target.dependencies.map(\.name))
            for file in sources where file.room == target.name {
                let modules = file.imports.intersection(rooms).subtracting(declared)
                undeclared += modules.sorted().map { "\(file.path) imports \($0)" }
            }
        }
        #expect(undeclared == [])
    }

    @Test func `Patterns imports nothing, and Gatekeeper nothing but Patterns`() {
        #expect(room("Patterns").filter { !$0.imports.isEmpty }.map(\.path) == [])
        #expect(room("Gatekeeper").filter { !$0.imports.isSubset(of: ["Patterns"]) }.map(\.path) == [])
    }

    @Test func `RunProtocol imports nothing that has effects`() {
        #expect(
            room("RunProtocol").filter { !$0.imports.isSubset(of: ["Crypto", "FoundationEssentials"]) }.map(\.path)
                == []
        )
    }

    @Test func `the gate uses no regular expressions but its own`() {
        let foreign: Set<Substring> = ["Regex", "NSRegularExpression", "RegexBuilder"]
        for file in room("Patterns") + room("Gatekeeper") {
            #expect(file.places { !foreign.isDisjoint(with: SwiftWords.of($0)) } == [])
            #expect(file.places(SwiftWords.holdsRegexLiteral) == [])
        }
    }

    @Test func `a main is one file of fewer than 40 lines`() {
        #expect(!mains.isEmpty)
        for main in mains {
            let files = room(main)
            #expect(files.count == 1, "\(main)")
            #expect(files.filter { $0.lines.count >= 40 }.map(\.path) == [])
        }
    }

    @Test func `no source file has more than 400 lines, and no test file more than 600`() {
        #expect(sources.filter { $0.lines.count > 400 }.map(\.path) == [])
        #expect(tests.filter { $0.lines.count > 600 }.map(\.path) == [])
        #expect(sources.count > 100)
    }

    @Test(arguments: ["try!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)"])
    func `what can crash or race says why it cannot`(text: String) {
        #expect(sources.flatMap { $0.silentPlaces(of: text) } == [])
    }

    @Test func `nothing is called a helper`() {
        let words = ["Utils", "Utilities", "Helper", "Manager", "Common"]
        let named = (sources + tests).map(\.path).filter { path in
            // The one name of that kind that is AWS's own.
            let name = path.split(separator: "/").last?.replacing("SecretsManager", with: "") ?? ""
            return words.contains { name.contains($0) }
        }
        #expect(named == [])
    }

    /// Foundation's `Process` hands its child whatever descriptors are open, and its callers block a thread: with as many
    /// of them as there are cores, tests have waited for each other for ever.
    @Test func `tests start children through Supervision`() {
        let call = "Process" + "()"
        #expect(tests.filter { file in file.lines.contains { $0.contains(call) } }.map(\.path) == [])
    }

    @Test func `nothing is left to do`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"]
        let marked = (sources + tests).filter { file in
            file.lines.contains { line in marks.contains { line.contains($0) } }
        }
        #expect(marked.map(\.path) == [])
    }
}
