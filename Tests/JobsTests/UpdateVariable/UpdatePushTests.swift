import Fixtures
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git
@testable import Jobs

/// Pushes that others overtake, and pushes that a remote does not take.
@Suite struct UpdatePushTests {
    private static let set = ["--name", "tag", "--value", #""mine""#]

    /// A hook of the clone's branch: before the first push it lets another writer push `change`.
    private func overtake(_ update: TestUpdate, with change: String, times: Int = 1) throws {
        let other = "\(update.folder.path)/other"
        try update.fake(
            "git",
            """
            real=$(PATH=/usr/local/bin:/usr/bin:/bin command -v git)
            count=$(cat "$TEST_COUNT" 2>/dev/null || echo 0)
            case " $* " in *" push "*) if [ "$count" -lt \(times) ]; then
              echo $((count + 1)) > "$TEST_COUNT"
              rm -rf '\(other)'
              unset GIT_LITERAL_PATHSPECS
              "$real" clone --quiet '\(update.remote.path)' '\(other)' && cd '\(other)' || exit 9
              \(change)
              "$real" -c user.name=O -c user.email=o@o.example commit --quiet --all --message other || exit 9
              "$real" push --quiet origin HEAD:main || exit 9
              cd - > /dev/null
            fi ;; esac
            exec "$real" "$@"
            """.replacing("$TEST_COUNT", with: "\(update.folder.path)/count")
        )
    }

    @Test func `what others changed in the meantime stays`() async throws {
        let update = try await TestUpdate()
        try overtake(update, with: "sed -i 's/^servers = 3/servers = 4/' dev/terraform.tfvars")
        let run = try await update.run(Self.set[0], Self.set[1], Self.set[2], Self.set[3])
        #expect(run.exitCode == 0, "\(run.errors)")
        let file = try await update.file()
        #expect(file.contains("servers = 4") && file.contains("tag = \"mine\""))
        #expect(run.remarks.contains("branch main has moved on: trying again on what it holds now"))
        #expect(try await update.commits() == 3)
    }

    @Test func `of two that set one variable the later one counts, and says what it replaces`() async throws {
        let update = try await TestUpdate()
        try overtake(update, with: "sed -i 's/^tag = \"v1\"/tag = \"theirs\"/' dev/terraform.tfvars")
        let run = try await update.run(Self.set[0], Self.set[1], Self.set[2], Self.set[3])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file().contains("tag = \"mine\""))
        #expect(run.errors.contains(#"tag was set to "theirs" in the meantime, by commit "#))
        let history = try await update.remote.gitInBareRepository("log", "-2", "--format=%an", "main")
        #expect(history == "Bot\nO")
    }

    @Test func `a variable that is gone in the meantime is not brought back`() async throws {
        let update = try await TestUpdate()
        try overtake(update, with: "sed -i '/^tag/d' dev/terraform.tfvars")
        let run = try await update.run(Self.set[0], Self.set[1], Self.set[2], Self.set[3])
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("there is no variable tag in dev/terraform.tfvars"))
        #expect(try await update.file().contains("\ntag") == false)
    }

    @Test func `a push that is always overtaken ends, and changes nothing`() async throws {
        let update = try await TestUpdate()
        try overtake(update, with: "echo \"# $count\" >> dev/terraform.tfvars", times: 1_000)
        let locals = LocalRepositories([update.remote.path])
        let request = try UpdateRequest(update.base + ["--skip-fmt"] + Self.set, locals: locals)
        guard case .repository(let target) = request.place else { throw TestFailure("no repository") }
        var settings = GitAccess.Settings(
            credentials: try GitCredentials(environment: [:]),
            environment: update.environment
        )
        settings.locals = locals
        let access = try GitAccess.prepare(settings, in: update.folder.path.appending("git"))
        let clone = update.folder.path.appending("clone")
        let repository = try await GitRepository.clone(target.location, into: clone, with: access)
        let branch = try await UpdateBranch(nil, in: repository)
        var pace = PushPace(tries: 4)
        let clock = RecordingClock()
        pace.clock = clock
        pace.share = { 0.5 }
        let variableUpdate = VariableUpdate(
            request: request,
            target: target,
            repository: repository,
            branch: branch.name,
            formatter: VariablesFormatter(environment: [:], folder: clone, signals: nil),
            signals: nil,
            report: Report(.error),
            pace: pace
        )
        let error = await #expect(throws: RunnerError.self) { try await variableUpdate.run(from: branch.commit) }
        #expect(error?.errorType == "PushOvertaken")
        #expect(error?.code == .tryAgain)
        #expect(clock.sleeps == [.milliseconds(100), .milliseconds(200), .milliseconds(400)])
        #expect(try await update.file().contains("tag = \"v1\""))
        #expect(try await update.remote.gitInBareRepository("for-each-ref", "--format=%(refname)") == "refs/heads/main")
    }

    @Test(arguments: [
        ("pre-receive", "echo 'main is for nobody' >&2; exit 1"), ("update", "echo 'main is for nobody' >&2; exit 1"),
    ])
    func `the rules of the remote hold, and its words are shown`(hook: String, text: String) async throws {
        let update = try await TestUpdate()
        try update.hook(hook, text)
        let run = try await update.run(Self.set[0], Self.set[1], Self.set[2], Self.set[3])
        #expect(run.exitCode == 69)
        #expect(
            run.remarks.contains("\(update.remote.path) has a rule against this push to branch main"),
            "\(run.errors)"
        )
        #expect(run.errors.contains("main is for nobody"))
        #expect(try await update.commits() == 1)
    }

    @Test func `a branch that is checked out in the remote is not moved under its work tree`() async throws {
        var update = try await TestUpdate()
        let other = update.folder.path.appending("checked-out").string
        try await update.remote.git("clone", "--quiet", update.remote.path.string, other)
        update.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = other
        let run = try await update.run(
            list: ["--git-url", other] + update.base.dropFirst(2) + ["--skip-fmt"] + Self.set
        )
        #expect(run.exitCode == 69)
        #expect(
            run.remarks.contains("branch main is checked out in \(other), and cannot be pushed to"),
            "\(run.errors)"
        )
    }
}
