import Foundation
import Testing

/// The example pipelines, run: their own files, their scripts, a real repository, real Terraform in real sandboxes.
@Suite(
    .enabled(if: WalkRequirement.isMet, Comment(rawValue: WalkRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct WalkTests {
    @Test(arguments: WalkedPlatform.allCases)
    func `what main gains is planned, waits for a person, and is applied when that person approves`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        let first = try walk("first")
        #expect(first.waits)
        #expect(first.run.output.contains("Plan:"), "\(first.run.output)")
        #expect(first.dev == nil)
        #expect(first.prod == nil)
        let approved = try walk("first approved")
        #expect(approved.run.statuses == ["succeeded"], "\(approved.run.output)")
        #expect(approved.dev == 2)
        #expect(approved.prod == 3)
    }

    /// The options stand on two lines, and CircleCI's context for the apply has others.
    @Test(arguments: WalkedPlatform.allCases)
    func `what the plan's options leave out is not applied`(platform: WalkedPlatform) async throws {
        let walk = try await platform.walk
        #expect(try walk("first").deployed.isEmpty)
        #expect(try walk("first approved").deployed == ["dev/network", "prod/network"])
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `a branch is planned and offers nothing to approve`(platform: WalkedPlatform) async throws {
        let branch = try await platform.walk("branch")
        #expect(branch.run.statuses == ["succeeded"], "\(branch.run.output)")
        #expect(branch.run.output.contains("Plan:"))
        #expect(!branch.waits)
        #expect(branch.dev == 2)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `a build script that changed runs before the plan, and no other script does`(
        platform: WalkedPlatform
    ) async throws {
        let run = try await platform.walk("branch").run
        let built = try #require(run.output.firstRange(of: "built the shop of \(run.commit)"))
        let planned = try #require(run.output.firstRange(of: "Plan:"))
        #expect(built.lowerBound < planned.lowerBound)
        let named = try #require(run.output.firstRange(of: "built the café"))
        #expect(named.lowerBound < planned.lowerBound)
        #expect(!run.output.contains("running images/setup.sh"))
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `a plan that fails fails its job`(platform: WalkedPlatform) async throws {
        let broken = try await platform.walk("branch broken")
        #expect(broken.run.statuses.contains("failed"))
        #expect(!broken.waits)
        #expect(broken.dev == 2)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `the commit that was approved is applied, and not the newer one that main has by then`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        let (merged, moved) = (try walk("merged"), try walk("moved"))
        #expect(merged.waits && moved.waits)
        #expect(merged.run.commit != moved.run.commit)
        let approved = try walk("merged approved")
        #expect(approved.run.statuses == ["succeeded"], "\(approved.run.output)")
        #expect(approved.run.output.contains("deploying commit \(merged.run.commit)"))
        #expect(!approved.run.output.contains("deploying commit \(moved.run.commit)"))
        #expect(approved.dev == 3)
        #expect(approved.prod == 3)
        let later = try walk("moved approved")
        #expect(later.run.output.contains("deploying commit \(moved.run.commit)"))
        #expect(later.prod == 4)
    }

    @Test(arguments: WalkedPlatform.withRecord)
    func `an older commit that is approved after a newer one was applied is refused`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        let newer = try walk("newer approved")
        #expect((newer.dev, newer.prod) == (1, 3), "the newer plan has what the older one has: \(newer.run.output)")
        let older = try walk("older approved")
        #expect(!older.run.statuses.isDisjoint(with: ["failed", "superseded"]))
        #expect((older.dev, older.prod) == (1, 3))
        if platform != .jenkins {
            #expect(older.run.output.contains("a newer commit, \(newer.run.commit), was applied already"))
        }
    }

    /// The others apply one commit after the other; GitLab's jobs have only their modules in common.
    @Test func `an older commit that is approved while a newer one is being applied is refused`() async throws {
        let walk = try await WalkedPlatform.gitlab.walk
        let newer = try walk("slow cancelled")
        #expect(newer.run.statuses.contains("cancelled"))
        let older = try walk("older than slow approved")
        #expect(older.run.statuses.contains("failed"))
        let reason = "a newer commit, \(newer.run.commit), was applied already, or is about to be"
        #expect(older.run.output.contains(reason), "\(older.run.output)")
        #expect(older.zones == newer.zones)
    }

    @Test(arguments: WalkedPlatform.askedForTheRecord)
    func `nothing is planned or applied while the platform does not say what is deployed`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        let before = try walk("unrecorded")
        #expect(before.waits)
        // GitHub says in two answers what GitLab says in one.
        let unanswered = platform == .github ? ["/deployments", "/statuses"] : ["/deployments"]
        for path in unanswered {
            let plan = try walk("unanswered\(path)")
            #expect(plan.run.statuses.contains("failed"))
            #expect(plan.run.output.contains("the platform does not say which commit is deployed"))
            #expect(!plan.waits)
        }
        let approved = try walk("unrecorded approved")
        #expect(approved.run.statuses.contains("failed"))
        #expect(approved.zones == before.zones)
        #expect(try walk("answered").run.statuses == ["succeeded"])
    }

    @Test(arguments: WalkedPlatform.withRecord + [.plain])
    func `a deletion that was rejected is part of the next plan, whatever the nightly check finds in between`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        let rejected = try walk("deleted rejected")
        #expect(rejected.run.statuses.contains("rejected"))
        #expect(rejected.prod != nil)
        #expect(try walk("deleted night").run.statuses == ["succeeded"])
        let still = try walk("deleted still")
        #expect(still.waits)
        #expect(still.run.output.contains("prod/network"), "\(still.run.output)")
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `a folder that is deleted is destroyed, and deployed again when that is reverted`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        let deleted = try walk("deleted")
        #expect(deleted.waits)
        #expect(deleted.prod != nil)
        #expect(deleted.run.output.contains(" to destroy"), "\(deleted.run.output)")
        let approved = try walk("deleted approved")
        #expect(approved.run.statuses == ["succeeded"], "\(approved.run.output)")
        #expect(approved.prod == nil)
        #expect(try walk("reverted").waits)
        #expect(try walk("reverted approved").prod == deleted.prod)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `nobody is asked to approve what changes nothing`(platform: WalkedPlatform) async throws {
        let unaffected = try await platform.walk("unaffected")
        #expect(unaffected.run.statuses == ["succeeded"], "\(unaffected.run.output)")
        #expect(!unaffected.waits)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `what was rejected is not applied`(platform: WalkedPlatform) async throws {
        let walk = try await platform.walk
        let before = try walk("unwanted")
        #expect(before.waits)
        let rejected = try walk("unwanted rejected")
        #expect(rejected.run.statuses.contains("rejected"))
        #expect(rejected.zones == before.zones)
    }

    @Test(arguments: WalkedPlatform.withRecord + [.plain])
    func `what was rejected is part of the next plan, so that it is not forgotten`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        #expect(try walk("after the rejection").waits)
        let approved = try walk("after the rejection approved")
        #expect(approved.zoneCount("dev/network") == 2)
        #expect(approved.zones != (try walk("unwanted")).zones)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `a fork is not planned, and its pipeline says so`(platform: WalkedPlatform) async throws {
        let fork = try await platform.walk("fork")
        #expect(fork.run.output.contains("A maintainer") || fork.run.output.contains("a maintainer"))
        #expect(fork.run.statuses == ["succeeded"], "\(fork.run.output)")
        #expect(!fork.run.output.contains("Plan:"))
        #expect(!fork.waits)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `a cancelled job stops its run, which lets go of the state`(platform: WalkedPlatform) async throws {
        let cancelled = try await platform.walk("slow cancelled")
        #expect(cancelled.run.statuses.contains("cancelled"))
        // GitHub interrupts, the others terminate.
        let code: Int32 = platform == .github ? 130 : 143
        #expect(cancelled.run.jobs.contains { $0.status == "cancelled" && $0.codes.contains(code) })
        #expect(!cancelled.isLocked)
    }

    @Test(arguments: WalkedPlatform.withRoles)
    func `the role that plans is not the role that applies`(platform: WalkedPlatform) async throws {
        let jobs = try await platform.walk("first approved").run.jobs
        let applying = jobs.filter { $0.output.contains("Apply complete!") }
        let planning = jobs.filter { $0.output.contains("Plan:") && !$0.output.contains("Apply complete!") }
        #expect(Set(planning.map(\.role)) == ["arn:aws:iam::111111111111:role/plan"])
        #expect(Set(applying.map(\.role)) == ["arn:aws:iam::111111111111:role/apply"])
    }
}
