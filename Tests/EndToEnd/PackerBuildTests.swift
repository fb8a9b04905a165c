import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// Machine images, built through the CLI and the gate in a sandbox, with real packer and moto's EC2.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: PackerPlace.isPossible, "needs packer (make test installs it)"),
    .enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)),
    .timeLimit(.minutes(30))
)
struct PackerBuildTests {
    @Test func `an image is built from a commit, is a fact of the run, and is not built again`() async throws {
        let place = try await PackerPlace()
        let first = try await place.build("ami/web.json?ref=v1", "--var", "version=7")
        #expect(first.code == 0, "\(first.errors)\(first.output)")
        #expect(first.output.contains("Creating AMI web-7-"))
        let run = try #require(TerraformTests.runID(in: first.errors))
        let status = try await place.run("status", run, "--output", "json")
        #expect(status.output.contains(place.commit))
        #expect(status.output.contains("ami-"))
        let again = try await place.build("ami/web.json?ref=v1", "--var", "version=7")
        #expect(again.code == 0, "\(again.errors)")
        #expect(again.output == "")
        #expect(again.errors.contains("nothing was built: every image is there already"))
    }

    @Test func `a stopped build terminates its instance, and the client hears of it`() async throws {
        let place = try await PackerPlace()
        let tool = try place.start("ami/slow.json?ref=v1")
        await tool.wait(for: "in the middle")
        tool.signal(SIGINT)
        let result = try await tool.result()
        #expect(result.code == 130, "\(result.errors)")
        #expect(result.output.contains("Terminating the source AWS instance"))
        #expect(result.errors.contains("packer cleaned up: nothing is left of i-"), "\(result.errors)")
        #expect(result.errors.contains("complete"))
    }

    @Test(arguments: [
        ["--packer-template-path", "/etc/passwd"],
        ["--packer-template-path", "git::https://github.com/evil/x//t.json"],
        ["--packer-template-path", "REPO//../t.json"], ["--packer-template-path", "REPO//t.json?ref=HEAD^"],
        ["--packer-template-path", "REPO//t.json", "--idempotent", "false"],
        ["--packer-template-path", "REPO//t.json", "--github-token-secrets-manager-arn", "x"],
        ["--packer-template-path", "REPO//t.json", "--var", "novalue"],
        ["--packer-template-path", "REPO//t.json", "--output-properties-file", "../x"],
    ])
    func `the gate refuses what the script would, and what is the configuration's to say`(
        arguments: [String]
    ) async throws {
        let place = try await PackerPlace()
        let list = arguments.map { $0.replacing("REPO", with: "git::file://\(place.remote.path)") }
        let refused = try await place.run(list: ["--local", "--", "ami-builder", "build-packer-artifact"] + list)
        #expect(refused.code == 77, "\(refused.errors)")
    }
}

/// A repository with templates, an EC2, and a configuration that brings them together.
struct PackerPlace {
    let remote: RemoteRepository
    /// What `v1` means.
    let commit: String
    private let moto: MotoServer
    private let folder: TestFolder

    static let isPossible = SearchPath("/usr/local/bin:/usr/bin:/bin").locate("packer") != nil

    init() async throws {
        remote = try await RemoteRepository()
        moto = try await MotoServer()
        folder = try TestFolder()
        let slow = #"[{"type": "shell-local", "inline": ["echo in the middle", "sleep 60"]}]"#
        commit = try await remote.commit([
            "ami/web.json": Self.template(moto.place.url, provisioners: "[]"),
            "ami/slow.json": Self.template(moto.place.url, provisioners: slow),
        ])
        try await remote.tag("v1", at: commit)
        let variables = moto.environment(region: "us-east-1").map { "      \($0): \"\($1)\"" }.sorted()
        try folder.write(
            """
            standard_configuration:
              ami_builder:
                allowed_repos: ["file://\(remote.path)"]
                environment_vars:
            \(variables.joined(separator: "\n"))
            container_cpu: 1024
            container_memory: 2048
            sandbox:
              local_repositories: ["\(remote.path)"]
              containers:
                ami-builder: {network: host}

            """,
            to: "deploy-runner.yml"
        )
    }

    private static func template(_ url: String, provisioners: String) -> String {
        """
        {
          "variables": {"version": "1"},
          "builders": [{
            "type": "amazon-ebs", "name": "web", "region": "us-east-1", "source_ami": "ami-12c6146b",
            "instance_type": "t2.micro", "communicator": "none", "ssh_username": "none",
            "ami_name": "web-{{user `version`}}-{{timestamp}}",
            "tags": {"Service": "web", "Version": "{{user `version`}}"},
            "custom_endpoint_ec2": "\(url)", "skip_region_validation": true
          }],
          "provisioners": \(provisioners)
        }
        """
    }

    func build(_ template: String, _ arguments: String...) async throws -> CommandLineTool.Result {
        try await start(template, arguments).result()
    }

    func start(_ template: String, _ arguments: [String] = []) throws -> CommandLineTool {
        let path = "git::file://\(remote.path)//\(template)"
        let job = ["ami-builder", "build-packer-artifact", "--packer-template-path", path] + arguments
        return try tool(["--local", "--"] + job)
    }

    func run(_ arguments: String...) async throws -> CommandLineTool.Result { try await run(list: arguments) }

    func run(list arguments: [String]) async throws -> CommandLineTool.Result { try await tool(arguments).result() }

    private func tool(_ arguments: [String]) throws -> CommandLineTool {
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path.string,
            "XDG_STATE_HOME": folder.path.appending("state").string,
        ]
        return try CommandLineTool(arguments, in: folder.path, environment: environment)
    }
}
