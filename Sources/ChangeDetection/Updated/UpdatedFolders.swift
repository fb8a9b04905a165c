public import Git

/// Which folders hold changed files: what `git-updated-folders` prints.
public struct UpdatedFolders: Sendable {
    /// The names that count, as endings of file names; none: every file counts.
    public var endings: [String]

    /// Every file counts, unless endings are given.
    public init(endings: [String] = []) {
        self.endings = endings
    }

    /// The folders, in order, each once.
    ///
    /// A submodule is a folder itself; what is in it lies in another repository, so it counts only where every file does.
    public func folders(of changes: [FileChange]) -> [GitPath] {
        var folders: Set<GitPath> = []
        for change in changes where counts(change) {
            folders.insert(change.isSubmodule ? change.path : change.path.folder)
        }
        return folders.sorted()
    }

    private func counts(_ change: FileChange) -> Bool {
        endings.isEmpty || !change.isSubmodule && endings.contains(where: change.path.isCounted)
    }

    /// The endings that `--terragrunt` stands for.
    public static let terragrunt = ["terragrunt.hcl"]
    /// The endings that `--terraform` stands for.
    public static let terraform = [".tf", ".tfvars"]
}

extension GitPath {
    /// Whether an ending counts this file: `.tf` any file that ends so, `terragrunt.hcl` the file of that name only.
    func isCounted(_ ending: String) -> Bool {
        ending.hasPrefix(".") ? hasSuffix(ending) : isNamed(ending)
    }
}
