public import RunProtocol
import Supervision
import SystemPackage

extension GitRepository {
    /// Commits what has changed in files of the work tree, on top of the commit that is checked out.
    ///
    /// No hook runs and nothing is signed: whose commit it is, the job's log and the author say.
    ///
    /// - Parameters:
    ///   - paths: the files, from the root down.
    ///   - message: what the commit says.
    ///   - author: its author and committer.
    /// - Returns: the commit; `nil` when nothing has changed.
    /// - Throws: as `clone` does.
    public func commit(
        _ paths: [String],
        saying message: String,
        by author: GitAuthor
    ) async throws(RunnerError) -> CommitID? {
        try await demand(["add", "--"] + paths)
        let difference = try await ask(["diff", "--cached", "--quiet", "--no-ext-diff"], in: folder)
        guard !difference.succeeded else { return nil }
        let identity = ["-c", "user.name=\(author.name)", "-c", "user.email=\(author.email)"]
        let options = ["--quiet", "--no-verify", "--no-gpg-sign", "--cleanup=verbatim", "--message=\(message)"]
        try await demand(identity + ["commit"] + options)
        return CommitID(try await demand(["rev-parse", "--verify", "HEAD"]).outputText)
    }

    /// Asks the remote where a branch stands now.
    ///
    /// - Throws: `GitRefNotFound` (64) when the branch is gone, and what `clone` throws.
    public func fetch(_ branch: GitRefName) async throws(RunnerError) -> CommitID {
        let update = "+refs/heads/\(branch):refs/remotes/origin/\(branch)"
        let result = try await ask(
            ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "origin", update],
            in: folder
        )
        if result.errorText.contains("couldn't find remote ref") { throw notFound("branch \(branch)") }
        guard result.succeeded else { throw GitFailure(result, at: location).error }
        return try await resolve(.branch(branch))
    }

    /// What became of a push that failed for no fault of its own.
    public enum PushResult: Hashable, Sendable {
        /// The branch ends with the commit.
        case pushed
        /// The branch has moved on in the meantime, and is as it was without this push.
        case overtaken
    }

    /// Moves a branch of the remote on to a commit that was made on top of it.
    ///
    /// - Throws: 69: `PushDeclined` by a rule of the remote, `PushDenied` for want of rights, `BranchCheckedOut`,
    ///   `RepositoryReadOnly`; `RepositoryUnreachable` (75); and what `clone` throws.
    public func push(_ commit: CommitID, to branch: GitRefName) async throws(RunnerError) -> PushResult {
        var arguments = ["push", "--quiet", "--porcelain", "--no-verify", "--no-signed", "--no-follow-tags"]
        if case .local(let path) = location { arguments.append("--receive-pack=\(try receiver(of: path))") }
        let update = "\(commit):refs/heads/\(branch)"
        let result = try await ask(arguments + ["--recurse-submodules=no", "origin", update], in: folder)
        guard !result.succeeded else { return .pushed }
        let failure = PushFailure(result, of: branch, at: location)
        guard failure.kind != .overtaken else { return .overtaken }
        throw failure.error
    }

    /// The program that takes a push to a repository of this machine.
    ///
    /// The runner's own configuration switches hooks off. The hooks of the repository that is pushed to are its owner's
    /// rules, and hold.
    private func receiver(of path: FilePath) throws(RunnerError) -> String {
        let file = folder.appending(".git/receiver")
        let folders = [path, path.appending(".git")].map { "\tdirectory = \"\(escaped($0.string))\"\n" }
        do {
            try Folder.write("[safe]\n\(folders.joined())".utf8, to: file)
        } catch {
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(folder) cannot be written").caused(
                by: "\(error)"
            )
        }
        return "GIT_CONFIG_GLOBAL='\(file.string.replacing("'", with: "'\\''"))' git receive-pack"
    }

    private func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
