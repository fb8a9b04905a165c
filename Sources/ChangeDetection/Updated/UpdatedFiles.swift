public import Git

/// Which files changed and are still there: what `git-updated-files` prints.
public struct UpdatedFiles: Sendable {
    /// The endings that count; none: every file counts.
    public var endings: [String]
    /// The endings that do not count, whatever `endings` says.
    public var excludedEndings: [String]

    /// Every file counts, unless endings are given.
    public init(endings: [String] = [], excluding excludedEndings: [String] = []) {
        self.endings = endings
        self.excludedEndings = excludedEndings
    }

    /// The files, in order; a deleted file is none, since nobody can run or include it.
    public func files(of changes: [FileChange]) -> [GitPath] {
        changes.filter { change in
            change.kind != .deleted && !change.isSubmodule
                && (endings.isEmpty || endings.contains(where: change.path.hasSuffix))
                && !excludedEndings.contains(where: change.path.hasSuffix)
        }.map(\.path).sorted()
    }

    /// An ending as pipelines write it, `sh`, `.sh` or `terragrunt.hcl`: without a dot at all, it is an extension.
    public static func ending(_ written: String) -> String {
        written.contains(".") ? written : "." + written
    }
}
