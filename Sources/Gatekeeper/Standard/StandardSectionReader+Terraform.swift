extension StandardSectionReader {
    /// `terraform_planner`: plan and validate commands only.
    mutating func plan() -> [StandardRules] {
        let repositories = infrastructureRepositories()
        injectAccess()
        var rules = deployRules(repositories)
        rules.patterns["command"] = ByteString(StandardPatterns.plannerCommands)
        return [rules]
    }

    /// `terraform_applier`: every command, for the listed refs; and updates of the listed variables.
    mutating func apply() -> [StandardRules] {
        let repositories = infrastructureRepositories()
        injectAccess()
        var deploy = deployRules(repositories)
        deploy.patterns["command"] = ByteString(StandardPatterns.applierCommands)
        deploy.onAbandon = .finish
        let refs = applyRefs()
        if !refs.value.isEmpty { deploy.fix("allowed-apply-refs", refs) }
        return [deploy, updateRules(repositories)]
    }

    private mutating func infrastructureRepositories() -> RepositoryRules {
        RepositoryRules(
            &reader,
            listedIn: "infrastructure_live_repositories",
            patternsIn: "infrastructure_live_repositories_regex"
        )
    }

    private mutating func deployRules(_ repositories: RepositoryRules) -> StandardRules {
        var rules = StandardRules(.infrastructureDeployScript, at: section.location)
        rules.patterns["repo"] = repositories.pattern
        if let single = repositories.single { rules.hardcode("repo", single) }
        rules.nested = [("command-args", CommandArguments(&reader).node)]
        return rules
    }

    /// The refs that may be applied, each once; none when the list is missing, be it in the old format or not.
    private mutating func applyRefs() -> Located<[ByteString]> {
        let listed = reader.strings("allowed_apply_git_refs")
        let location = reader.location(of: "allowed_apply_git_refs")
        var refs: [ByteString] = []
        for ref in listed?.value ?? [] where !refs.contains(ref.value) {
            if RefName.isWellFormed(ref.value) {
                refs.append(ref.value)
            } else {
                let message = "(\(ref.value)) is not the name of a branch, a tag or a commit"
                let hint = "write a name such as main or origin/main; patterns are not taken here"
                reader.report(.error(.malformed, at: ref.location, message, hint: hint))
            }
        }
        if refs.isEmpty {
            let message = "no ref may be applied, because allowed_apply_git_refs names none"
            let hint = "list the protected branches, such as allowed_apply_git_refs: [main, origin/main]"
            reader.report(.warning(.nothingApplies, at: location, message, hint: hint))
        }
        return Located(refs, at: location)
    }

    private mutating func updateRules(_ repositories: RepositoryRules) -> StandardRules {
        var rules = StandardRules(.terraformUpdateVariable, at: section.location)
        rules.patterns["git-url"] = repositories.pattern
        if let single = repositories.single { rules.hardcode("git-url", single) }
        rules.patterns["name"] = VariableNames(&reader).pattern
        if let node = reader.node("machine_user_git_info") {
            var user = FieldReader(node, kind: "machine_user_git_info")
            if let name = user.string("name") { rules.fix("git-user-name", Located([name.value], at: name.location)) }
            if let email = user.string("email") {
                rules.fix("git-user-email", Located([email.value], at: email.location))
            }
            reader.report(user.finish())
        }
        rules.onAbandon = .finish
        return rules
    }
}
