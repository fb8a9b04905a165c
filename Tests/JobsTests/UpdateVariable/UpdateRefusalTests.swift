import Fixtures
import Supervision
import SystemPackage
import Testing

/// What cannot be done is said before anything is pushed.
@Suite struct UpdateRefusalTests {
    /// The first line, the cause and the hint, when nothing was pushed.
    private func refusal(
        _ update: TestUpdate,
        _ arguments: [String],
        code: Int32 = 64
    ) async throws -> [String] {
        let before = try await update.remote.gitInBareRepository("for-each-ref")
        let run = try await update.run(list: arguments)
        #expect(run.exitCode == code, "\(run.errors)")
        #expect(try await update.remote.gitInBareRepository("for-each-ref") == before)
        #expect(update.leftovers == [])
        return run.remarks.filter { !$0.hasPrefix("cloning ") }
    }

    private func set(_ update: TestUpdate, _ name: String, _ value: String = "1", path: String? = nil) -> [String] {
        let base = path.map { Array(update.base.dropLast()) + [$0] } ?? update.base
        return base + ["--skip-fmt", "--name", name, "--value", value]
    }

    @Test func `a variable that is not there is answered with the near ones`() async throws {
        let update = try await TestUpdate()
        #expect(
            try await refusal(update, set(update, "tagg")) == [
                "there is no variable tagg in dev/terraform.tfvars", "hint: did you mean tag?",
            ]
        )
        #expect(
            try await refusal(update, set(update, "image")) == [
                "there is no variable image in dev/terraform.tfvars", "hint: the file has canary_tag, servers, tag",
            ]
        )
    }

    @Test func `a variable that is in a comment only, or there twice, is not set`() async throws {
        let update = try await TestUpdate()
        let text = "/* x\n * old = 1\n */\ninputs = {\n  a = 1\n  a = 2\n}\n"
        try await update.remote.commit(["x.hcl": text, "y.tfvars": "a = 1\na = 2\n"])
        #expect(
            try await refusal(update, set(update, "old", path: "x.hcl")) == [
                "there is no variable old in x.hcl", "cause: line 2 sets it in a comment only",
                "hint: the file has a, inputs",
            ]
        )
        #expect(
            try await refusal(update, set(update, "a", path: "x.hcl")) == [
                "a is set 2 times in x.hcl: at 5:3, 6:3", "hint: keep one of them",
            ]
        )
        #expect(
            try await refusal(update, set(update, "a", path: "y.tfvars")) == [
                "y.tfvars cannot be read as HCL", "cause: 2:1: a was already set at 1:1",
                "hint: correct the file first",
            ]
        )
    }

    @Test(arguments: [
        (#""a" x"#, "at byte 5: after the expression comes x"),
        (#"1 # c"#, "at byte 3: after the expression comes a comment"),
        (#""a"#, "at byte 1: the string that begins here is not closed"),
    ])
    func `a value is exactly one expression`(value: String, cause: String) async throws {
        let update = try await TestUpdate()
        let remarks = try await refusal(update, set(update, "tag", value))
        #expect(remarks.first == "the value for tag is not exactly one expression: \(value)")
        #expect(remarks.contains("cause: \(cause)"))
    }

    @Test func `a bare word is an expression, about which the gate decides`() async throws {
        let update = try await TestUpdate()
        #expect(try await update.run(list: set(update, "tag", "v2")).exitCode == 0)
    }

    @Test func `a line break in a value is refused`() async throws {
        let update = try await TestUpdate()
        let remarks = try await refusal(update, set(update, "tag", "\"a\"\nsecret = \"b\""))
        #expect(remarks.first?.contains("the value of --value holds") == true)
    }

    @Test func `pairs are pairs`() async throws {
        let update = try await TestUpdate()
        #expect(
            try await refusal(update, update.base + ["--name", "a", "--name", "b", "--value", "1"]).first
                == "terraform-update-variable: 2 --name and 1 --value were given"
        )
        #expect(
            try await refusal(update, set(update, "tag") + ["--name", "tag", "--value", "2"]).first
                == "terraform-update-variable: --name tag was given twice"
        )
        #expect(
            try await refusal(update, ["--git-url", update.remote.path.string, "--name", "a", "--value", "1"]).first
                == "terraform-update-variable: a commit needs --git-user-name and --git-user-email"
        )
    }

    @Test func `files that are not there, are folders, or lie elsewhere`() async throws {
        let update = try await TestUpdate()
        try await update.remote.commitLink("out.hcl", to: "/etc/passwd")
        try await update.remote.commitLink("git.hcl", to: ".git/config")
        try await update.remote.commit(["x.tfvars.json": "{}", "broken.hcl": "a = \n"])
        for (path, message) in [
            ("dev/nope.tfvars", "there is no file dev/nope.tfvars"), ("dev", "dev is a folder"),
            ("out.hcl", "out.hcl leads out of the repository"), ("git.hcl", "git.hcl leads out of the repository"),
            ("../x.hcl", "--vars-path ../x.hcl is not a path inside the repository"),
            ("/etc/x.hcl", "--vars-path /etc/x.hcl is not a path inside the repository"),
            (".git/config", "--vars-path .git/config is not a path inside the repository"),
            ("x.tfvars.json", "x.tfvars.json is JSON, and not HCL"), ("broken.hcl", "broken.hcl cannot be read as HCL"),
        ] {
            #expect(try await refusal(update, set(update, "tag", path: path)).first == message)
        }
    }

    @Test func `a link inside the repository is followed, and stays a link`() async throws {
        let update = try await TestUpdate()
        try await update.remote.commitLink("link.tfvars", to: "dev/terraform.tfvars")
        #expect(try await update.run(list: set(update, "servers", "7", path: "link.tfvars")).exitCode == 0)
        #expect(try await update.file().contains("servers = 7"))
        #expect(try await update.file("link.tfvars") == "dev/terraform.tfvars")
    }

    @Test func `only a branch can be pushed to`() async throws {
        let update = try await TestUpdate()
        let commit = try await update.remote.gitInBareRepository("rev-parse", "main")
        try await update.remote.tag("v1", at: commit)
        for (name, cause) in [(commit, "it is a commit"), ("v1", "it is a tag"), ("refs/tags/v1", "it is a tag")] {
            #expect(
                try await refusal(update, set(update, "tag") + ["--git-branch-name", name]) == [
                    "\(name) is not a branch, and only a branch can be pushed to", "cause: \(cause)",
                    "hint: name a branch: --git-branch-name main",
                ]
            )
        }
        let gone = try await refusal(update, set(update, "tag") + ["--git-branch-name", "nope"])
        #expect(gone.first == "there is no branch and no tag nope in \(update.remote.path)")
        let short = try await refusal(update, set(update, "tag") + ["--git-branch-name", String(commit.prefix(8))])
        #expect(short.first?.contains("is the beginning of a commit's name") == true)
    }
}
