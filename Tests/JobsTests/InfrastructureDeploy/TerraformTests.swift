import Fixtures
import Supervision
import SystemPackage
import Testing

/// With the real Terraform, and the provider that is built into it.
@Suite(.enabled(if: TestDeploy.hasTerraform, "terraform is not installed"))
struct TerraformTests {
    @Test func `a plan shows what an apply then does, and another plan that nothing is left to do`() async throws {
        let deploy = try await TestDeploy()
        let commit = try await deploy.remote.commit(["dev/vpc/main.tf": deploy.module("hello")])
        let arguments = [
            "--ref", "main", "--binary", "terraform", "--deploy-path", "dev/vpc", "--allowed-apply-refs", "main",
        ]
        let repository = ["--repo", deploy.remote.path.string]

        let plan = try await deploy.run(list: repository + arguments + ["--command", "plan"])
        #expect(plan.exitCode == 0, "\(plan.errors)")
        #expect(plan.output.contains("1 to add, 0 to change, 0 to destroy"))
        #expect(
            plan.remarks == [
                "cloning \(deploy.remote.path)", "using commit \(commit) (ref main of \(deploy.remote.path))",
            ]
        )
        #expect(deploy.folder.read("terraform.tfstate") == nil, "a plan changes nothing")

        let apply = try await deploy.run(list: repository + arguments + ["--command", "apply"])
        #expect(apply.exitCode == 0, "\(apply.errors)")
        #expect(apply.output.contains("Resources: 1 added"))
        #expect(apply.remarks.last == "deploying commit \(commit) (ref main of \(deploy.remote.path))")
        #expect(deploy.folder.read("facts") == "resolved_ref=\(commit)\nresolved_ref=\(commit)\n")

        let again = try await deploy.run(
            list: repository + arguments + ["--command", "plan", "--command-args", "-detailed-exitcode"]
        )
        #expect(again.exitCode == 0, "\(again.errors)")
        #expect(again.output.contains("No changes"))
        #expect(deploy.leftovers == [], "the clone and the credentials are gone")
    }

    @Test func `the tool's exit code is passed on, and said`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": deploy.module("hello"), "bad/main.tf": "resource {"])
        let changes = try await deploy.run(
            "--binary",
            "terraform",
            "--command",
            "plan",
            "--command-args",
            "-detailed-exitcode"
        )
        #expect(changes.exitCode == 2)
        #expect(changes.remarks.last == #""terraform plan" exited with code 2"#)
        let bad = try await deploy.run("--binary", "terraform", "--command", "plan", "--deploy-path", "bad")
        #expect(bad.exitCode == 1)
        #expect(bad.remarks.last == #""terraform init" exited with code 1"#)
    }

    @Test func `validate, refresh and destroy run as they are called`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": deploy.module("hello")])
        let common = [
            "--repo", deploy.remote.path.string, "--ref", "main", "--binary", "terraform", "--allowed-apply-refs",
            "main",
        ]
        for (command, text) in [
            ("validate", "The configuration is valid"), ("apply", "Apply complete"),
            ("refresh", "value = \"hello none\""),
            ("destroy", "Destroy complete! Resources: 1 destroyed"),
        ] {
            let run = try await deploy.run(list: common + ["--command", command])
            #expect(run.exitCode == 0, "\(command): \(run.errors)")
            #expect(run.output.contains(text), "\(command): \(run.output)")
        }
    }

    @Test func `command-args and backend-config reach Terraform word by word`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit([
            "live/main.tf": deploy.module("hello", backend: ""),
            "live/with space.tfvars": "more = \"from a file\"\n",
            "shared.tfvars": "more = \"shared\"\n",
        ])
        let state = deploy.folder.path.appending("other.tfstate").string
        let common = [
            "--repo", deploy.remote.path.string, "--ref", "main", "--binary", "terraform", "--deploy-path", "live/",
            "--allowed-apply-refs", "main", "--backend-config", "path=\(state)", "--command", "apply",
        ]
        let first = try await deploy.run(list: common + ["--command-args", "-var-file 'with space.tfvars'"])
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(first.output.contains(#"value = "hello from a file""#))
        #expect(deploy.folder.read("other.tfstate") != nil)
        let second = try await deploy.run(list: common + ["--command-args=-var-file=../shared.tfvars"])
        #expect(second.output.contains(#"value = "hello shared""#), "\(second.errors)")
    }

    @Test func `variables that steer Terraform past its arguments do not reach it`() async throws {
        var deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": deploy.module("hello")])
        deploy.environment["TF_CLI_ARGS_plan"] = "-destroy -var more=smuggled"
        deploy.environment["TF_CLI_ARGS"] = "-help"
        deploy.environment["TF_VAR_more"] = "configured"
        let plan = try await deploy.run("--binary", "terraform", "--command", "plan", "--command-args", "")
        #expect(plan.exitCode == 0)
        #expect(plan.output.contains("hello configured"))
        #expect(plan.output.contains("1 to add"))
    }
}
