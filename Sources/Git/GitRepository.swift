public import RunProtocol
import Supervision
public import SystemPackage

/// A clone of a remote repository: one snapshot of its branches and tags, taken at once.
///
/// Everything that is asked of it later (which commit a ref is, whether a branch contains it, what lies at a path) is
/// answered from that snapshot, so the answers belong together (DESIGN D6). Nothing is checked out before it is asked for,
/// submodules are not followed, and no hook ever runs.
public struct GitRepository: Sendable {
    /// The remote.
    public let location: RepositoryLocation
    /// The folder of the work tree.
    public let folder: FilePath
    private let access: GitAccess

    /// Clones a repository's history; files come when a commit is checked out.
    ///
    /// - Parameters:
    ///   - location: the remote.
    ///   - folder: where to put the clone; it must not be there yet.
    ///   - access: git's private configuration.
    /// - Returns: the clone, with at least one branch or tag.
    /// - Throws: `RepositoryUnreachable` (75), or 69: `RepositoryNotFound`, `RepositoryEmpty`, `RepositoryAccessDenied`,
    ///   `HostKeyUnknown`, `DiskFull`, `ProgramNotFound`, `GitFailed`.
    public static func clone(
        _ location: RepositoryLocation,
        into folder: FilePath,
        with access: GitAccess
    ) async throws(RunnerError) -> GitRepository {
        var arguments = ["clone", "--quiet", "--no-checkout", "--no-recurse-submodules"]
        // A hosting service then sends all commits and trees but only those files that are checked out. A server that
        // knows no filters sends everything, with a warning.
        if case .https = location { arguments.append("--filter=blob:none") }
        if case .ssh = location { arguments.append("--filter=blob:none") }
        let repository = GitRepository(location: location, folder: folder, access: access)
        try await repository.demand(arguments + ["--end-of-options", location.url, folder.string], in: nil)
        guard try await repository.hasCommits() else { throw repository.emptyError() }
        return repository
    }

    private func hasCommits() async throws(RunnerError) -> Bool {
        try await !demand(["for-each-ref", "--count=1", "refs/remotes/origin", "refs/tags"]).output.isEmpty
    }

    private func emptyError() -> RunnerError {
        RunnerError(
            .unavailable,
            "RepositoryEmpty",
            "\(location) has no branch and no tag",
            hint: "push a commit to it first"
        )
    }

    /// Runs git in the clone and answers what it left behind, whatever its code.
    func ask(_ arguments: [String], in directory: FilePath? = nil) async throws(RunnerError) -> CommandResult {
        var command = Command("git", arguments, environment: access.environment(for: location))
        command.workingDirectory = directory
        return try await command.capture(forwarding: access.settings.signals)
    }

    /// Runs git in the clone; a code other than 0 is an error.
    @discardableResult
    func demand(_ arguments: [String]) async throws(RunnerError) -> CommandResult {
        try await demand(arguments, in: folder)
    }

    @discardableResult
    private func demand(_ arguments: [String], in directory: FilePath?) async throws(RunnerError) -> CommandResult {
        let result = try await ask(arguments, in: directory)
        guard result.succeeded else { throw GitFailure(result, at: location).error }
        return result
    }

    /// Runs git in the clone with a question whose answer is no output, or code 1: then `nil`.
    func lookUp(_ arguments: [String]) async throws(RunnerError) -> String? {
        let result = try await ask(arguments, in: folder)
        guard result.succeeded, !result.outputText.isEmpty else { return nil }
        return result.outputText
    }
}
