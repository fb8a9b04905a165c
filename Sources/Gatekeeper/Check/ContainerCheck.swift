/// What can be wrong with a container as a whole.
struct ContainerCheck {
    let container: ContainerDraft
    let nullRules: NullRules

    var findings: [ConfigurationFinding] {
        name + image + EnvironmentCheck(container: container).findings + scripts
    }

    /// Container names become part of names in AWS, which have these characters in common.
    private var name: [ConfigurationFinding] {
        let name = container.name
        let isPlain = name.value.bytes.allSatisfy {
            ASCII.isAlphanumeric($0) || $0 == ASCII.dash || $0 == ASCII.underscore
        }
        guard let first = name.value.bytes.first, ASCII.isAlphanumeric(first), isPlain, name.value.count <= 128 else {
            let message = "(\(name.value)) is not the name of a container\(name.value.nonASCIIRemark)"
            let hint = "a container name is up to 128 ASCII letters, digits, dashes and underscores"
            return [.error(.invalidContainerName, at: name.location, message, hint: hint)]
        }
        return []
    }

    private var image: [ConfigurationFinding] {
        guard let image = container.image else {
            let message = "there is no docker_image: the sandbox needs none, and on ECS the task definition names one"
            return [
                .note(.missingImage, at: container.location, message, hint: "add docker_image and docker_tag for ECS")
            ]
        }
        var findings = hazards(in: image) + (container.tag.map(hazards) ?? [])
        let reference = image.value.bytes.split(separator: ASCII.slash).last ?? []
        let isPinned = reference.contains(ASCII.at)
        if !isPinned, reference.contains(ASCII.colon) {
            let message = "docker_image has a tag of its own (\(image.value))"
            findings.append(.error(.imageTaggedTwice, at: image.location, message, hint: "move the tag to docker_tag"))
        } else if container.tag == nil, !isPinned {
            let message = "there is no docker_tag, so the image that runs can change at any time"
            findings.append(.warning(.missingImageTag, at: image.location, message, hint: "add docker_tag"))
        } else if let tag = container.tag, tag.value == "latest" {
            let message = "the tag latest moves, so the image that runs can change at any time"
            findings.append(.warning(.movingImageTag, at: tag.location, message, hint: "name a version"))
        }
        return findings
    }

    private func hazards(in text: Located<ByteString>) -> [ConfigurationFinding] {
        guard let hazard = text.value.firstHazard else { return [] }
        let message = "(\(text.value)) contains \(hazard.name)"
        return [.error(.hazardousText, at: text.location, message, hint: "remove it")]
    }

    private var scripts: [ConfigurationFinding] {
        guard !container.scripts.isEmpty else {
            let message = "no script may be run in \(container.name.value)"
            let hint = "list its scripts in script_config"
            return [.warning(.noScripts, at: container.location, message, hint: hint)]
        }
        return container.scripts.flatMap {
            ScriptCheck(script: $0, nullRules: nullRules, source: container.source).findings
        }
    }
}
