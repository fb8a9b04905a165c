import Fixtures
import RunProtocol
import SystemPackage
import Testing

@testable import Jobs

@Suite struct TerragruntTests {
    private static let versions = [
        "0.27.4", "0.28.1", "0.55.1", "0.73.0", "0.77.21", "0.77.22", "0.84.0", "0.97.0", "1.1.3",
    ]

    private static func deploy(_ version: String) async throws -> TestDeploy {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["dev/vpc/terragrunt.hcl": "", "_envcommon/x.hcl": ""])
        try deploy.fake("terragrunt", FakeTerragrunt.script(version, calls: "\(deploy.folder.path)/calls"))
        return deploy
    }

    private static func run(
        _ deploy: TestDeploy,
        _ command: String,
        _ words: String = ""
    ) async throws -> FinishedDeploy {
        try await deploy.run(
            "--binary",
            "terragrunt",
            "--command",
            command,
            "--deploy-path",
            "dev",
            "--ref",
            "main",
            "--command-args=\(words)",
            "--allowed-apply-refs",
            "main"
        )
    }

    private static func passedOn(_ deploy: TestDeploy) -> [String] {
        deploy.calls.filter { $0.hasPrefix("terraform") }
    }

    @Test(arguments: versions)
    func `one module is initialised and run, in the syntax of each version`(version: String) async throws {
        for (command, call) in [
            ("plan", "plan -input=false"), ("apply", "apply -input=false -auto-approve"), ("validate", "validate"),
            ("destroy", "destroy -input=false -auto-approve"), ("refresh", "refresh -input=false"),
        ] {
            let deploy = try await Self.deploy(version)
            let run = try await Self.run(deploy, command)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(Self.passedOn(deploy) == ["terraform init -input=false", "terraform \(call)"])
        }
    }

    @Test(arguments: versions)
    func `all modules are run, in the syntax of each version`(version: String) async throws {
        for (command, call) in [
            ("plan-all", "plan -input=false"), ("apply-all", "apply -input=false -auto-approve"),
            ("validate-all", "validate"),
            ("destroy-all", "destroy -input=false -auto-approve"),
        ] {
            let deploy = try await Self.deploy(version)
            let run = try await Self.run(deploy, command)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(Self.passedOn(deploy) == ["terraform-all \(call)"])
        }
    }

    @Test(arguments: versions)
    func `documented command-args reach each version under the names it knows`(version: String) async throws {
        let deploy = try await Self.deploy(version)
        let run = try await Self.run(
            deploy,
            "plan-all",
            "-destroy --terragrunt-log-level debug --terragrunt-modules-that-include=../_envcommon/x.hcl -var-file x.tfvars"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(Self.passedOn(deploy) == ["terraform-all plan -input=false -destroy -var-file x.tfvars"])
        let call = try #require(deploy.calls.first)
        let isCurrent = ["0.77.22", "0.84.0", "0.97.0", "1.1.3"].contains(version)
        let including =
            switch version {
            case "0.77.22", "0.84.0": "--units-that-include"
            case "0.97.0", "1.1.3": "--queue-include-units-reading"
            default: "--terragrunt-modules-that-include"
            }
        #expect(call.contains(" \(including)=../_envcommon/x.hcl"))
        #expect(call.contains(isCurrent ? " --log-level=debug" : " --terragrunt-log-level=debug"))
    }

    @Test(arguments: versions)
    func `new names of options reach older versions under the old ones`(version: String) async throws {
        let deploy = try await Self.deploy(version)
        let run = try await Self.run(deploy, "plan", "--log-level=warn -parallelism=3 --terragrunt-parallelism 5")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            Self.passedOn(deploy).last == "terraform plan -input=false -parallelism=3",
            "Terraform's own option is left to it"
        )
    }

    @Test func `an old option without a counterpart is refused by name in a new version`() async throws {
        let deploy = try await Self.deploy("1.1.3")
        let run = try await Self.run(deploy, "plan", "--terragrunt-include-module-prefix")
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("--terragrunt-include-module-prefix is not an option of the installed Terragrunt"))
        #expect(deploy.calls == [])
    }

    @Test(arguments: ["0.55.1", "1.1.3"])
    func `a backend of all modules is configured by an init of all`(version: String) async throws {
        let deploy = try await Self.deploy(version)
        let run = try await deploy.run(
            "--binary",
            "terragrunt",
            "--command",
            "plan-all",
            "--deploy-path",
            "dev",
            "--backend-config",
            "bucket=x"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            Self.passedOn(deploy) == [
                "terraform-all init -input=false -backend-config=bucket=x", "terraform-all plan -input=false",
            ]
        )
    }

    @Test func `a version without run-all cannot configure the backend of all modules`() async throws {
        let deploy = try await Self.deploy("0.27.4")
        let run = try await deploy.run(
            "--binary",
            "terragrunt",
            "--command",
            "plan-all",
            "--backend-config",
            "bucket=x"
        )
        #expect(run.exitCode == 64)
        #expect(deploy.calls == [])
    }

    @Test func `a Terragrunt that does not tell its version is not called`() async throws {
        let deploy = try await Self.deploy("1.1.3")
        try deploy.fake("terragrunt", "echo 'terragrunt version latest'; touch \(deploy.folder.path)/called-$1")
        let run = try await Self.run(deploy, "plan")
        #expect(run.exitCode == 69)
        #expect(run.errors.contains("the version of Terragrunt, and so how to call it, cannot be told"))
        #expect(deploy.folder.read("called-init") == nil)
    }

    /// REFERENCE section 7: TERRAGRUNT_SOURCE left in the environment destroyed 800 resources.
    @Test func `TERRAGRUNT_SOURCE in the environment does not reach Terragrunt`() async throws {
        var deploy = try await Self.deploy("0.55.1")
        deploy.environment["TERRAGRUNT_SOURCE"] = "/somewhere/else"
        deploy.environment["TG_SOURCE"] = "/somewhere/else"
        let fake = FakeTerragrunt.script("0.55.1", calls: "\(deploy.folder.path)/calls")
        try deploy.fake("terragrunt", "env | grep -E '^(TG|TERRAGRUNT)_' >> \(deploy.folder.path)/calls\n" + fake)
        #expect(try await Self.run(deploy, "apply-all").exitCode == 0)
        #expect(
            deploy.calls == [
                "terragrunt run-all apply -input=false -auto-approve --terragrunt-non-interactive",
                "terraform-all apply -input=false -auto-approve",
            ]
        )
    }

    @Test(arguments: [
        ("terragrunt version v0.55.1", "0.55.1"), ("terragrunt version 1.0.0\n", "1.0.0"), ("v0.77.22", "0.77.22"),
        ("terragrunt version v1.1.0-rc2", "1.1.0"), ("terragrunt version v0.38.0+local", "0.38.0"),
    ])
    func `versions are read with and without a v`(output: String, version: String) throws {
        let read = try #require(TerragruntVersion(output: output))
        #expect("\(read.major).\(read.minor).\(read.patch)" == version)
    }

    @Test(arguments: ["", "terragrunt version latest", "1.2", "1.2.3.4", "v1.x.3", "command not found"])
    func `what is no version is none`(output: String) {
        #expect(TerragruntVersion(output: output) == nil)
    }
}
