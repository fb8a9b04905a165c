import Fixtures
import Supervision
import SystemPackage

/// A remote repository, and `terraform-update-variable` run on it as a real process.
struct TestUpdate {
    let remote: RemoteRepository
    /// The script's environment; `PATH` begins with a folder for fakes.
    var environment: [String: String]
    /// A folder for fakes and temporary files; the script's working directory is `work` in it.
    let folder: TestFolder

    /// What the branch holds at first.
    static let tfvars = """
        # What runs.
        canary_tag = "v0"   # not the one
        tag = "v1"          # the one
        # servers = 9
        servers = 3

        """

    init() async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
        for name in ["bin", "tmp", "work"] { try Folder.make(folder.path.appending(name)) }
        environment = [
            "PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin", "HOME": folder.path.string,
            "TMPDIR": "\(folder.path)/tmp", "DEPLOY_RUNNER_LOCAL_REPOSITORIES": remote.path.string,
            "DEPLOY_RUNNER_FACTS": "\(folder.path)/facts", "TEST": folder.path.string,
        ]
        try folder.write("", to: "facts")
        try await remote.commit(["dev/terraform.tfvars": Self.tfvars])
    }

    /// Puts a program of `/bin/sh` in front of all others.
    func fake(_ name: String, _ text: String) throws {
        try folder.writeScript(text, to: "bin/\(name)")
    }

    /// Puts a hook into the remote.
    func hook(_ name: String, _ text: String) throws {
        let file = remote.path.appending("hooks").appending(name)
        try Folder.make(file.removingLastComponent())
        try Folder.write("#!/bin/sh\n\(text)\n".utf8, to: file, permissions: .ownerReadWriteExecute)
    }

    /// Runs the script on the file of the fixture, with git's options and without the formatter.
    func run(_ arguments: String...) async throws -> FinishedDeploy {
        try await run(list: base + ["--skip-fmt"] + arguments)
    }

    /// Runs the script with exactly these arguments.
    func run(list arguments: [String]) async throws -> FinishedDeploy {
        let result = try await command(arguments).capture()
        guard case .exited(let code) = result.ending else { throw TestFailure("the script \(result.ending)") }
        return FinishedDeploy(exitCode: code, output: result.outputText, errors: result.errorText)
    }

    func command(_ arguments: [String]) -> Command {
        let script = ["terraform-update-variable"] + arguments
        var command = Command(BuiltProgram.deployRunner.string, script, environment: environment)
        command.workingDirectory = folder.path.appending("work")
        return command
    }

    /// The options that say where, and by whom.
    var base: [String] {
        [
            "--git-url", remote.path.string, "--git-user-name", "Bot", "--git-user-email", "bot@acme.example",
            "--vars-path", "dev/terraform.tfvars",
        ]
    }

    /// A file as a branch of the remote holds it.
    func file(_ name: String = "dev/terraform.tfvars", on branch: String = "main") async throws -> String {
        try await remote.gitInBareRepository("show", "\(branch):\(name)")
    }

    /// How many commits a branch has.
    func commits(on branch: String = "main") async throws -> Int? {
        Int(try await remote.gitInBareRepository("rev-list", "--count", branch))
    }

    /// The names that the script left in its temporary folder.
    var leftovers: [String]? { Folder.names(in: folder.path.appending("tmp")) }
}
