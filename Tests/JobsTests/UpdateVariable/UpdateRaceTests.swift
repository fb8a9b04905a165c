import Fixtures
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git
@testable import Jobs

/// Two writers of one branch, each with a variable of its own, at the same time.
@Suite(.timeLimit(.minutes(30)))
struct UpdateRaceTests {
    private static let rounds = 200

    @Test func `in 200 rounds of two writers nothing is lost`() async throws {
        let update = try await TestUpdate()
        try await update.remote.commit(["dev/terraform.tfvars": "a = 0\nb = 0\n"])
        let writers = [try await Writer("a", update), try await Writer("b", update)]
        for round in 1...Self.rounds {
            async let first: Void = writers[0].set(round)
            async let second: Void = writers[1].set(round)
            _ = try await (first, second)
        }
        #expect(try await update.file() == "a = \(Self.rounds)\nb = \(Self.rounds)")
        // Every value of both is in the history, in its order: none was overwritten unseen.
        let history = try await update.remote.gitInBareRepository("log", "--reverse", "--format=%b", "main")
        for name in ["a", "b"] {
            let steps = history.split(separator: "\n").filter { $0.hasPrefix("\(name): ") }.map(String.init)
            #expect(steps == (1...Self.rounds).map { "\(name): \($0 - 1) -> \($0)" })
        }
        #expect(try await update.commits() == 2 * Self.rounds + 2)
        // Without a race this would prove nothing.
        #expect(writers.reduce(0) { $0 + $1.clock.sleeps.count } > Self.rounds / 4)
    }

    /// A writer with a clone of its own, which begins each update as a new clone would: with what the branch holds.
    private struct Writer {
        let name: String
        let clock = RecordingClock()
        private let update: TestUpdate
        private let repository: GitRepository
        private let branch: GitRefName

        init(_ name: String, _ update: TestUpdate) async throws {
            self.name = name
            self.update = update
            branch = try #require(GitRefName("main"))
            let locals = LocalRepositories([update.remote.path])
            let credentials = try GitCredentials(environment: [:])
            var settings = GitAccess.Settings(credentials: credentials, environment: update.environment)
            settings.locals = locals
            let access = try GitAccess.prepare(settings, in: update.folder.path.appending("git-\(name)"))
            let location = try RepositoryLocation(update.remote.path.string, locals: locals)
            let folder = update.folder.path.appending("clone-\(name)")
            repository = try await GitRepository.clone(location, into: folder, with: access)
        }

        func set(_ value: Int) async throws {
            let arguments = update.base + ["--skip-fmt", "--name", name, "--value", "\(value)"]
            let request = try UpdateRequest(arguments, locals: LocalRepositories([update.remote.path]))
            guard case .repository(let target) = request.place else { throw TestFailure("no repository") }
            var pace = PushPace()
            pace.clock = clock
            let writing = VariableUpdate(
                request: request,
                target: target,
                repository: repository,
                branch: branch,
                formatter: VariablesFormatter(environment: [:], folder: repository.folder, signals: nil),
                signals: nil,
                report: Report(.error),
                pace: pace
            )
            #expect(try await writing.run(from: try await repository.fetch(branch)) != nil)
        }
    }
}
