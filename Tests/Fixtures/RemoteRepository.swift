import RunProtocol
import Supervision
public import SystemPackage

/// A real bare git repository in a temporary folder, with a work tree beside it to make commits in.
public struct RemoteRepository: Sendable {
    private let folder: TestFolder

    /// The bare repository.
    public var path: FilePath { folder.path.appending("remote.git") }
    private var work: FilePath { folder.path.appending("work") }

    /// Makes an empty repository whose default branch is `main`.
    public init() async throws {
        folder = try TestFolder()
        try await git("init", "--quiet", "--bare", "--initial-branch=main", path.string, in: folder.path)
        try await git("init", "--quiet", "--initial-branch=main", work.string, in: folder.path)
        try await git("remote", "add", "origin", path.string)
    }

    /// Commits files on a branch, which begins where `main` is when it is new, and pushes it.
    ///
    /// - Parameters:
    ///   - files: name to text; `nil` removes the file.
    ///   - branch: where to commit.
    /// - Returns: the commit's name.
    /// - Throws: what git said when it failed.
    @discardableResult
    public func commit(_ files: [String: String?], on branch: String = "main") async throws -> String {
        if try await succeeds("rev-parse", "--verify", "--quiet", "refs/heads/\(branch)") {
            try await git("checkout", "--quiet", "--force", branch, "--")
        } else if try await succeeds("rev-parse", "--verify", "--quiet", "refs/heads/main") {
            try await git("checkout", "--quiet", "--force", "-b", branch, "refs/heads/main")
        }
        for (name, text) in files {
            guard let text else {
                Folder.remove(work.appending(name))
                continue
            }
            try Folder.make(work.appending(name).removingLastComponent())
            try Folder.write(text.utf8, to: work.appending(name))
        }
        return try await commitWorkTree(on: branch)
    }

    /// Commits a symbolic link on `main`.
    @discardableResult
    public func commitLink(_ name: String, to target: String) async throws -> String {
        try await git("checkout", "--quiet", "main")
        try Folder.make(work.appending(name).removingLastComponent())
        Folder.remove(work.appending(name))
        try await run("ln", ["-s", target, work.appending(name).string], in: work)
        return try await commitWorkTree(on: "main")
    }

    private func commitWorkTree(on branch: String) async throws -> String {
        try await git("add", "--all")
        try await git("commit", "--quiet", "--allow-empty", "--message", "change \(branch)")
        try await git("push", "--quiet", "--force", "origin", "HEAD:refs/heads/\(branch)")
        return try await git("rev-parse", "HEAD")
    }

    /// Makes an annotated tag and pushes it.
    public func tag(_ name: String, at commit: String) async throws {
        try await git("tag", "--force", "--annotate", "--message", name, name, commit)
        try await git("push", "--quiet", "--force", "origin", "refs/tags/\(name)")
    }

    /// Runs git in the work tree and answers its output.
    @discardableResult
    public func git(_ arguments: String...) async throws -> String {
        try await run("git", arguments, in: work)
    }

    /// Runs git in the bare repository.
    @discardableResult
    public func gitInBareRepository(_ arguments: String...) async throws -> String {
        try await run("git", arguments, in: path)
    }

    private func git(_ arguments: String..., in directory: FilePath) async throws {
        try await run("git", arguments, in: directory)
    }

    private func succeeds(_ arguments: String...) async throws -> Bool {
        try await command("git", arguments, in: work).capture().succeeded
    }

    @discardableResult
    private func run(_ program: String, _ arguments: [String], in directory: FilePath) async throws -> String {
        let result = try await command(program, arguments, in: directory).capture()
        guard result.succeeded else {
            throw RunnerError(.unavailable, "FixtureFailed", "\(program) \(arguments): \(result.errorText)")
        }
        return result.outputText
    }

    private func command(_ program: String, _ arguments: [String], in directory: FilePath) -> Command {
        var command = Command(program, arguments, environment: Self.environment)
        command.workingDirectory = directory
        return command
    }

    private static let environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    ]
}
