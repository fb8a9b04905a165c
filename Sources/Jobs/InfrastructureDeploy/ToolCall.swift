/// One call of Terraform or Terragrunt, as an argument vector.
struct ToolCall: Hashable, Sendable {
    /// The program.
    let program: String
    /// Its arguments.
    let arguments: [String]
    /// What messages call it: `terraform plan`.
    let name: String
}

extension ToolCall {
    /// The call of Terraform for a verb.
    static func terraform(_ verb: DeployCommand.Verb, _ words: [String]) -> ToolCall {
        let arguments = [verb.rawValue] + Self.unattended(verb) + words
        return ToolCall(program: "terraform", arguments: arguments, name: "terraform \(verb.rawValue)")
    }

    /// The call that readies Terraform's folder.
    static func terraformInit(_ backendConfig: [String]) -> ToolCall {
        let arguments = ["init", "-input=false"] + backendConfig.map { "-backend-config=\($0)" }
        return ToolCall(program: "terraform", arguments: arguments, name: "terraform init")
    }

    /// What makes a command ask no questions.
    static func unattended(_ verb: DeployCommand.Verb) -> [String] {
        (verb.takesInput ? ["-input=false"] : []) + (verb.asksForApproval ? ["-auto-approve"] : [])
    }
}
