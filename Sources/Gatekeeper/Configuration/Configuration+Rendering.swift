import Patterns

extension Configuration {
    /// The configuration in the documented shape, with `containers` written out and nothing left to a default.
    ///
    /// Loading the result gives the same configuration again. The standard configuration appears as the containers
    /// that it stands for.
    public var node: ConfigurationNode {
        var fields: [(ByteString, ConfigurationNode.Content)] = [
            ("containers", containersNode.content),
            ("container_cpu", .integer(sizes.cpu)),
            ("container_memory", .integer(sizes.memory)),
            ("container_max_cpu", .integer(sizes.maximumCPU)),
            ("container_max_memory", .integer(sizes.maximumMemory)),
            ("container_default_launch_type", .string(ByteString(sizes.launchType.rawValue))),
            ("artifact_config", artifacts.map(\.content) ?? .null),
            ("legacy_null_means_any", .boolean(nullRules == .allowAny)),
        ]
        if let sandboxNode { fields.append(("sandbox", sandboxNode.content)) }
        if let ecsNode { fields.append(("ecs", ecsNode.content)) }
        return ConfigurationNode(.fields(fields)).located()
    }

    /// The containers alone, as the documented map of `container_images`.
    public var containersNode: ConfigurationNode {
        ConfigurationNode(.fields(containers.map { ($0.name, $0.content) })).located()
    }
}

extension ConfigurationNode.Content {
    static func fields(_ fields: [(ByteString, ConfigurationNode.Content)]) -> Self {
        .mapping(fields.map { ConfigurationNode.Field(key: $0, value: ConfigurationNode($1)) })
    }

    static func strings(_ strings: [ByteString]) -> Self {
        .sequence(strings.map { ConfigurationNode(.string($0)) })
    }
}

extension ArtifactConfiguration {
    fileprivate var content: ConfigurationNode.Content {
        .fields([
            ("allow_runtime_selection", .boolean(selection == .byCaller)),
            ("bucket_name", .string(bucketName)),
            ("region", region.map { .string($0) } ?? .null),
            ("default_key_prefix", defaultKeyPrefix.map { .string($0) } ?? .null),
        ])
    }
}

extension ContainerConfiguration {
    fileprivate var content: ConfigurationNode.Content {
        .fields([
            ("docker_image", image.map { .string($0.repository) } ?? .null),
            ("docker_tag", image?.tag.map { .string($0) } ?? .null),
            ("secrets_manager_env_vars", .fields(secrets.map { ($0.name, .string($0.secret)) })),
            ("environment_vars", .fields(environment.map { ($0.name, .string($0.value)) })),
            ("additional_secrets_manager_arns", .strings(additionalSecrets)),
            ("script_config", .fields(scripts.map { ($0.name, $0.content) })),
            ("default", .boolean(isDefault)),
        ])
    }
}

extension ScriptConfiguration {
    fileprivate var content: ConfigurationNode.Content {
        var fields: [(ByteString, ConfigurationNode.Content)] = [
            ("hardcoded_options", .fields(hardcodedOptions.map { ($0.name.bytes, .strings($0.values)) })),
            ("hardcoded_args", .strings(hardcodedArguments)),
        ]
        fields += rules.fields
        let nested = nestedArguments.sorted { $0.key < $1.key }
        fields.append(("nested_arguments", .fields(nested.map { ($0.key.bytes, .fields($0.value.fields)) })))
        fields.append(("on_abandon", .string(ByteString(onAbandon.rawValue))))
        if let stopGraceSeconds { fields.append(("stop_grace_seconds", .integer(stopGraceSeconds))) }
        return .fields(fields)
    }
}

extension ArgumentRules {
    fileprivate var fields: [(ByteString, ConfigurationNode.Content)] {
        let sources = patterns.sorted { $0.key < $1.key }
        var fields: [(ByteString, ConfigurationNode.Content)] = [
            ("allow_positional_args", .boolean(positionals == .accepted)),
            ("allowed_options", allowedOptionsContent),
            ("allowed_options_without_args", names(optionsWithoutArguments)),
            ("allowed_options_with_optional_args", names(optionsWithOptionalArguments)),
            ("restricted_options", names(restrictedOptions)),
            ("restricted_options_regex", .fields(sources.map { (name($0.key), .string(ByteString($0.value.source))) })),
            ("single_options", names(singleOptions)),
        ]
        if case .listed(let options) = dashValueOptions { fields.append(("dash_value_options", names(options))) }
        return fields
    }

    private var allowedOptionsContent: ConfigurationNode.Content {
        switch allowedOptions {
        case .listed(let options): names(options)
        case .any: .null
        }
    }

    private func names(_ options: [OptionName]) -> ConfigurationNode.Content {
        .strings(options.map(name))
    }

    /// Nested options keep the dashes that they are written with, since those are part of how they are passed on.
    private func name(_ option: OptionName) -> ByteString {
        spellings[option] ?? option.bytes
    }
}
