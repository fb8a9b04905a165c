import Fixtures
import SystemPackage
import Testing

@Suite struct DestroyRuleTests {
    /// A repository in which `dev/vpc` was removed from main: the commit that still has it, and the one without.
    private static func repository() async throws -> (deploy: TestDeploy, with: String, without: String) {
        let deploy = try await TestDeploy()
        let with = try await deploy.remote.commit(["dev/vpc/main.tf": "", "dev/rds/main.tf": ""])
        let without = try await deploy.remote.commit(["dev/vpc/main.tf": nil])
        try deploy.fakeTerraform("[ -f main.tf ] || exit 9")
        return (deploy, with, without)
    }

    private static func destroy(
        _ deploy: TestDeploy,
        _ reference: String,
        with older: String,
        _ command: [String] = ["--command", "destroy"]
    ) async throws -> FinishedDeploy {
        try await deploy.run(
            list: ["--repo", deploy.remote.path.string, "--binary", "terraform", "--deploy-path", "dev/vpc"] + command
                + ["--ref", reference, "--apply-ref-for-destroy", older, "--allowed-apply-refs", "main"]
        )
    }

    @Test func `what is gone from main is destroyed with the code of the commit that still had it`() async throws {
        let (deploy, with, without) = try await Self.repository()
        let run = try await Self.destroy(deploy, "main", with: with)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(deploy.calls == ["terraform init -input=false", "terraform destroy -input=false -auto-approve"])
        #expect(
            run.remarks.last
                == "destroying dev/vpc, which is gone in commit \(without) (ref main of \(deploy.remote.path)), "
                + "with the code of commit \(with) (ref \(with))"
        )
        #expect(deploy.folder.read("facts") == "resolved_ref=\(without)\nresolved_destroy_ref=\(with)\n")
    }

    @Test(arguments: [
        ["--command", "plan", "--command-args", "-destroy"], ["--command", "apply", "--command-args", "-destroy"],
        ["--command", "plan", "--command-args", "--destroy=true"],
    ])
    func `a plan and an apply that destroy are held to the same rules`(command: [String]) async throws {
        let (deploy, with, _) = try await Self.repository()
        #expect(try await Self.destroy(deploy, "main", with: with, command).exitCode == 0)
        #expect(try await Self.destroy(deploy, with, with: with, command).exitCode == 77)
    }

    @Test func `a deploy path that is still there is not destroyed with older code`() async throws {
        let (deploy, with, _) = try await Self.repository()
        let run = try await Self.destroy(deploy, with, with: with)
        #expect(run.exitCode == 77)
        #expect(
            run.remarks.contains(
                "dev/vpc is still there in commit \(with) (ref \(with)), so older code may not destroy it"
            )
        )
        #expect(deploy.calls == [])
    }

    @Test func `a deploy path behind a symbolic link counts as still there`() async throws {
        let deploy = try await TestDeploy()
        let with = try await deploy.remote.commit(["dev/vpc/main.tf": "", "stage/vpc/main.tf": ""])
        try await deploy.remote.commit(["dev/vpc/main.tf": nil])
        try await deploy.remote.commitLink("dev", to: "stage")
        try deploy.fakeTerraform()
        let run = try await Self.destroy(deploy, "main", with: with)
        #expect(run.exitCode == 77)
        #expect(deploy.calls == [])
    }

    @Test func `code that was never merged destroys nothing`() async throws {
        let (deploy, _, _) = try await Self.repository()
        let feature = try await deploy.remote.commit(["dev/vpc/main.tf": "# evil"], on: "feature")
        let apply = try await Self.destroy(deploy, "main", with: "feature")
        #expect(apply.exitCode == 77)
        #expect(apply.remarks.contains("feature is not a supported Git Ref for running apply"))
        let plan = try await Self.destroy(
            deploy,
            "main",
            with: "feature",
            ["--command", "plan", "--command-args", "-destroy"]
        )
        #expect(plan.exitCode == 77)
        #expect(plan.remarks.contains("feature is not a ref whose code may destroy dev/vpc"))
        #expect(plan.remarks.contains("cause: commit \(feature) is not an ancestor of the main branch, main"))
        #expect(deploy.calls == [])
    }

    @Test func `the option goes only with a command that destroys`() async throws {
        let (deploy, with, _) = try await Self.repository()
        for command in [
            ["--command", "plan"], ["--command", "apply"], ["--command", "plan", "--command-args", "-destroy=false"],
        ] {
            let run = try await Self.destroy(deploy, "main", with: with, command)
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("--apply-ref-for-destroy goes with a command that destroys"))
        }
        #expect(deploy.calls == [])
    }

    @Test func `the destroying commit must still have the deploy path`() async throws {
        let (deploy, _, without) = try await Self.repository()
        let run = try await Self.destroy(deploy, "main", with: without)
        #expect(run.exitCode == 64)
        #expect(
            run.remarks.suffix(2) == [
                "the deploy path dev/vpc does not exist in commit \(without)", "hint: in dev there are: dev/rds",
            ]
        )
        #expect(deploy.calls == [])
    }
}
