import Fixtures
import Git
import RunProtocol
import Testing

@testable import ChangeDetection

/// Orders of made-up modules: whatever they depend on, nothing runs before what it waits for.
@Suite struct RunOrderTests {
    /// Modules in three accounts; each depends on some before it, so there is no circle.
    struct World {
        let modules: [GitPath]
        let dependencies: [GitPath: [GitPath]]
        let jobs: [Job]
        let accounts: Accounts

        init(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            let names = ["dev", "stage", "prod"]
            let modules = (0..<generator.below(40)).map { GitPath("\(generator.pick(names))/m\($0)") }
            var dependencies: [GitPath: [GitPath]] = [:]
            for (index, module) in modules.enumerated() where index > 0 {
                dependencies[module] = (0..<generator.below(4)).map { _ in modules[generator.below(index)] }
            }
            self.modules = modules
            self.dependencies = dependencies
            let wanted = modules.filter { _ in generator.chance(60) }
            jobs = wanted.shuffled(using: &generator).map { Job(Module(stack: $0), .deploy, []) }
            accounts = try Accounts(
                parsing: #"{"dev": {"deploy_order": 1}, "stage": {"deploy_order": 2}, "prod": {}}"#.utf8,
                file: "accounts.json"
            )
        }

        /// Everything that a module depends on, at whatever distance.
        func closure(of module: GitPath) -> Set<GitPath> {
            var found: Set<GitPath> = []
            var waiting = dependencies[module] ?? []
            while let next = waiting.popLast() {
                if found.insert(next).inserted { waiting += dependencies[next] ?? [] }
            }
            return found
        }

        func ordered() throws -> [Job] {
            try RunOrder(accounts).ordered(jobs, waitingFor: { dependencies[$0] ?? [] }, from: 1)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `everything is there once, behind what it depends on, in waves without a gap`(seed: UInt64) throws {
        let world = try World(seed: seed)
        let ordered = try world.ordered()
        #expect(Set(ordered.map(\.folder)) == Set(world.jobs.map(\.folder)))
        #expect(ordered.count == world.jobs.count)
        let waves = Dictionary(uniqueKeysWithValues: ordered.map { ($0.folder, $0.wave) })
        for job in ordered {
            for dependency in world.closure(of: job.folder) {
                guard let wave = waves[dependency] else { continue }
                #expect(wave < job.wave, "\(dependency) before \(job.folder)")
            }
        }
        #expect(Set(waves.values).sorted() == (waves.isEmpty ? [] : Array(1...(waves.values.max() ?? 0))))
        #expect(ordered.map(\.wave) == ordered.map(\.wave).sorted())
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `accounts come in their turn, unless a dependency says otherwise`(seed: UInt64) throws {
        let world = try World(seed: seed)
        for job in try world.ordered() {
            let own = world.accounts.order(of: job.account)
            let wanted = world.closure(of: job.folder).filter { folder in world.jobs.contains { $0.folder == folder } }
            let latest = wanted.map { world.accounts.order(of: $0.account) }.max() ?? own
            #expect(job.turn == max(own, latest))
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `the order does not depend on the order of what is given`(seed: UInt64) throws {
        let world = try World(seed: seed)
        let jobs = world.jobs.sorted { $0.folder < $1.folder }
        let sorted = try RunOrder(world.accounts).ordered(jobs, waitingFor: { world.dependencies[$0] ?? [] }, from: 1)
        #expect(try world.ordered() == sorted)
    }

    @Test func `a circle is named, from its smallest member on`() throws {
        let circle = ["b": ["c"], "c": ["a"], "a": ["b"], "d": ["c"]]
        let error = #expect(throws: RunnerError.self) {
            try RunOrder(nil).ordered(
                [Job(Module(stack: GitPath("d")), .deploy, [])],
                waitingFor: { (circle[$0.text] ?? []).map { GitPath($0) } },
                from: 1
            )
        }
        #expect(error?.errorType == "ModuleCycle")
        #expect(error?.message == "these modules depend on each other in a circle: a → b → c → a")
    }
}
