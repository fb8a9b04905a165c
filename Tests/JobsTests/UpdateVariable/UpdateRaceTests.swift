import Fixtures
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git
@testable import Jobs

/// Two writers of one branch, each with a variable of its own, at the same time.
@Suite(.timeLimit(.minutes(10)))
struct UpdateRaceTests {
    private static let rounds = 200

    @Test func `in 200 rounds of two writers nothing is lost`() async throws {
        let update = try await TestUpdate()
        try await update.remote.commit(["dev/terraform.tfvars": "a = 0\nb = 0\n"])
        async let first = writer("a", update)
        async let second = writer("b", update)
        let overtaken = try await first + second
        #expect(try await update.file() == "a = \(Self.rounds)\nb = \(Self.rounds)")
        // Every value of both is in the history, in its order: none was overwritten unseen.
        let history = try await update.remote.gitInBareRepository("log", "--reverse", "--format=%b", "main")
        for name in ["a", "b"] {
            let steps = history.split(separator: "\n").filter { $0.hasPrefix("\(name): ") }.map(String.init)
            #expect(steps == (1...Self.rounds).map { "\(name): \($0 - 1) -> \($0)" })
        }
        #expect(try await update.commits() == 2 * Self.rounds + 2)
        // Without a race this would prove nothing.
        #expect(overtaken > 10)
    }

    /// Sets a variable to 1, 2, … in a clone of its own, and answers how many pushes were overtaken.
    private func writer(_ name: String, _ update: TestUpdate) async throws -> Int {
        let locals = LocalRepositories([update.remote.path])
        var settings = GitAccess.Settings(
            credentials: try GitCredentials(environment: [:]),
            environment: update.environment
        )
        settings.locals = locals
        let access = try GitAccess.prepare(settings, in: update.folder.path.appending("git-\(name)"))
        let folder = update.folder.path.appending("clone-\(name)")
        let location = try RepositoryLocation(update.remote.path.string, locals: locals)
        let repository = try await GitRepository.clone(location, into: folder, with: access)
        let clock = RecordingClock()
        for round in 1...Self.rounds {
            let arguments = update.base + ["--skip-fmt", "--name", name, "--value", "\(round)"]
            let request = try UpdateRequest(arguments, locals: locals)
            guard case .repository(let target) = request.place else { throw TestFailure("no repository") }
            let branch = try #require(GitRefName("main"))
            var pace = PushPace()
            pace.clock = clock
            pace.tries = 50
            let writing = VariableUpdate(
                request: request,
                target: target,
                repository: repository,
                branch: branch,
                formatter: VariablesFormatter(environment: [:], folder: folder, signals: nil),
                signals: nil,
                report: Report(.error),
                pace: pace
            )
            let start = try #require(try await repository.tip(of: branch))
            #expect(try await writing.run(from: start) != nil)
        }
        return clock.sleeps.count
    }
}
