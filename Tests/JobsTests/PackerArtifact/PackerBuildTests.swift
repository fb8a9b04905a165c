import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// Real packer, with builders that need nothing but this machine.
@Suite(
    .enabled(if: TestPacker.isPossible, Comment(rawValue: TestPacker.reason)),
    .timeLimit(.minutes(30))
)
struct PackerBuildTests {
    private static let json = """
        {
          "variables": {"text": "none"},
          "builders": [
            {"type": "file", "name": "first", "content": "{{user `text`}}", "target": "first.txt"},
            {"type": "null", "name": "second", "communicator": "none"}
          ],
          "provisioners": [
            {"type": "shell-local", "only": ["second"], "inline": ["echo \\"a,b%c\\"", "echo 'one\\\\two'"]}
          ]
        }
        """
    private static let hcl = """
        variable "text" {
          default = "none"
        }
        source "file" "first" {
          content = var.text
          target  = "first.txt"
        }
        source "null" "second" {
          communicator = "none"
        }
        build {
          sources = ["source.file.first", "source.null.second"]
        }
        """

    @Test(arguments: [
        ("t.json", json, "first", "ARTIFACT_ID_first=File\nARTIFACT_ID_second=Null\n"),
        ("t.pkr.hcl", hcl, "file.first", "ARTIFACT_ID_file_first=File\nARTIFACT_ID_null_second=Null\n"),
    ])
    func `every build of a template is built, and its log reads as packer writes it`(
        name: String,
        template: String,
        build: String,
        lines: String
    ) async throws {
        let packer = try TestPacker()
        try packer.folder.write(template, to: name)
        let run = try await packer.run(name, "--var", "text=a=b c", "--output-properties-file", "out.properties")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(packer.folder.read("first.txt") == "a=b c")
        #expect(run.output.contains("Build '\(build)' finished"))
        #expect(run.output.contains("==> Builds finished. The artifacts of successful builds are:\n--> "))
        #expect(!run.output.contains(",ui,") && !run.output.contains("PACKER_COMMA") && !run.output.contains("\\n"))
        #expect(packer.folder.read("out.properties") == "ARTIFACT_ID=File,Null\n\(lines)")
        #expect(packer.folder.read("facts") == "artifact_id=File,Null\n")
        #expect(packer.leftovers == [])
    }

    @Test func `commas and line breaks of a provisioner come through`() async throws {
        let packer = try TestPacker()
        try packer.folder.write(Self.json, to: "t.json")
        let run = try await packer.run("t.json")
        #expect(run.output.contains("a,b%c\n"), "\(run.output)")
    }

    @Test(arguments: [
        ("t.json", json, "second"), ("t.pkr.hcl", hcl, "null.second"), ("t.pkr.hcl", hcl, "second"),
    ])
    func `one build alone is built`(name: String, template: String, build: String) async throws {
        let packer = try TestPacker()
        try packer.folder.write(template, to: name)
        let run = try await packer.run(
            name,
            "--build-name",
            build,
            "--output-properties-file",
            "out",
            "--output-properties-file-key",
            "ID"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(packer.folder.read("first.txt") == nil)
        #expect(packer.folder.read("out") == "ID=Null\n")
    }

    @Test func `a folder of HCL is one template, and a named build block has its name`() async throws {
        let packer = try TestPacker()
        try packer.folder.write("source \"null\" \"n\" {\n  communicator = \"none\"\n}\n", to: "ami/sources.pkr.hcl")
        try packer.folder.write(
            "build {\n  name = \"web\"\n  source \"source.null.n\" {\n    name = \"one\"\n  }\n  sources = [\"null.n\"]\n}\n",
            to: "ami/build.pkr.hcl"
        )
        let run = try await packer.run("ami", "--build-name", "web.null.n")
        #expect(run.exitCode == 0, "\(run.errors)\(run.output)")
        #expect(run.output.contains("Build 'web.null.n' finished"))
    }

    @Test func `a failing build gives packer's own code, and tells what was made all the same`() async throws {
        let packer = try TestPacker()
        try packer.folder.write(
            """
            {"builders": [{"type": "file", "name": "good", "content": "x", "target": "good.txt"},
                          {"type": "null", "name": "bad", "communicator": "none"}],
             "provisioners": [{"type": "shell-local", "only": ["bad"], "inline": ["exit 7"]}]}
            """,
            to: "t.json"
        )
        let run = try await packer.run("t.json", "--output-properties-file", "out")
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("\"packer build\" exited with code 1"))
        #expect(run.errors.contains("(good)"), "\(run.errors)")
        #expect(packer.folder.read("out") == nil, "no result of a build that failed")
    }

