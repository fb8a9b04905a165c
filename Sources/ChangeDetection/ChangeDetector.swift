public import Git
public import RunProtocol

/// Finds what a change affects, in the commits of a clone.
public struct ChangeDetector: Sendable {
    private let clone: LocalClone
    private let accountsFile: AccountsFile

    /// Where the accounts are listed.
    public enum AccountsFile: Sendable, Hashable {
        /// In `accounts.json`, when there is one.
        case usual
        /// In this file, which must be there.
        case named(GitPath)

        var path: GitPath {
            switch self {
            case .usual: GitPath("accounts.json")
            case .named(let path): path
            }
        }
    }

    /// A detector for a clone.
    public init(_ clone: LocalClone, accounts: AccountsFile = .usual) {
        self.clone = clone
        accountsFile = accounts
    }

    /// Finds what changed between two commits and what has to be run for it.
    ///
    /// - Throws: what is wrong with the repository (64), or `GitFailed` (69).
    public func changeSet(
        _ range: ChangeRange,
        _ selection: ChangeSelection
    ) async throws(RunnerError) -> ChangeSet {
        // Of everything, nothing is asked but what there is.
        let changes = selection.scope == .all ? [] : try await clone.changes(from: range.source, to: range.target)
        guard selection.scope == .all || !changes.isEmpty else { return try ChangeAnalysis.nothing(selection) }
        let snapshot = try await Snapshot(of: range.target, in: clone, and: [accountsFile.path])
        let accounts = try accounts(snapshot, range.target)
        let target = ModuleGraph(snapshot, accounts: accounts?.names)
        var source: ModuleGraph?
        var former: Accounts?
        if let commit = range.source, changes.contains(where: couldEndModules(target)) {
            let older = try await Snapshot(of: commit, in: clone, and: [accountsFile.path])
            // An account may have gone together with its modules.
            let path = accountsFile.path
            former = older.text(path).flatMap { try? Accounts(parsing: $0, file: path.quoted) }
            source = ModuleGraph(older, accounts: (former ?? accounts)?.names)
        }
        return try ChangeAnalysis(
            changes: changes,
            target: target,
            source: source,
            accounts: accounts,
            former: former,
            selection: selection
        ).changeSet()
    }

    private func couldEndModules(_ target: ModuleGraph) -> (FileChange) -> Bool {
        { $0.path == accountsFile.path || target.couldHaveLost($0) }
    }

    private func accounts(_ snapshot: Snapshot, _ commit: CommitID) throws(RunnerError) -> Accounts? {
        let path = accountsFile.path
        if let text = snapshot.text(path) { return try Accounts(parsing: text, file: path.quoted) }
        guard case .named = accountsFile else { return nil }
        throw RunnerError(
            .usage,
            "AccountsNotFound",
            "there is no \(path.quoted) in commit \(commit)",
            hint: "name it relative to the root of the repository, or leave --accounts-file out"
        )
    }
}

extension ModuleGraph {
    /// Whether a change can mean that a module is gone.
    fileprivate func couldHaveLost(_ change: FileChange) -> Bool {
        let name = change.path
        let isConfiguration =
            name.hasSuffix(".tf") || name.hasSuffix(".tf.json") || name.isNamed("terragrunt.hcl")
            || name.isNamed("terragrunt.stack.hcl")
        return isConfiguration && change.kind != .added && modules[name.folder] == nil
    }
}

extension ChangeAnalysis {
    /// What there is to run when nothing changed.
    fileprivate static func nothing(_ selection: ChangeSelection) throws(RunnerError) -> ChangeSet {
        let empty = ModuleGraph(Snapshot([:], [:]), accounts: nil)
        return try ChangeAnalysis(
            changes: [],
            target: empty,
            source: nil,
            accounts: nil,
            selection: selection
        ).changeSet()
    }
}
