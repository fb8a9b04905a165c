public import RunProtocol

/// What somebody wrote to name a commit of the remote repository, before it is resolved (DESIGN D6).
public enum GitReference: Hashable, Sendable {
    /// A commit by its whole name.
    case commit(CommitID)
    /// A branch of the remote: `refs/heads/main`, `origin/main`.
    case branch(GitRefName)
    /// A tag of the remote: `refs/tags/v1`.
    case tag(GitRefName)
    /// A branch or a tag of the remote: `main`, `v1`.
    case branchOrTag(GitRefName)

    /// Reads what was written.
    ///
    /// A revision that has to be *computed* (`HEAD^`, `main~2`, `main@{1}`, `a..b`) is none: what it means depends on
    /// when and where it is computed, so a later merge would change what is deployed.
    ///
    /// - Throws: `InvalidGitRef` (64).
    public init(_ text: String) throws(RunnerError) {
        if let commit = CommitID(text) {
            self = .commit(commit)
        } else if let branch = Self.name(in: text, behind: "refs/heads/", "refs/remotes/origin/", "origin/") {
            self = .branch(branch)
        } else if let tag = Self.name(in: text, behind: "refs/tags/") {
            self = .tag(tag)
        } else if let name = GitRefName(text), !Self.isSpecial(text) {
            self = .branchOrTag(name)
        } else {
            throw Self.error(text)
        }
    }

    private static func name(in text: String, behind prefixes: String...) -> GitRefName? {
        for prefix in prefixes where text.utf8.starts(with: prefix.utf8) {
            let name = String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
            // A clone's origin/HEAD follows the default branch; no remote has a branch of that name.
            return name == "HEAD" ? nil : GitRefName(name)
        }
        return nil
    }

    /// Names that git gives a meaning of its own, and folders of refs that are neither branches nor tags.
    private static func isSpecial(_ text: String) -> Bool {
        text == "HEAD" || text == "origin" || text.utf8.starts(with: "refs/".utf8)
    }

    private static func error(_ text: String) -> RunnerError {
        let shown = Printable.text(text)
        var error = RunnerError(
            .usage,
            "InvalidGitRef",
            text.isEmpty ? "the git ref is empty" : "\(shown) is not a git ref that can be deployed",
            hint: "name a branch (main, origin/main, refs/heads/main), a tag (v1, refs/tags/v1) or a whole commit"
        )
        if text.utf8.first == UInt8(ascii: "-") {
            error.cause = "it begins with a dash, as options of git do"
        } else if isRevision(text) {
            error.cause = "it means another commit as soon as somebody pushes, or in another clone"
            error.hint = "resolve it first and pass the commit: git rev-parse '\(shown)'"
        } else if text.utf8.starts(with: "refs/".utf8) {
            error.cause = "only branches (refs/heads/) and tags (refs/tags/) of the remote can be deployed"
        } else {
            error.cause = "git allows no branch and no tag of this name (git check-ref-format)"
        }
        return error
    }

    private static func isRevision(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if text == "HEAD" || bytes.contains(where: { $0 == UInt8(ascii: "^") || $0 == UInt8(ascii: "~") }) {
            return true
        }
        return zip(bytes, bytes.dropFirst()).contains { first, second in
            first == UInt8(ascii: "@") && second == UInt8(ascii: "{") || first == UInt8(ascii: ".") && first == second
        }
    }
}

extension GitReference: CustomStringConvertible {
    /// The reference in words: `branch main`, `tag v1`, `commit 1f0c…`, or the bare name.
    public var description: String {
        switch self {
        case .commit(let commit): "commit \(commit)"
        case .branch(let name): "branch \(name)"
        case .tag(let name): "tag \(name)"
        case .branchOrTag(let name): name.text
        }
    }
}
