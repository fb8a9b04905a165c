import Testing

@testable import Jobs

/// Every word of every call, so that a change of one is a decision.
@Suite struct ToolCallTests {
    @Test(
        arguments: [
            (.plan, "terraform plan -input=false -x"), (.apply, "terraform apply -input=false -auto-approve -x"),
            (.validate, "terraform validate -x"), (.destroy, "terraform destroy -input=false -auto-approve -x"),
            (.refresh, "terraform refresh -input=false -x"),
        ] as [(DeployCommand.Verb, String)]
    )
    func `Terraform is called so that it asks nothing`(verb: DeployCommand.Verb, call: String) {
        #expect(Self.line(.terraform(verb, ["-x"])) == call)
    }

    @Test func `init gets each setting of the backend as one word`() {
        #expect(
            Self.line(.terraformInit(["a=b c", "f.hcl"]))
                == "terraform init -input=false -backend-config=a=b c -backend-config=f.hcl"
        )
    }

    @Test(arguments: [
        ("0.28.0", "plan-all", "terragrunt plan-all -input=false -x --terragrunt-non-interactive"),
        ("0.28.1", "plan-all", "terragrunt run-all plan -input=false -x --terragrunt-non-interactive"),
        ("0.77.21", "apply-all", "terragrunt run-all apply -input=false -auto-approve -x --terragrunt-non-interactive"),
        ("0.77.21", "apply", "terragrunt apply -input=false -auto-approve -x --terragrunt-non-interactive"),
        ("0.77.22", "apply-all", "terragrunt run --all --non-interactive -- apply -input=false -auto-approve -x"),
        ("1.0.0", "validate", "terragrunt run --non-interactive -- validate -x"),
    ])
    func `Terragrunt is called as its version wants it`(version: String, command: String, call: String) throws {
        let syntax = TerragruntSyntax(try #require(TerragruntVersion(output: version)))
        let words = try CommandWords("-x", at: try DeployPath(""))
        #expect(Self.line(try syntax.call(try #require(DeployCommand(command)), words)) == call)
    }

    private static func line(_ call: ToolCall) -> String {
        ([call.program] + call.arguments).joined(separator: " ")
    }
}
