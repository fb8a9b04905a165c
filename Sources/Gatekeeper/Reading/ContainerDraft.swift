/// A container as it was read, each part with its place.
struct ContainerDraft {
    typealias NamedString = Located<(name: ByteString, value: Located<ByteString>)>

    let name: Located<ByteString>
    let location: SourceLocation
    let source: ContainerSource
    let image: Located<ByteString>?
    let tag: Located<ByteString>?
    let environment: [NamedString]
    let secrets: [NamedString]
    let additionalSecrets: [Located<ByteString>]
    let scripts: [ScriptDraft]
    let isDefault: Located<Bool>?
    /// Whether it was a mapping at all; if not, that is all there is to say about it.
    let isReadable: Bool

    init(
        _ field: ConfigurationNode.Field,
        source: ContainerSource,
        findings: inout [ConfigurationFinding]
    ) {
        name = Located(field.key, at: field.keyLocation)
        location = field.value.location
        self.source = source
        isReadable = field.value.fields != nil
        var reader = FieldReader(field.value, kind: "a container")
        image = reader.string("docker_image")
        tag = reader.string("docker_tag")
        environment = reader.stringMap("environment_vars")
        secrets = reader.stringMap("secrets_manager_env_vars")
        additionalSecrets = reader.strings("additional_secrets_manager_arns")?.value ?? []
        var scriptFindings: [ConfigurationFinding] = []
        scripts = reader.entries("script_config").map {
            ScriptDraft($0, source: source, findings: &scriptFindings)
        }
        isDefault = reader.boolean("default")
        findings += reader.finish() + scriptFindings
    }

    /// The container, once nothing is wrong with it.
    func container(_ nullRules: NullRules) -> ContainerConfiguration {
        var container = ContainerConfiguration(name: name.value)
        container.image = image.map { ContainerImage(repository: $0.value, tag: tag?.value) }
        container.environment = environment.map {
            EnvironmentVariable(name: $0.value.name, value: $0.value.value.value)
        }
        .sorted { $0.name < $1.name }
        container.secrets = secrets.map { SecretReference(name: $0.value.name, secret: $0.value.value.value) }
            .sorted { $0.name < $1.name }
        container.additionalSecrets = additionalSecrets.map(\.value)
        container.scripts = scripts.map { $0.script(nullRules) }.sorted { $0.name < $1.name }
        container.isDefault = isDefault?.value == true
        return container
    }
}
