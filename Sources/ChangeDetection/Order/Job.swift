public import Git

/// One module that a change makes somebody run.
public struct Job: Sendable, Hashable {
    /// The module's folder.
    public let folder: GitPath
    /// What is done to it.
    public let action: Action
    /// What does it.
    public let tool: Module.Tool
    /// The changed files that are the reason, in order.
    public let reasons: [GitPath]
    /// The wave that it runs in, from 1: everything in one wave may run at once.
    public internal(set) var wave = 0
    /// The modules whose jobs must have succeeded first, in order.
    public internal(set) var after: [GitPath] = []
    /// The turn of its account: a job of a later account waits for all of the earlier ones.
    public internal(set) var turn = 0

    /// What is done to a module.
    public enum Action: String, Sendable, Hashable {
        /// Bring it in line with its files.
        case deploy
        /// Take away what it made: its folder is gone.
        case destroy
    }

    init(_ module: Module, _ action: Action, _ reasons: [GitPath]) {
        folder = module.folder
        self.action = action
        tool = module.tool
        self.reasons = reasons
    }

    /// The account that the module belongs to.
    public var account: String { folder.account }
}
