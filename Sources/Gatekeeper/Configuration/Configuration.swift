/// The whole of what a runner allows, checked.
///
/// There is no way to make one but `load`, which refuses a document with any error in it. So whoever holds a
/// `Configuration` holds patterns that compile, names that are well formed and sizes that exist.
public struct Configuration: Hashable, Sendable {
    /// The containers, ordered by name.
    public internal(set) var containers: [ContainerConfiguration] = []
    /// The sizes of tasks.
    public internal(set) var sizes = TaskSizes()
    /// `artifact_config`: where output is stored, if it is.
    public internal(set) var artifacts: ArtifactConfiguration?
    /// `legacy_null_means_any`: what a rule that is `null` means.
    public internal(set) var nullRules = NullRules.deny
    /// `sandbox`: the settings of the sandbox engine, unread; they are no business of the gate.
    public internal(set) var sandboxNode: ConfigurationNode?
    /// `ecs`: the settings of the ECS engine, unread likewise.
    public internal(set) var ecsNode: ConfigurationNode?

    /// The container of this name.
    public func container(named name: ByteString) -> ContainerConfiguration? {
        containers.first { $0.name == name }
    }

    /// The container that serves requests which name none.
    public var defaultContainer: ContainerConfiguration? {
        containers.first(where: \.isDefault)
    }
}
