/// A whole configuration as it was read, each part with its place, before the checks that need more than one part.
struct ConfigurationDraft {
    private(set) var containers: [ContainerDraft] = []
    private(set) var sizes = TaskSizes()
    private(set) var sizeLocations: [ByteString: SourceLocation] = [:]
    private(set) var artifacts: ArtifactConfiguration?
    private(set) var nullRules = NullRules.deny
    private(set) var sandboxNode: ConfigurationNode?
    private(set) var ecsNode: ConfigurationNode?

    /// Far above the largest task there is; these bounds only keep nonsense out.
    private static let units = 1...1_048_576

    init(_ root: ConfigurationNode, form: DocumentForm, findings: inout [ConfigurationFinding]) {
        if form == .environment, Self.isContainerMap(root) {
            containers = (root.fields ?? []).map { ContainerDraft($0, source: .written, findings: &findings) }
            return
        }
        var reader = FieldReader(root, kind: "a configuration")
        if reader.boolean("legacy_null_means_any")?.value == true { nullRules = .allowAny }
        readSizes(&reader)
        let artifactNode = reader.node("artifact_config")
        sandboxNode = reader.node("sandbox")
        ecsNode = reader.node("ecs")
        let standard = reader.node("standard_configuration")
        let written = reader.entries("containers")
        findings += reader.finish()
        artifacts = artifactNode.flatMap { ArtifactConfiguration($0, findings: &findings) }
        let expanded = standard.map { StandardConfiguration($0, findings: &findings).containers } ?? []
        containers = expanded.map { ContainerDraft($0, source: .standard, findings: &findings) }
        containers += written.map { ContainerDraft($0, source: .written, findings: &findings) }
    }

    private mutating func readSizes(_ reader: inout FieldReader) {
        read("container_cpu", into: \.cpu, from: &reader)
        read("container_memory", into: \.memory, from: &reader)
        read("container_max_cpu", into: \.maximumCPU, from: &reader)
        read("container_max_memory", into: \.maximumMemory, from: &reader)
        if let type = reader.choice("container_default_launch_type", of: LaunchType.self) {
            sizes.launchType = type.value
        }
    }

    private mutating func read(
        _ key: ByteString,
        into size: WritableKeyPath<TaskSizes, Int>,
        from reader: inout FieldReader
    ) {
        if let value = reader.integer(key, in: Self.units) { sizes[keyPath: size] = value.value }
        sizeLocations[key] = reader.location(of: key)
    }

    /// A map of containers by itself has no field of a configuration, and every entry looks like a container.
    private static func isContainerMap(_ root: ConfigurationNode) -> Bool {
        guard let fields = root.fields, !fields.isEmpty else { return false }
        return fields.allSatisfy { field in
            field.key != "containers" && field.key != "standard_configuration"
                && (field.value["docker_image"] != nil || field.value["script_config"] != nil)
        }
    }

    /// The configuration, once nothing is wrong with it.
    func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.containers = containers.map { $0.container(nullRules) }.sorted { $0.name < $1.name }
        configuration.sizes = sizes
        configuration.artifacts = artifacts
        configuration.nullRules = nullRules
        configuration.sandboxNode = sandboxNode
        configuration.ecsNode = ecsNode
        return configuration
    }
}