    @Test(arguments: [
        ("missing.json", "TemplateMissing", "there is no template at missing.json"),
        ("broken.json", "TemplateInvalid", "the template is not the JSON of one"),
        ("unknown.json", "TemplateInvalid", "packer does not accept the template"),
        ("broken.pkr.hcl", "TemplateInvalid", "the template is not HCL"),
        ("undeclared.pkr.hcl", "TemplateInvalid", "packer does not accept the template"),
        ("empty", "TemplateMissing", "the folder empty holds no template"),
        ("t.pkr.json", "TemplateUnsupported", "t.pkr.json is HCL2 written as JSON"),
    ])
    func `a template that cannot be built is an error before anything is made`(
        name: String,
        type: String,
        message: String
    ) async throws {
        let packer = try TestPacker()
        try packer.folder.write("{\"builders\": [", to: "broken.json")
        try packer.folder.write("{\"builders\": [{\"type\": \"nonsense\"}]}", to: "unknown.json")
        try packer.folder.write("source \"null\" {", to: "broken.pkr.hcl")
        try packer.folder.write(
            "source \"null\" \"n\" {\n  communicator = var.x\n}\nbuild {\n  sources = [\"null.n\"]\n}\n",
            to: "undeclared.pkr.hcl"
        )
        try packer.folder.write("", to: "empty/readme")
        try packer.folder.write("{}", to: "t.pkr.json")
        let run = try await packer.run(name, "--output-properties-file", "out")
        #expect(run.exitCode == 64, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(packer.leftovers == [])
    }

    @Test func `a build that the template does not have is an error with those that it has`() async throws {
        let packer = try TestPacker()
        try packer.folder.write(Self.json, to: "t.json")
        let run = try await packer.run("t.json", "--build-name", "third")
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("has no build third") && run.errors.contains("it has first, second"))
    }

    @Test func `a properties file that cannot be written is an error before the build`() async throws {
        let packer = try TestPacker()
        try packer.folder.write(Self.json, to: "t.json")
        let run = try await packer.run("t.json", "--output-properties-file", "missing/out")
        #expect(run.exitCode == 64 && run.errors.contains("missing/out cannot be written"))
        #expect(packer.folder.read("first.txt") == nil)
    }

    @Test func `a template of a repository is that of one commit, built where it lies`() async throws {
        var packer = try TestPacker()
        let remote = try await RemoteRepository()
        let commit = try await remote.commit(["ami/t.json": Self.json.replacing("none", with: "old"), "ami/x": ""])
        try await remote.tag("v1", at: commit)
        try await remote.commit(["ami/t.json": "{"])
        packer.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = remote.path.string
        let run = try await packer.run("git::file://\(remote.path)//ami/t.json?ref=v1", "--build-name", "first")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.errors.contains("using the template of commit \(commit) (ref v1 of \(remote.path))"))
        #expect(packer.folder.read("facts")?.contains("resolved_ref=\(commit)\n") == true)
        #expect(packer.leftovers == [])
        let missing = try await packer.run("git::file://\(remote.path)//ami/nope.json?ref=v1")
        #expect(missing.exitCode == 64 && missing.errors.contains("there is no template at ami/nope.json"))
    }

    @Test func `a link out of the repository is no template`() async throws {
        var packer = try TestPacker()
        try packer.folder.write(Self.json, to: "outside.json")
        let remote = try await RemoteRepository()
        try await remote.commit(["a": "b"])
        try await remote.commitLink("t.json", to: "\(packer.folder.path)/outside.json")
        packer.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = remote.path.string
        let run = try await packer.run("git::file://\(remote.path)//t.json")
        #expect(run.exitCode == 64 && run.errors.contains("leads out of the repository"), "\(run.errors)")
    }

    @Test func `packer gets no credential of git and no variable of the runner`() async throws {
        var packer = try TestPacker()
        try packer.folder.write(
            """
            {"builders": [{"type": "null", "communicator": "none"}],
             "provisioners": [{"type": "shell-local", "inline": ["env > $TEST/seen"]}]}
            """,
            to: "t.json"
        )
        packer.environment["DEPLOY_SCRIPT_GITHUB_TOKEN"] = "t0ken"
        packer.environment["GIT_DIR"] = "/x"
        packer.environment["OWN"] = "kept"
        let run = try await packer.run("t.json")
        #expect(run.exitCode == 0, "\(run.errors)")
        let seen = try #require(packer.folder.read("seen"))
        #expect(!seen.contains("t0ken") && !seen.contains("DEPLOY_") && !seen.contains("GIT_DIR"))
        #expect(seen.contains("OWN=kept"))
    }

    @Test func `a template that wants plug-ins is refused where packer cannot fetch them`() async throws {
        let packer = try TestPacker()
        let version = try await Command("packer", ["version"], environment: packer.environment).capture().outputText
        try #require(PackerVersion(output: version)?.hasInit == false, "this packer can")
        try packer.folder.write(
            "packer {\n  required_plugins {\n    a = {\n      version = \"1\"\n      source = \"x/y/z\"\n    }\n  }\n}\n\(Self.hcl)",
            to: "t.pkr.hcl"
        )
        let run = try await packer.run("t.pkr.hcl")
        #expect(run.exitCode == 69)
        #expect(run.errors.contains("the template asks for plug-ins, and packer 1.6.6 cannot fetch any"))
    }
}
