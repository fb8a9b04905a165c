import Gatekeeper
import RunProtocol

/// How a version of Terragrunt wants to be called.
///
/// - Before 0.28.1: `terragrunt plan-all`.
/// - From 0.28.1: `terragrunt run-all plan`, with options named `--terragrunt-…`.
/// - From 0.77.22: `terragrunt run --all -- plan`, with options without that prefix. The command came with 0.73.0, but
///   only behind `--experiment cli-redesign`; 0.84.0 and later versions no longer know the older forms.
struct TerragruntSyntax: Sendable {
    private let version: TerragruntVersion

    init(_ version: TerragruntVersion) {
        self.version = version
    }

    private enum Generation {
        case suffix
        case runAll
        case run
    }

    private var generation: Generation {
        if version < TerragruntVersion(0, 28, 1) { return .suffix }
        return version < TerragruntVersion(0, 77, 22) ? .runAll : .run
    }

    /// The call for a command.
    ///
    /// - Throws: `InvalidCommandArguments` (64) for an option that this version does not have.
    func call(_ command: DeployCommand, _ words: CommandWords) throws(RunnerError) -> ToolCall {
        let split = try TerragruntWords(words.words, for: version, named: generation == .run ? .current : .prefixed)
        return call(
            command.verb.rawValue,
            command.scope,
            own: split.own,
            passedOn: ToolCall.unattended(command.verb) + split.passedOn
        )
    }

    /// The call that readies the folder, or all of them.
    ///
    /// - Throws: `InvalidArguments` (64) where this version cannot ready all.
    func initialisation(_ scope: DeployCommand.Scope, _ backendConfig: [String]) throws(RunnerError) -> ToolCall {
        if scope == .all, generation == .suffix {
            throw ScriptOptions.invalid(
                .infrastructureDeployScript,
                "--backend-config does not go with commands for all modules in this version of Terragrunt",
                hint: "write it into terragrunt.hcl (remote_state), or use Terragrunt 0.28.1 or later"
            )
        }
        return call("init", scope, own: [], passedOn: ["-input=false"] + backendConfig.map { "-backend-config=\($0)" })
    }

    /// The call that formats a file of the folder it runs in.
    func formatting(_ file: String) -> ToolCall {
        let arguments =
            generation == .run ? ["hcl", "fmt", "--file", file] : ["hclfmt", "--terragrunt-hclfmt-file", file]
        return ToolCall(program: "terragrunt", arguments: arguments, name: "terragrunt " + (generation == .run ? "hcl fmt" : "hclfmt"))
    }

    private func call(_ verb: String, _ scope: DeployCommand.Scope, own: [String], passedOn: [String]) -> ToolCall {
        let arguments: [String]
        switch (generation, scope) {
        case (.suffix, .all): arguments = ["\(verb)-all"] + passedOn + own + ["--terragrunt-non-interactive"]
        case (.runAll, .all): arguments = ["run-all", verb] + passedOn + own + ["--terragrunt-non-interactive"]
        case (.suffix, .module), (.runAll, .module):
            arguments = [verb] + passedOn + own + ["--terragrunt-non-interactive"]
        case (.run, .all): arguments = ["run", "--all", "--non-interactive"] + own + ["--", verb] + passedOn
        case (.run, .module): arguments = ["run", "--non-interactive"] + own + ["--", verb] + passedOn
        }
        let name = "terragrunt \(verb)" + (scope == .all ? "-all" : "")
        return ToolCall(program: "terragrunt", arguments: arguments, name: name)
    }
}
