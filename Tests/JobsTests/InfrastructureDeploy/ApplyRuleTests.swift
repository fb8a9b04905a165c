import Fixtures
import SystemPackage
import Testing

@Suite struct ApplyRuleTests {
    private static let tool = ["--binary", "terraform"]

    @Test(arguments: ["apply", "destroy", "refresh"])
    func `a commit that is on no allowed branch is refused before Terraform is called`(command: String) async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        let feature = try await deploy.remote.commit(["main.tf": "# new"], on: "feature")
        try deploy.fakeTerraform()
        for reference in ["feature", "origin/feature", "refs/heads/feature", feature] {
            let run = try await deploy.run(
                list: [
                    "--repo", deploy.remote.path.string, "--ref", reference, "--command", command,
                    "--allowed-apply-refs", "main", "--allowed-apply-refs", "origin/main",
                ] + Self.tool
            )
            #expect(run.exitCode == 77)
            #expect(
                run.remarks.dropFirst() == [
                    "\(reference) is not a supported Git Ref for running apply",
                    "cause: commit \(feature) is contained in no allowed ref of \(deploy.remote.path): main, origin/main",
                    "hint: merge it first; what is allowed stands in allowed_apply_git_refs",
                ]
            )
        }
        #expect(deploy.calls == [])
        #expect(deploy.folder.read("facts") == "")
        #expect(deploy.leftovers == [])
    }

    @Test func `a plan of any branch is allowed`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try await deploy.remote.commit(["main.tf": "# new"], on: "feature")
        try deploy.fakeTerraform()
        let run = try await deploy.run("--ref", "feature", "--command", "plan", "--binary", "terraform")
        #expect(run.exitCode == 0)
        #expect(deploy.calls == ["terraform init -input=false", "terraform plan -input=false"])
    }

    @Test(arguments: ["main", "origin/main", "refs/heads/main", "commit", "older", "v1"])
    func `a ref is compared after it was resolved, not by its name`(written: String) async throws {
        let deploy = try await TestDeploy()
        let older = try await deploy.remote.commit(["main.tf": ""])
        let commit = try await deploy.remote.commit(["main.tf": "# 2"])
        try await deploy.remote.tag("v1", at: older)
        try deploy.fakeTerraform()
        let reference = ["commit": commit, "older": older][written] ?? written
        let run = try await deploy.run(
            "--ref",
            reference,
            "--command",
            "apply",
            "--binary",
            "terraform",
            "--allowed-apply-refs",
            "origin/main"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(deploy.calls.last == "terraform apply -input=false -auto-approve")
    }

    @Test func `a branch of the same name does not help a commit that was never merged`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try await deploy.remote.commit(["main.tf": "# evil"], on: "origin/main")
        try await deploy.remote.tag("release", at: "origin/main")
        try deploy.fakeTerraform()
        for (reference, allowed) in [("refs/heads/origin/main", "main"), ("refs/tags/release", "release")] {
            let run = try await deploy.run(
                "--ref",
                reference,
                "--command",
                "apply",
                "--binary",
                "terraform",
                "--allowed-apply-refs",
                allowed
            )
            #expect(run.exitCode == 77, "\(run.errors)")
        }
        #expect(deploy.calls == [])
    }

    @Test func `an allowed tag or commit allows itself and not its ancestors`() async throws {
        let deploy = try await TestDeploy()
        let older = try await deploy.remote.commit(["main.tf": ""])
        let tagged = try await deploy.remote.commit(["main.tf": "# 2"])
        try await deploy.remote.tag("v1", at: tagged)
        try deploy.fakeTerraform()
        for (reference, allowed, code) in [
            (tagged, "refs/tags/v1", 0), (older, "refs/tags/v1", 77), (older, older, 0), (tagged, older, 77),
        ] as [(String, String, Int32)] {
            let run = try await deploy.run(
                "--ref",
                reference,
                "--command",
                "apply",
                "--binary",
                "terraform",
                "--allowed-apply-refs",
                allowed
            )
            #expect(run.exitCode == code, "\(run.errors)")
        }
    }

    @Test func `without allowed refs nothing may be applied`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        let run = try await deploy.run("--ref", "main", "--command", "apply", "--binary", "terraform")
        #expect(run.exitCode == 77)
        #expect(
            run.remarks.dropFirst().prefix(2) == [
                "main is not a supported Git Ref for running apply",
                "cause: the configuration allows no ref to be applied",
            ]
        )
        #expect(deploy.calls == [])
    }

    @Test func `an allowed branch that is not there allows nothing`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        let run = try await deploy.run(
            "--ref",
            "main",
            "--command",
            "apply",
            "--binary",
            "terraform",
            "--allowed-apply-refs",
            "production"
        )
        #expect(run.exitCode == 77)
    }

    /// REFERENCE section 7: approval was for a commit, but apply ran a branch name.
    @Test func `an approved commit stays what it is when its branch moves on`() async throws {
        let deploy = try await TestDeploy()
        let approved = try await deploy.remote.commit(["main.tf": "", "marker": "approved"])
        try await deploy.remote.commit(["marker": "later"])
        try deploy.fakeTerraform("cat marker >> $TEST/seen")
        let run = try await deploy.run(
            "--ref",
            approved,
            "--command",
            "apply",
            "--binary",
            "terraform",
            "--allowed-apply-refs",
            "main"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(deploy.folder.read("seen") == "approvedapproved")
    }

    /// REFERENCE section 7: `HEAD^` was resolved at clone time inside the task.
    @Test(arguments: ["HEAD^", "HEAD", "main@{1}", "main~1", "-x", "--upload-pack=touch /tmp/x", "a..b"])
    func `a ref that has to be computed, or looks like an option, starts nothing`(reference: String) async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        let run = try await deploy.run(
            "--ref=\(reference)",
            "--command",
            "apply",
            "--binary",
            "terraform",
            "--allowed-apply-refs",
            "main"
        )
        #expect(run.exitCode == 64)
        #expect(deploy.calls == [])
        #expect(deploy.leftovers == [])
    }

    @Test func `a tag with the name of a branch is refused with both commits`() async throws {
        let deploy = try await TestDeploy()
        let tagged = try await deploy.remote.commit(["main.tf": ""])
        let branch = try await deploy.remote.commit(["main.tf": "# 2"])
        try await deploy.remote.tag("main", at: tagged)
        try deploy.fakeTerraform()
        let run = try await deploy.run(
            "--ref",
            "main",
            "--command",
            "apply",
            "--binary",
            "terraform",
            "--allowed-apply-refs",
            "refs/heads/main"
        )
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("the branch is commit \(branch), the tag is commit \(tagged)"))
        #expect(deploy.calls == [])
    }
}
