/// Reads one section of a standard configuration into rules for its scripts.
struct StandardSectionReader {
    var reader: FieldReader
    var section: StandardSection

    init(_ node: ConfigurationNode, kind: String) {
        reader = FieldReader(node, kind: kind)
        section = StandardSection(&reader)
    }

    mutating func finish() -> [ConfigurationFinding] {
        reader.finish()
    }

    /// Credentials as environment variables, as the Terraform scripts want them.
    mutating func injectAccess() {
        let access = RepositoryAccess(&reader)
        var findings: [ConfigurationFinding] = []
        section.inject(access, findings: &findings)
        reader.report(findings)
    }
}

extension StandardSectionReader {
    /// `docker_image_builder`.
    mutating func buildImages(_ base: StandardRules) -> [StandardRules] {
        let repositories = RepositoryRules(&reader, listedIn: "allowed_repos", patternsIn: "allowed_repos_regex")
        var rules = base
        rules.patterns["repo"] = repositories.pattern
        if let single = repositories.single { rules.hardcode("repo", single) }
        return [rules]
    }

    /// `ami_builder`.
    ///
    /// Its script is told which secrets to read, and always skips images that exist already.
    mutating func buildMachineImages() -> [StandardRules] {
        let repositories = RepositoryRules(&reader, listedIn: "allowed_repos", patternsIn: "allowed_repos_regex")
        let access = RepositoryAccess(&reader)
        section.makeReadable(access)
        var rules = StandardRules(.buildPackerArtifact, at: section.location)
        rules.patterns["packer-template-path"] =
            "git::(?:" + repositories.pattern
            + ByteString(#")//\#(StandardPatterns.relativePath)(?:\?ref=\#(StandardPatterns.ref))?"#)
        rules.hardcode("idempotent", Located("true", at: section.location))
        for credential in access.secrets + access.plain {
            rules.fix(credential.option, Located([credential.value.value], at: credential.value.location))
        }
        return [rules]
    }
}
