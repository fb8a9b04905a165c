public import Git
public import RunProtocol

/// Two commits, resolved once, and how they were written.
public struct ChangeRange: Sendable, Hashable {
    /// The older commit; `nil` when the newer one is the first of all.
    public let source: CommitID?
    /// The newer commit.
    public let target: CommitID
    /// How the older one was written, or found.
    public let sourceText: String
    /// How the newer one was written.
    public let targetText: String

    /// How a source that the target does not contain is taken.
    public enum Divergence: Sendable, Hashable {
        /// From where the two parted: what happened on the other side since is no change of this one.
        case fromMergeBase
        /// Not at all.
        case refused
    }

    /// The refs as a caller gives them.
    public struct Request: Sendable {
        /// The older one; `nil`: as the documented pipelines have it.
        public var source: String?
        /// The newer one.
        public var target = "HEAD"
        /// The main branch; `nil`: the remote's default, else `main`.
        public var mainBranch: String?
        /// How a source is taken that the target does not contain.
        public var divergence: Divergence

        /// From the default source to `HEAD`.
        public init(_ divergence: Divergence) {
            self.divergence = divergence
        }
    }

    /// A commit by itself, compared with none.
    ///
    /// - Throws: `GitRefNotFound`, `InvalidGitRef` (64), `CloneTooShallow` (69).
    public init(only target: String, in clone: LocalClone) async throws(RunnerError) {
        source = nil
        sourceText = ""
        targetText = target
        self.target = try await clone.commits([target])[0]
    }

    /// Resolves the refs: on the main branch the default source is the parent, elsewhere the remote's main branch.
    ///
    /// - Throws: `GitRefNotFound`, `SourceNotContained`, `InvalidGitRef` (64), `CloneTooShallow` (69).
    public init(_ request: Request, in clone: LocalClone) async throws(RunnerError) {
        targetText = request.target
        guard let given = request.source, !Self.isZero(given) else {
            let target = try await clone.commits([request.target])[0]
            let main = try await Self.mainBranch(request, clone)
            if try await Self.isOnMain(request.target, target, main, clone) {
                (source, sourceText) = (try await clone.parent(of: target), "the parent of \(request.target)")
            } else {
                let tip = try await clone.commits(["refs/remotes/origin/\(main)"])[0]
                source = try await Self.base(tip, target, "origin/\(main)", request, clone)
                sourceText = "origin/\(main)"
            }
            self.target = target
            return
        }
        let commits = try await clone.commits([given, request.target])
        target = commits[1]
        sourceText = given
        source = try await Self.base(commits[0], commits[1], given, request, clone)
    }

    /// What continuous integration tools send when there was no commit before.
    private static func isZero(_ text: String) -> Bool {
        text.utf8.count >= 40 && text.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
    }

    private static func mainBranch(_ request: Request, _ clone: LocalClone) async throws(RunnerError) -> String {
        if let branch = request.mainBranch { return branch }
        return try await clone.defaultBranch()?.text ?? "main"
    }

    /// Whether the target is on the main branch: by the name that is checked out, or, where a tool has checked out a
    /// commit, by its being part of the remote's main branch.
    private static func isOnMain(
        _ text: String,
        _ target: CommitID,
        _ main: String,
        _ clone: LocalClone
    ) async throws(RunnerError) -> Bool {
        if text == main { return true }
        if text == "HEAD", let branch = try await clone.branch() { return branch.text == main }
        guard let tip = try? await clone.commits(["refs/remotes/origin/\(main)"])[0] else { return false }
        return try await clone.isAncestor(target, of: tip)
    }

    private static func base(
        _ source: CommitID,
        _ target: CommitID,
        _ text: String,
        _ request: Request,
        _ clone: LocalClone
    ) async throws(RunnerError) -> CommitID {
        let base = try await clone.mergeBase(source, target)
        guard base != source else { return source }
        guard request.divergence == .fromMergeBase, let base else {
            throw RunnerError(
                .usage,
                "SourceNotContained",
                "\(request.target) (\(target)) does not contain the source ref \(text) (\(source))",
                hint: base.map { "if what was dropped since is to stay as it is, give --source-ref \($0)" }
                    ?? "the two have no history in common; give --source-ref an older commit of the target"
            )
        }
        return base
    }
}
