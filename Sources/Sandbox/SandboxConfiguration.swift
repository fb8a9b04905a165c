public import SystemPackage

/// What the `sandbox:` section of a configuration file says: how tasks run on this machine.
public struct SandboxConfiguration: Hashable, Sendable {
    /// What a task may reach over the network, where its container says nothing else.
    public var network: Network = .none
    /// Repositories on this machine that jobs may clone, as `file://` URLs; mounted where they lie, read-only unless a
    /// container's jobs may push to them.
    public var localRepositories: [FilePath] = []
    /// Folders and files of this machine that every task sees.
    public var mounts: [Mount] = []
    /// A folder of additional scripts for the trigger directory.
    public var scripts: FilePath?
    /// Where secrets come from on this machine, by the names that `secrets_manager_env_vars` has for them.
    public var secrets: [String: SecretSource] = [:]
    /// The folder that `artifact_config` stores output in on this machine; `nil`: one in the state directory.
    public var artifacts: FilePath?
    /// How long a task may run before it is stopped.
    public var maxRunTime: Duration = .seconds(4 * 3600)
    /// What holds for single containers.
    public var containers: [String: Container] = [:]

    /// The defaults: no network, nothing of this machine but its programs.
    public init() {}

    /// What a task may reach over the network.
    public enum Network: String, Hashable, Sendable, CaseIterable {
        /// Nothing, not even this machine's own services.
        case none
        /// Whatever this machine reaches.
        case host
    }

    /// A folder or file of this machine inside the sandbox.
    public struct Mount: Hashable, Sendable {
        /// Where it lies on this machine; absolute.
        public var source: FilePath
        /// Where the task sees it; absolute.
        public var target: FilePath
        /// What the task may do with it.
        public var mode: Mode

        /// Makes a mount.
        public init(_ source: FilePath, at target: FilePath, _ mode: Mode) {
            self.source = source
            self.target = target
            self.mode = mode
        }

        /// What a task may do with a mount.
        public enum Mode: String, Hashable, Sendable, CaseIterable {
            /// Read it.
            case readOnly = "read-only"
            /// Read and change it.
            case readWrite = "read-write"
        }
    }

    /// What holds for one container beside or instead of the rest.
    public struct Container: Hashable, Sendable {
        /// Overrides the network of the section.
        public var network: Network?
        /// More mounts.
        public var mounts: [Mount] = []
        /// Whether its tasks may push to the local repositories.
        public var localRepositories: Mount.Mode = .readOnly
        /// Whether its tasks may make user namespaces of their own.
        public var userNamespaces: UserNamespaces = .denied

        /// Nothing of its own.
        public init() {}
    }

    /// Whether a task may make user namespaces, and be root over itself in them.
    public enum UserNamespaces: String, Hashable, Sendable, CaseIterable {
        /// It may not: the parts of the kernel that only root can reach stay out of its reach.
        case denied
        /// It may, as tools that build images without privileges must.
        case allowed
    }

    /// The network that a container gets.
    func network(of container: String) -> Network {
        containers[container]?.network ?? network
    }

    /// What a container's tasks may do with the local repositories.
    func localRepositories(of container: String) -> Mount.Mode {
        containers[container]?.localRepositories ?? .readOnly
    }

    /// Whether a container's tasks may make user namespaces.
    func userNamespaces(of container: String) -> UserNamespaces {
        containers[container]?.userNamespaces ?? .denied
    }

    /// The mounts that a container gets.
    func mounts(of container: String) -> [Mount] {
        mounts + (containers[container]?.mounts ?? [])
    }
}
