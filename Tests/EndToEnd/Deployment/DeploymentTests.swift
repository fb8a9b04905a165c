import Fixtures
import Foundation
import Supervision
import Testing

/// The examples, applied with the real provider to an account that is empty, used, and destroyed.
@Suite(
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .enabled(
        if: TerraformRequirement.isMet && TerraformRequirement.providers != nil,
        Comment(rawValue: TerraformRequirement.reason)
    ),
    .timeLimit(.minutes(30))
)
struct DeploymentTests {
    @Test func `quick-start runs the demo's job for a user who may do nothing but call the function`() async throws {
        let account = try await EmptyAccount()
        var variables = try await account.common()
        variables["infrastructure_live_repository"] = account.repository
        variables["environment_vars"] = account.environmentVariables
        let root = try await apply("examples/quick-start", account, variables)
        let outputs = try await root.outputs()
        try await account.peer("aws_account.py", "secret", outputs["git_token_secret"] as? String ?? "", "token")
        let caller = try JSONDecoder().decode(
            [String: String].self,
            from: Data(
                try await account.peer("aws_account.py", "caller", outputs["invoke_policy_arn"] as? String ?? "").utf8
            )
        )

        let plan = try await account.deploy("plan", environment: caller)
        #expect(plan.code == 0, "\(plan.errors)")
        #expect(plan.output.contains("5 to add"))
        #expect(plan.errors.contains("log complete"))
        let applied = try await account.deploy("apply", environment: caller)
        #expect(applied.code == 0, "\(applied.errors)")
        #expect(applied.output.contains("Apply complete!"))
        let direct = try await account.deploy("plan", ["--logs-via", "cloudwatch"], environment: caller)
        #expect(direct.code != 0, "the policy lets its user read no log past the function")

        let check = try await account.checkConfiguration(outputs["configuration_json"] as? String ?? "")
        #expect(check.code == 0, "\(check.output)")
        // An upgrade: whatever it makes new, what becomes allowed is known before.
        variables["deploy_runner_image"] = ["docker_image": EmptyAccount.image, "docker_tag": "v2"]
        try root.write(try JSONSerialization.text(variables), to: "terraform.tfvars.json")
        try await run("plan", ["-out", "plan"], root)
        let planned = try PlannedRules.json(try await root.terraform("show", ["-json", "plan"]).output)
        let compared = try await account.compareConfigurations(outputs["rules_json"] as? String ?? "", planned)
        #expect(compared.code == 0, "\(compared.output)\(compared.errors)")
        try await destroy(root)
    }

    @Test func `ec2-worker-pool runs tasks through the capacity provider of its workers`() async throws {
        let account = try await EmptyAccount()
        var variables = try await account.network()
        variables["infrastructure_live_repository"] = account.repository
        variables["environment_vars"] = account.environmentVariables
        let root = try await apply("examples/ec2-worker-pool", account, variables)
        let plan = try await account.deploy("plan")
        #expect(plan.code == 0, "\(plan.errors)")
        #expect(plan.output.contains("5 to add"))
        let providers = try await account.peer("aws_account.py", "providers")
        #expect(providers == "[\"workers-ecs-deploy-runner\"]")
        try await destroy(root)
    }

    @Test func `multi-account allows what a run needs, and denies thirty abuses`() async throws {
        let account = try await EmptyAccount()
        let root = try await apply("examples/multi-account/runner", account, try await account.severalAccounts())
        let plan = try await account.deploy("plan", ["--repo", account.repository])
        #expect(plan.code == 0, "\(plan.errors)")

        let tried = try await PolicyCall.all(in: account)
        #expect(tried.filter { $0.found != $0.expected }.map(\.name) == [])
        #expect(tried.count { $0.expected == "denied" } == 30)

        let fired = try await account.peer("aws_account.py", "fire", "ecs-deploy-runner-nightly-drift")
        #expect(Set(try FiredRun.all(in: fired)).count == 1, "one event is one run, however often it comes")

        let roles: [String: Any] = ["runner_role_arns": try await root.outputs()["job_roles"] ?? [:]]
        let target = try await apply("examples/multi-account/target", account, roles)
        try await destroy(target)
        try await destroy(root)
    }
}

extension DeploymentTests {
    /// Applies an example twice, of which the second time changes nothing.
    private func apply(
        _ example: String,
        _ account: EmptyAccount,
        _ variables: [String: Any]
    ) async throws
        -> TerraformRoot
    {
        let root = try await TerraformRoot(example, environment: account.standin.environment)
        try root.write(try JSONSerialization.text(variables), to: "terraform.tfvars.json")
        for (command, arguments) in [("init", []), ("validate", []), ("apply", ["-auto-approve"])] {
            try await run(command, arguments, root)
        }
        let again = try await root.terraform("plan", ["-detailed-exitcode"])
        #expect(again.ending == .exited(0), "\(again.outputText)\(again.errorText)")
        return root
    }

    private func destroy(_ root: TerraformRoot) async throws {
        try await run("destroy", ["-auto-approve"], root)
    }

    private func run(_ command: String, _ arguments: [String], _ root: TerraformRoot) async throws {
        let result = try await root.terraform(command, arguments)
        try #require(result.succeeded, "terraform \(command): \(result.errorText)")
    }
}
