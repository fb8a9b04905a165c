/// What the four sections of a standard configuration have in common: an image and an environment.
struct StandardSection {
    let location: SourceLocation
    private let image: ConfigurationNode?
    private let tag: ConfigurationNode?
    private var environment: [ConfigurationNode.Field]
    private var secrets: [ConfigurationNode.Field]
    private var additionalSecrets: [ByteString] = []

    init(_ reader: inout FieldReader) {
        location = reader.location
        var imageReader = reader.node("container_image").map { FieldReader($0, kind: "container_image") }
        image = imageReader?.node("docker_image")
        tag = imageReader?.node("docker_tag")
        if let findings = imageReader?.finish() { reader.report(findings) }
        environment = reader.entries("environment_vars")
        secrets = reader.entries("secrets_manager_env_vars")
    }

    /// Puts the credentials into the environment, where `infrastructure-deploy-script` looks for them.
    mutating func inject(_ access: RepositoryAccess, findings: inout [ConfigurationFinding]) {
        for credential in access.secrets { Self.add(credential, to: &secrets, findings: &findings) }
        for credential in access.plain { Self.add(credential, to: &environment, findings: &findings) }
    }

    /// Lets the job read the credentials through the API, for scripts that are given their ARNs.
    mutating func makeReadable(_ access: RepositoryAccess) {
        additionalSecrets += access.secrets.map(\.value.value)
    }

    private static func add(
        _ credential: RepositoryAccess.Credential,
        to fields: inout [ConfigurationNode.Field],
        findings: inout [ConfigurationFinding]
    ) {
        if let written = fields.first(where: { $0.key == credential.variable }) {
            guard written.value.string != credential.value.value else { return }
            let message =
                "\(credential.variable) is set here to another value than by \(credential.value.location.path)"
            findings.append(
                .error(.environmentSetTwice, at: written.keyLocation, message, hint: "keep one of the two")
            )
            return
        }
        let builder = NodeBuilder(location: credential.value.location)
        fields.append(builder.field(credential.variable, builder.string(credential.value.value)))
    }

    /// The container as a user would have written it.
    func container(_ name: ByteString, scripts: [StandardRules]) -> ConfigurationNode.Field {
        let builder = NodeBuilder(location: location)
        let fields: [(ByteString, ConfigurationNode)] = [
            ("docker_image", image ?? builder.node(.null)),
            ("docker_tag", tag ?? builder.node(.null)),
            ("secrets_manager_env_vars", builder.node(.mapping(secrets))),
            ("environment_vars", builder.node(.mapping(environment))),
            ("additional_secrets_manager_arns", builder.strings(additionalSecrets)),
            ("script_config", builder.node(.mapping(scripts.map(\.field)))),
            ("default", builder.node(.boolean(false))),
        ]
        return builder.field(name, builder.mapping(fields))
    }
}
