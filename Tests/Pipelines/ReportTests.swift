import Testing

/// What people see outside of the logs: a comment, an issue, on strict stand-ins for the platforms' APIs.
@Suite(
    .enabled(if: WalkRequirement.isMet, Comment(rawValue: WalkRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct ReportTests {
    @Test(arguments: WalkedPlatform.withComments)
    func `a pull request has one comment, which is updated in place`(platform: WalkedPlatform) async throws {
        let walk = try await platform.walk
        // Others have written a page and more there; among it one with our first line.
        let broken = try walk("branch broken").comments
        let again = try walk("branch again").comments
        #expect(broken.count == 1)
        #expect(again.map(\.id) == broken.map(\.id))
        #expect(again != broken)
        #expect(again.allSatisfy { $0.body.hasPrefix("<!-- deploy-runner: plan-changes -->") })
        #expect(again.allSatisfy { $0.body.contains("dev/network") })
        let last = try #require(walk.events.last)
        #expect(last.comments == again)
    }

    @Test func `a pull request of a branch that was planned already gets its comment when it is opened`() async throws {
        let walk = try await WalkedPlatform.github.walk
        #expect(try walk("branch").comments.isEmpty)
        #expect(try walk("request").comments.count == 1)
    }

    @Test(arguments: WalkedPlatform.allCases)
    func `the nightly check exits with 2 when the world is not as the code says, and with 0 when it is`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        for name in ["no drift", "drift gone"] {
            let run = try walk(name).run
            #expect(run.statuses == ["succeeded"], "\(run.output)")
        }
        for name in ["drift", "drift again"] {
            let run = try walk(name).run
            #expect(run.jobs.contains { $0.status == "failed" && $0.codes.contains(2) }, "\(run.output)")
        }
    }

    @Test(arguments: WalkedPlatform.withComments)
    func `drift has one issue, which is opened, updated, and closed when it is gone`(
        platform: WalkedPlatform
    ) async throws {
        let walk = try await platform.walk
        #expect(try walk("no drift").issues.isEmpty)
        let opened = try #require(try walk("drift").issues.first)
        #expect(opened.state.hasPrefix("open"))
        #expect(opened.updates == 0)
        #expect(opened.body.contains("prod/network"))
        let again = try walk("drift again").issues
        #expect(again.map(\.updates) == [1])
        let gone = try walk("drift gone").issues
        #expect(gone.map(\.state) == ["closed"])
    }

    @Test(arguments: WalkedPlatform.withComments)
    func `no call of a platform's API is refused`(platform: WalkedPlatform) async throws {
        #expect(try await platform.walk.refusals == [])
    }
}
