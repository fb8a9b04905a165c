public import RunProtocol
import Supervision

extension LocalClone {
    /// The files that differ between two commits, in the order of their paths.
    ///
    /// - Parameters:
    ///   - source: the older one; `nil`: there was nothing before.
    ///   - target: the newer one.
    /// - Returns: a change for each file.
    /// - Throws: `GitFailed` (69).
    public func changes(from source: CommitID?, to target: CommitID) async throws(RunnerError) -> [FileChange] {
        guard let source else {
            return try await files(of: target).map { path, file in
                FileChange(path, .added, isSubmodule: file.kind == .submodule)
            }.sorted { $0.path < $1.path }
        }
        return FileChange.list(
            try await demand(Self.difference + [source.hexadecimal, target.hexadecimal, "--"]).output
        )
    }

    /// The files that differ between what two references mean, in one call of git where the clone has both.
    ///
    /// - Throws: as `commits` does; `GitFailed` (69).
    public func changes(from source: String, to target: String) async throws(RunnerError) -> [FileChange] {
        for reference in [source, target] { try Self.check(reference) }
        let result = try await ask(Self.difference + ["\(source)^{commit}", "\(target)^{commit}", "--"])
        if result.succeeded { return FileChange.list(result.output) }
        let commits = try await commits([source, target])
        return try await changes(from: commits[0], to: commits[1])
    }

    /// The question for a difference, which no setting of the caller's (renames, colours, a folder) changes.
    ///
    /// `diff-tree`, the plumbing for it, reads the index as well: with 10,000 files that takes longer than the rest.
    private static let difference = [
        "diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-color", "--no-relative",
        "--ignore-submodules=none", "-O/dev/null",
    ]

    /// All files of a commit.
    ///
    /// - Throws: `GitFailed` (69).
    public func files(of commit: CommitID) async throws(RunnerError) -> [GitPath: TreeFile] {
        TreeFile.files(try await demand(["ls-tree", "-r", "-z", "--full-tree", commit.hexadecimal]).output)
    }

    /// Those of some paths that a commit has, as a file or as a folder with files in it.
    ///
    /// - Throws: `GitFailed` (69).
    public func present(_ paths: [GitPath], in commit: CommitID) async throws(RunnerError) -> Set<GitPath> {
        guard paths.allSatisfy(\.isUTF8) else {
            // No argument can name them: all files are listed.
            let files = try await files(of: commit)
            return Set(paths.filter { path in files[path] != nil || files.keys.contains { $0.isInside(path) } })
        }
        var present: Set<GitPath> = []
        for start in stride(from: 0, to: paths.count, by: Self.pathsPerCall) {
            let some = paths[start..<min(start + Self.pathsPerCall, paths.count)]
            let names = some.filter { !$0.isRoot }.map(\.text)
            guard !names.isEmpty else { continue }
            // -t: a folder is listed although another of the paths leads into it.
            let options = ["-z", "-t", "--name-only", "--full-tree", commit.hexadecimal, "--"]
            let output = try await demand(["--literal-pathspecs", "ls-tree"] + options + names).output
            present.formUnion(output.split(separator: 0).map { GitPath($0) })
        }
        return present.intersection(paths)
    }

    /// The contents of objects, in one call of git.
    ///
    /// - Throws: `GitFailed` (69).
    public func contents(
        of objects: some Collection<TreeFile.ObjectName>
    ) async throws(RunnerError) -> [TreeFile.ObjectName: ArraySlice<UInt8>] {
        guard !objects.isEmpty else { return [:] }
        var input: [UInt8] = []
        for object in objects { input += object + [0x0A] }
        let output = try await demand(["cat-file", "--batch", "--buffer"], input: input).output
        return Self.batch(output)
    }

    /// Reads what `git cat-file --batch` writes: `OBJECT blob SIZE`, a line feed, the content, a line feed.
    private static func batch(_ output: [UInt8]) -> [TreeFile.ObjectName: ArraySlice<UInt8>] {
        var contents: [TreeFile.ObjectName: ArraySlice<UInt8>] = [:]
        var start = output.startIndex
        while let end = output[start...].firstIndex(of: 0x0A) {
            let head = output[start..<end].split(separator: 0x20)
            start = end + 1
            guard head.count == 3, let size = Int(String(decoding: head[2], as: UTF8.self)) else { continue }
            guard start + size <= output.count else { break }
            contents[head[0]] = output[start..<(start + size)]
            start += size + 1
        }
        return contents
    }

    private static let pathsPerCall = 500
}
