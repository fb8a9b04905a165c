import Patterns

/// Whether a script that can change infrastructure is held to its repositories and refs.
struct PrivilegeCheck {
    let script: ScriptDraft
    let nullRules: NullRules
    let source: ContainerSource

    /// The option of each standard script that says where its code comes from.
    private static let repositoryOptions: [ByteString: OptionName] = [
        "infrastructure-deploy-script": "repo",
        "terraform-update-variable": "git-url",
        "build-docker-image": "repo",
        "build-packer-artifact": "packer-template-path",
    ]

    private static let applyRefs: OptionName = "allowed-apply-refs"
    private static let applyingCommands: [ByteString] = ["apply", "apply-all", "destroy", "destroy-all", "refresh"]

    var findings: [ConfigurationFinding] {
        anyRepository + (script.name.value == "infrastructure-deploy-script" ? applying : [])
    }

    private var anyRepository: [ConfigurationFinding] {
        guard let option = Self.repositoryOptions[script.name.value], mayPass(option), pattern(of: option) == nil else {
            return []
        }
        let isHeld =
            script.hardcodedOptions.contains { $0.option.name == option }
            && script.rules.single.contains { $0.name == option }
        guard !isHeld else { return [] }
        let message = "\(script.name.value) may be run on any repository, because \(option) has no pattern"
        let hint = "add \(option.bytes) to restricted_options_regex"
        return [.warning(.unrestrictedRepository, at: script.name.location, message, hint: hint)]
    }

    private var applying: [ConfigurationFinding] {
        if mayPass(Self.applyRefs) {
            let message = "callers may pass \(Self.applyRefs), and so choose themselves what may be applied"
            let hint = "remove it from allowed_options, and list the refs in hardcoded_options"
            return [.error(.unrestrictedApplyRefs, at: location(of: Self.applyRefs), message, hint: hint)]
        }
        let isHeld = script.hardcodedOptions.contains { $0.option.name == Self.applyRefs && !$0.values.isEmpty }
        // The standard configuration says so itself, at the list that is empty.
        guard source == .written, mayApply, !isHeld else { return [] }
        let message =
            "the script may be asked to apply, but hardcodes no \(Self.applyRefs), so it will refuse every ref"
        let hint = "list the protected branches in hardcoded_options, or allow the commands plan and validate only"
        return [.warning(.nothingApplies, at: script.name.location, message, hint: hint)]
    }

    private var mayApply: Bool {
        guard mayPass("command") else { return false }
        guard let pattern = pattern(of: "command") else { return true }
        return Self.applyingCommands.contains { pattern.matches($0.bytes) }
    }

    private func mayPass(_ option: OptionName) -> Bool {
        let rules = script.rules
        guard !rules.restricted.contains(where: { $0.name == option }) else { return false }
        if rules.named.contains(where: { $0.name == option }) { return true }
        return rules.allowsAny(nullRules) && !script.hardcodedOptions.contains { $0.option.name == option }
    }

    private func pattern(of option: OptionName) -> Pattern? {
        script.rules.patterns.first { $0.option.name == option }?.pattern
    }

    private func location(of option: OptionName) -> SourceLocation {
        script.rules.named.first { $0.name == option }?.location ?? script.name.location
    }
}
