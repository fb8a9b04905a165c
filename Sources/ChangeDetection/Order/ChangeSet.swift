public import Git

/// Everything that a change between two commits makes somebody run, in order, and everything else that it touches.
public struct ChangeSet: Sendable {
    /// What is run, in the order in which it starts.
    public internal(set) var jobs: [Job] = []
    /// What should be run and cannot be.
    public internal(set) var leftOut: [LeftOut] = []
    /// What the caller did not want to be run.
    public internal(set) var excluded: [GitPath] = []
    /// Modules whose folder has another name now, and whose state is the same.
    public internal(set) var moved: [Move] = []
    /// What depends on a job and is not run for that.
    public internal(set) var dependents: [GitPath] = []
    /// Changed files that no module reads.
    public internal(set) var unrelated: [GitPath] = []
    /// What to look at, though nothing is kept from running by it.
    public internal(set) var warnings: [Warning] = []

    /// A module that is affected and cannot be run.
    public struct LeftOut: Sendable, Hashable {
        /// The module's folder.
        public let folder: GitPath
        /// Why.
        public let reason: Reason
    }

    /// A module that has another folder now.
    public struct Move: Sendable, Hashable {
        /// Where it was.
        public let from: GitPath
        /// Where it is.
        public let to: GitPath
    }

    /// Why a module cannot be run.
    public enum Reason: String, Sendable, Hashable {
        case runnerNeverDeploysItself = "RunnerNeverDeploysItself"
        case folderNotEmpty = "FolderNotEmpty"
        case notDeployable = "NotDeployable"
        case stackNotSupported = "StackNotSupported"

        /// The reason in words, and what to do.
        public var message: String {
            switch self {
            case .runnerNeverDeploysItself:
                "the runner never deploys itself: it could stop half-way; apply it by hand, and --exclude '**/ecs-deploy-runner'"
            case .folderNotEmpty:
                "it is no module any more, but its folder still has files; remove them, and it is destroyed"
            case .notDeployable:
                "its path cannot be a deploy path: it is to be UTF-8 without control characters, with no dash or tilde first"
            case .stackNotSupported: "a stack of Terragrunt has to be generated first, which the runner does not do"
            }
        }
    }

    /// Something to look at.
    public struct Warning: Sendable, Hashable {
        /// What kind of thing it is.
        public let code: Code
        /// The file or folder that it is about.
        public let path: GitPath
        /// The line, from 1, where there is one.
        public var line: Int?
        /// The column, from 1, where there is one.
        public var column: Int?
        /// What it is.
        public let message: String

        /// What kinds of things there are to look at.
        public enum Code: String, Sendable, Hashable {
            case unreadable = "HCLUnreadable"
            case dependencyMissing = "DependencyMissing"
            case dependencyDestroyed = "DependencyDestroyed"
        }
    }
}
