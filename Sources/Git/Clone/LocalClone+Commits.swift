public import RunProtocol
import Supervision

extension LocalClone {
    /// Resolves what somebody wrote to the commits that it means here and now, in one call of git where all are there.
    ///
    /// Unlike a job's `--ref`, which means a branch of the remote, this may be anything that git reads: `HEAD^`, `main~2`, the
    /// beginning of a commit's name. A commit that a shallow clone lacks is fetched.
    ///
    /// - Throws: `GitRefNotFound` (64); `CloneTooShallow` (69) when it could not be fetched.
    public func commits(_ references: [String]) async throws(RunnerError) -> [CommitID] {
        for reference in references { try Self.check(reference) }
        let answer = try await ask(["rev-parse"] + references.map { "\($0)^{commit}" })
        let lines = answer.outputText.split(separator: "\n").compactMap { CommitID(String($0)) }
        if answer.succeeded, lines.count == references.count { return lines }
        var commits: [CommitID] = []
        for reference in references { commits.append(try await commit(reference)) }
        return commits
    }

    private func commit(_ reference: String) async throws(RunnerError) -> CommitID {
        if let commit = try await present(reference) { return commit }
        return try await fetched(reference)
    }

    /// The commit that a reference means, when the clone has it.
    func present(_ reference: String) async throws(RunnerError) -> CommitID? {
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(reference)^{commit}"]
        let result = try await ask(arguments)
        // Code 1 is its "no"; 128 is a repository that is none.
        guard result.ending != .exited(128) || !result.errorText.contains("repository") else {
            throw failure(result, arguments)
        }
        return result.succeeded ? CommitID(result.outputText) : nil
    }

    /// Refuses what git could take for something else than one commit: an option, a range, what is not to be reached.
    static func check(_ reference: String) throws(RunnerError) {
        // By bytes, as git reads it: in Swift a dash with a combining mark behind it is no dash.
        let bytes = reference.utf8
        let isOther = bytes.starts(with: "-".utf8) || bytes.starts(with: "^".utf8) || bytes.contains("..".utf8)
        guard isOther || bytes.isEmpty || bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
        throw RunnerError(
            .usage,
            "InvalidGitRef",
            reference.isEmpty ? "the git ref is empty" : "\(Printable.text(reference)) is not a git ref",
            hint: "name a branch (main, origin/main), a tag or a commit"
        )
    }

    /// The first parent of a commit; `nil` when it has none.
    ///
    /// - Throws: `CloneTooShallow` (69).
    public func parent(of commit: CommitID) async throws(RunnerError) -> CommitID? {
        if let parent = try await present("\(commit)^1") { return parent }
        guard try await isShallow(), try await hasParents(commit) else { return nil }
        return try await deepened([commit], until: { () async throws(RunnerError) in try await present("\(commit)^1") })
    }

    /// Whether a commit has parents, whether or not the clone has them: `rev-list` hides what a shallow clone lacks.
    private func hasParents(_ commit: CommitID) async throws(RunnerError) -> Bool {
        let head = try await demand(["cat-file", "commit", commit.hexadecimal]).outputText.split(separator: "\n\n")
        return head.first?.split(separator: "\n").contains { $0.hasPrefix("parent ") } ?? false
    }

    /// The best commit that two have in common; `nil` when there is none.
    ///
    /// - Throws: `CloneTooShallow` (69).
    public func mergeBase(_ first: CommitID, _ second: CommitID) async throws(RunnerError) -> CommitID? {
        let look = { () async throws(RunnerError) -> CommitID? in
            try await lookUp(["merge-base", first.hexadecimal, second.hexadecimal]).flatMap { CommitID($0) }
        }
        if let base = try await look() { return base }
        guard try await isShallow() else { return nil }
        return try await deepened([first, second], until: look)
    }

    /// Whether a commit is another or an ancestor of it.
    ///
    /// - Throws: `CloneTooShallow` (69).
    public func isAncestor(_ commit: CommitID, of other: CommitID) async throws(RunnerError) -> Bool {
        guard commit != other else { return true }
        return try await mergeBase(commit, other) == commit
    }

    /// The branch that is checked out; `nil` when none is, as in most CI tools.
    public func branch() async throws(RunnerError) -> GitRefName? {
        try await lookUp(["symbolic-ref", "--quiet", "--short", "HEAD"]).flatMap { GitRefName($0) }
    }

    /// The branch that the clone takes for the remote's default; `nil` when it has not noted any, as in many CI tools.
    public func defaultBranch() async throws(RunnerError) -> GitRefName? {
        let prefix = "refs/remotes/origin/"
        guard let name = try await lookUp(["symbolic-ref", "--quiet", prefix + "HEAD"]), name.hasPrefix(prefix) else {
            return nil
        }
        return GitRefName(String(name.dropFirst(prefix.count)))
    }
}
