import Fixtures
import Git
import Testing

@testable import ChangeDetection

/// Runs of made-up modules in which some fail.
@Suite struct RunScheduleTests {
    /// What a whole run did.
    struct Story {
        var started: [GitPath] = []
        var mostAtOnce = 0
        var schedule: RunSchedule

        /// Runs everything; those that `fails` says fail, and runs end in an order that the generator draws.
        init(
            _ jobs: [Job],
            _ mode: RunSchedule.Mode,
            limit: Int,
            _ generator: inout SeededGenerator,
            fails: Set<GitPath>
        ) {
            schedule = RunSchedule(jobs, mode)
            var running: [GitPath] = []
            while !schedule.isOver {
                let next = schedule.start(upTo: limit).map(\.folder)
                started += next
                running += next
                mostAtOnce = max(mostAtOnce, running.count)
                guard !running.isEmpty else { break }
                let ended = running.remove(at: generator.below(running.count))
                schedule.finish(ended, fails.contains(ended) ? .failed : .succeeded)
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a failure stops what depends on it and nothing else`(seed: UInt64) throws {
        let world = try RunOrderTests.World(seed: seed)
        let jobs = try world.ordered()
        var generator = SeededGenerator(seed: seed &+ 1)
        let fails = Set(jobs.map(\.folder).filter { _ in generator.chance(15) })
        let limit = 1 + generator.below(4)
        let story = Story(jobs, .plan, limit: limit, &generator, fails: fails)
        #expect(story.schedule.isOver)
        #expect(story.mostAtOnce <= limit)
        let wanted = Set(jobs.map(\.folder))
        for job in jobs {
            let before = world.closure(of: job.folder).intersection(wanted)
            let isStopped = !before.isDisjoint(with: fails)
            #expect(story.started.contains(job.folder) == !isStopped, "\(job.folder)")
            #expect(story.schedule.endings[job.folder] != nil)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `where things change, an account waits for those before it, and does not start when one failed`(
        seed: UInt64
    ) throws {
        let world = try RunOrderTests.World(seed: seed)
        let jobs = try world.ordered()
        var generator = SeededGenerator(seed: seed &+ 2)
        let fails = Set(jobs.map(\.folder).filter { _ in generator.chance(10) })
        let story = Story(jobs, .apply, limit: 1 + generator.below(4), &generator, fails: fails)
        #expect(story.schedule.isOver)
        let turns = Dictionary(uniqueKeysWithValues: jobs.map { ($0.folder, $0.turn) })
        #expect(story.started.compactMap { turns[$0] } == story.started.compactMap { turns[$0] }.sorted())
        let wanted = Set(jobs.map(\.folder))
        for job in jobs {
            let before = world.closure(of: job.folder).intersection(wanted)
            let isStopped =
                !before.isDisjoint(with: fails)
                || jobs.contains {
                    fails.contains($0.folder) && story.started.contains($0.folder) && $0.turn < job.turn
                }
            #expect(story.started.contains(job.folder) == !isStopped, "\(job.folder)")
        }
    }

    @Test func `destroys come before everything else where things change`() {
        var jobs = [Job(Module(stack: GitPath("a")), .destroy, []), Job(Module(stack: GitPath("b")), .deploy, [])]
        jobs[0].wave = 1
        jobs[1].wave = 2
        var apply = RunSchedule(jobs, .apply)
        #expect(apply.start(upTo: 5).map(\.folder.text) == ["a"])
        apply.finish(GitPath("a"), .failed)
        #expect(apply.start(upTo: 5).map(\.folder.text) == ["b"])
        var plan = RunSchedule(jobs, .plan)
        #expect(plan.start(upTo: 5).map(\.folder.text) == ["a", "b"])
    }

    @Test func `nothing starts behind a stop, and what runs may end`() {
        var schedule = RunSchedule(["a", "b"].map { Job(Module(stack: GitPath($0)), .deploy, []) }, .plan)
        #expect(schedule.start(upTo: 1).map(\.folder.text) == ["a"])
        schedule.stop()
        #expect(!schedule.isOver)
        schedule.finish(GitPath("a"), .failed)
        #expect(schedule.isOver)
        #expect(schedule.endings == [GitPath("a"): .failed, GitPath("b"): .notStarted(.stopped)])
    }
}
