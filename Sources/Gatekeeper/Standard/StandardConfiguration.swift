/// The containers that a `standard_configuration` stands for, in the shape in which a user would have written them.
///
/// They are read like any others afterwards, so a standard container cannot do what a written one could not.
struct StandardConfiguration {
    private(set) var containers: [ConfigurationNode.Field] = []

    init(_ node: ConfigurationNode, findings: inout [ConfigurationFinding]) {
        var reader = FieldReader(node, kind: "standard_configuration")
        let imageBuilder = reader.node("docker_image_builder")
        let amiBuilder = reader.node("ami_builder")
        let planner = reader.node("terraform_planner")
        let applier = reader.node("terraform_applier")
        let hardcodedArguments = reader.strings("docker_image_builder_hardcoded_args")
        var hardcodedOptions: [OptionName: Located<[ByteString]>] = [:]
        for (option, value) in reader.optionEntries("docker_image_builder_hardcoded_options") {
            guard let values = reader.strings(value) else { continue }
            hardcodedOptions[option.name] = Located(values.value.map(\.value), at: option.location)
        }
        findings += reader.finish()
        if let imageBuilder {
            var rules = StandardRules(.buildDockerImage, at: imageBuilder.location)
            rules.hardcoded = hardcodedOptions
            rules.hardcodedArguments = hardcodedArguments?.value.map(\.value) ?? ["--idempotent"]
            add("docker-image-builder", imageBuilder, kind: "docker_image_builder", findings: &findings) { section in
                section.buildImages(rules)
            }
        }
        if let amiBuilder {
            add("ami-builder", amiBuilder, kind: "ami_builder", findings: &findings) { $0.buildMachineImages() }
        }
        if let planner {
            add("terraform-planner", planner, kind: "terraform_planner", findings: &findings) { $0.plan() }
        }
        if let applier {
            add("terraform-applier", applier, kind: "terraform_applier", findings: &findings) { $0.apply() }
        }
    }

    private mutating func add(
        _ name: ByteString,
        _ node: ConfigurationNode,
        kind: String,
        findings: inout [ConfigurationFinding],
        scripts: (inout StandardSectionReader) -> [StandardRules]
    ) {
        var section = StandardSectionReader(node, kind: kind)
        let rules = scripts(&section)
        containers.append(section.section.container(name, scripts: rules))
        findings += section.finish()
    }
}
