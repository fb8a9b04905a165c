import Fixtures
import Supervision
import SystemPackage
import Testing

/// `terraform-update-variable` on a real remote.
@Suite struct UpdateScriptTests {
    @Test func `a value is set where it stands, committed and pushed, and nothing else changes`() async throws {
        let update = try await TestUpdate()
        let run = try await update.run("--name", "tag", "--value", #""v2""#)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file() + "\n" == TestUpdate.tfvars.replacing("tag = \"v1\"", with: "tag = \"v2\""))
        let log = try await update.remote.gitInBareRepository("log", "-1", "--format=%an|%ae|%cn|%ce%n%B", "main")
        #expect(
            log == """
                Bot|bot@acme.example|Bot|bot@acme.example
                Set tag to "v2" in dev/terraform.tfvars [skip ci]

                tag: "v1" -> "v2"
                """
        )
        #expect(run.remarks.contains(#"dev/terraform.tfvars:3: tag: "v1" -> "v2""#))
        let commit = try await update.remote.gitInBareRepository("rev-parse", "main")
        #expect(run.remarks.last == "pushed commit \(commit) to branch main of \(update.remote.path)")
        #expect(update.folder.read("facts")?.contains("pushed_commit=\(commit)\n") == true)
        #expect(update.leftovers == [])
    }

    @Test func `several pairs are one commit`() async throws {
        let update = try await TestUpdate()
        let run = try await update.run(
            "--name",
            "tag",
            "--value",
            "[1, 2]",
            "--name",
            "servers",
            "--value=-5",
            "--skip-ci-flag",
            ""
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.commits() == 2)
        let subject = try await update.remote.gitInBareRepository("log", "-1", "--format=%s", "main")
        #expect(subject == "Set tag, servers in dev/terraform.tfvars")
        #expect(try await update.file().contains("servers = -5"))
    }

    @Test func `what is there already is not committed again`() async throws {
        let update = try await TestUpdate()
        let run = try await update.run("--name", "tag", "--value", #""v1""#)
        #expect(run.exitCode == 0)
        #expect(run.remarks.last == "nothing was committed: branch main holds these values already")
        #expect(try await update.commits() == 1)
    }

    @Test func `another branch, and the flag that skips CI`() async throws {
        let update = try await TestUpdate()
        try await update.remote.commit(["x": "y"], on: "release/1")
        let run = try await update.run(
            "--git-branch-name",
            "release/1",
            "--name",
            "servers",
            "--value",
            "4",
            "--skip-ci-flag",
            "[ci skip]"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file().contains("servers = 3"))
        #expect(try await update.file(on: "release/1").contains("servers = 4"))
        let subject = try await update.remote.gitInBareRepository("log", "-1", "--format=%s", "release/1")
        #expect(subject.hasSuffix(" [ci skip]"))
    }

    @Test func `the inputs of terragrunt are the default file`() async throws {
        let update = try await TestUpdate()
        let text = "locals {\n  tag = 1\n}\ninputs = merge(local.x, {\n  tag = local.tag # t\n})\n"
        try await update.remote.commit(["terragrunt.hcl": text])
        let arguments = Array(update.base.dropLast(2)) + ["--skip-fmt", "--name", "tag", "--value", "2"]
        let run = try await update.run(list: arguments)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file("terragrunt.hcl") + "\n" == text.replacing("local.tag", with: "2"))
    }

    @Test func `without git a file of the working directory is changed, and nothing else`() async throws {
        let update = try await TestUpdate()
        try update.folder.write("a = 1\n", to: "work/live/x.tfvars")
        let arguments = ["--skip-git", "true", "--skip-fmt", "--name", "a", "--value", "2", "--vars-path", "x.tfvars"]
        let run = try await update.run(list: arguments + ["--git-checkout-path", "live"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(update.folder.read("work/live/x.tfvars") == "a = 2\n")
        #expect(run.remarks == ["x.tfvars:1: a: 1 -> 2", "nothing was committed: --skip-git true"])
        #expect(Folder.names(in: update.folder.path.appending("work/live")) == ["x.tfvars"])
    }

    @Test func `the clone can be kept, but not in a place that is taken`() async throws {
        let update = try await TestUpdate()
        let run = try await update.run("--name", "servers", "--value", "4", "--git-checkout-path", "live")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(update.folder.read("work/live/dev/terraform.tfvars")?.contains("servers = 4") == true)
        let again = try await update.run("--name", "servers", "--value", "5", "--git-checkout-path", "live")
        #expect(again.exitCode == 64)
        #expect(again.remarks.first == "--git-checkout-path live is there already")
        #expect(try await update.commits() == 2)
    }

    @Test func `nothing in the repository runs`() async throws {
        let update = try await TestUpdate()
        try await update.remote.commit([
            ".gitattributes": "* filter=evil diff=evil merge=evil\n", ".githooks/pre-commit": "#!/bin/sh\nexit 1\n",
            ".gitconfig": "[core]\n hooksPath = .githooks\n",
        ])
        #expect(try await update.run("--name", "servers", "--value", "4").exitCode == 0)
    }
}
