import RunProtocol

/// The words of `--command-args`, told apart: Terragrunt's own options, and what it passes on to Terraform.
struct TerragruntWords {
    /// Terragrunt's own options, under the names of its version.
    private(set) var own: [String] = []
    /// What is passed on, untouched.
    private(set) var passedOn: [String] = []

    /// - Parameters:
    ///   - words: the words, with options under their old names or their new ones.
    ///   - version: the version that will read them.
    ///   - naming: the names that it reads.
    /// - Throws: `InvalidCommandArguments` (64) for an old name that has no counterpart.
    init(_ words: [String], for version: TerragruntVersion, named naming: TerragruntOption.Naming) throws(RunnerError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            let parts = CommandWords.Word(word)
            guard let name = parts.name, let option = TerragruntOption.called(name) else {
                if naming == .current, let name = parts.name, name.utf8.starts(with: "terragrunt-".utf8) {
                    throw Self.unknown(word)
                }
                passedOn.append(word)
                continue
            }
            let spelled = "--" + option.name(naming, in: version)
            if let value = parts.value {
                own.append("\(spelled)=\(value)")
            } else if option.value == .required, let value = rest.popFirst() {
                // Terragrunt's parser reads both forms; with `=` nothing can be taken for another option.
                own.append("\(spelled)=\(value)")
            } else {
                own.append(spelled)
            }
        }
    }

    private static func unknown(_ word: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidCommandArguments",
            "\(Shown.text(word)) is not an option of the installed Terragrunt",
            hint: "see https://terragrunt.gruntwork.io/docs/migrate/cli-redesign for what it is called now"
        )
    }
}
