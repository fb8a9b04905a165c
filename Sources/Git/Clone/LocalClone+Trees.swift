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
        // The plumbing of `git diff`: no setting of the caller's (colours, renames, an external diff) changes it.
        let output = try await demand([
            "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", source.hexadecimal, target.hexadecimal,
        ]).output
        return FileChange.list(output)
    }

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
        var present: Set<GitPath> = []
        for start in stride(from: 0, to: paths.count, by: Self.pathsPerCall) {
            let some = paths[start..<min(start + Self.pathsPerCall, paths.count)]
            // An argument that is not UTF-8 cannot be given; git has no such folder either then, as far as it was asked.
            let names = some.filter { !$0.isRoot }.map(\.text)
            guard !names.isEmpty else { continue }
            let options = ["-z", "--name-only", "--full-tree", commit.hexadecimal, "--"]
            let output = try await demand(["--literal-pathspecs", "ls-tree"] + options + names).output
            present.formUnion(output.split(separator: 0).map { GitPath($0) })
        }
        return present
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
