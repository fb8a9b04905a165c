import Git

@testable import ChangeDetection

/// The files of a commit, made up: what is tested here is what they say, not how git hands them out.
struct TestTree {
    private(set) var files: [String: String]
    private(set) var links: [String: String] = [:]

    init(_ files: [String: String]) {
        self.files = files
    }

    /// The same files with others in their place; `nil` takes one away.
    func with(_ changes: [String: String?]) -> TestTree {
        var tree = self
        for (path, text) in changes { tree.files[path] = text }
        return tree
    }

    /// The same files with a symbolic link.
    func linking(_ path: String, to target: String) -> TestTree {
        var tree = self
        tree.links[path] = target
        return tree
    }

    var snapshot: Snapshot {
        var entries: [GitPath: TreeFile] = [:]
        var contents: [TreeFile.ObjectName: ArraySlice<UInt8>] = [:]
        for (kind, group) in [(TreeFile.Kind.file, files), (.link, links)] {
            for (path, text) in group {
                let object = Array(path.utf8)[...]
                entries[GitPath(path)] = TreeFile(kind: kind, object: object)
                contents[object] = Array(text.utf8)[...]
            }
        }
        return Snapshot(entries, contents)
    }

    var graph: ModuleGraph { ModuleGraph(snapshot, accounts: nil) }

    /// Each module with what it depends on, a line each: `dev/web → dev/network, dev/database`.
    var edges: [String] {
        graph.modules.values.sorted { $0.folder < $1.folder }.map { module in
            let names = module.dependencies.map(\.text).joined(separator: ", ")
            return module.folder.text + (names.isEmpty ? "" : " → \(names)")
        }
    }

    /// The modules that are run when a file changes.
    func affected(by path: String) throws -> [String] {
        try changeSet([FileChange(GitPath(path), files[path] == nil ? .deleted : .modified)]).jobs
            .map(\.folder.text).sorted()
    }

    /// What a change from an older tree to this one affects.
    func changeSet(
        from old: TestTree,
        accounts: Accounts? = nil,
        former: Accounts? = nil,
        _ selection: ChangeSelection = ChangeSelection()
    ) throws -> ChangeSet {
        let changed = Set(files.keys).union(old.files.keys).filter { files[$0] != old.files[$0] }
        let changes = changed.map { path in
            FileChange(GitPath(path), old.files[path] == nil ? .added : files[path] == nil ? .deleted : .modified)
        }
        return try ChangeAnalysis(
            changes: changes.sorted { $0.path < $1.path },
            target: ModuleGraph(snapshot, accounts: accounts?.names),
            source: ModuleGraph(old.snapshot, accounts: (former ?? accounts)?.names),
            accounts: accounts,
            former: former,
            selection: selection
        ).changeSet()
    }

    /// What changes of files affect.
    func changeSet(_ changes: [FileChange]) throws -> ChangeSet {
        try ChangeAnalysis(
            changes: changes,
            target: graph,
            source: nil,
            accounts: nil,
            selection: ChangeSelection()
        ).changeSet()
    }
}
