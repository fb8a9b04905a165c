public import Git

/// What a caller wants of what is affected.
public struct ChangeSelection: Sendable {
    /// Folders to leave out.
    public var excluded: [FolderPattern] = []
    /// The only modules to run; `nil`: all.
    public var only: [GitPath]?
    /// Whether what depends on an affected module is run as well.
    public var dependents = Dependents.listed
    /// Files that every module reads beside its own, as `-var-file` names them: relative to the module's folder.
    public var variableFiles: [String] = []

    /// Which modules count as affected.
    public var scope = Scope.changed

    /// Which modules count as affected.
    public enum Scope: Sendable, Hashable {
        /// Those that read a file that changed.
        case changed
        /// All, whether or not anything changed.
        case all
    }

    /// What becomes of modules that depend on an affected one.
    public enum Dependents: Sendable, Hashable {
        /// They are listed.
        case listed
        /// They are run.
        case run
    }

    /// All that is affected, and nothing else.
    public init() {}
}
