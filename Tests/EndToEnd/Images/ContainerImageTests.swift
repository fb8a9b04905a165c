import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The Dockerfiles, built without network, and what is in the images.
@Suite(
    .serialized,
    .enabled(if: ImageWorkshop.isPossible, Comment(rawValue: ImageWorkshop.reason)),
    .timeLimit(.minutes(30))
)
struct ContainerImageTests {
    @Test
    func `the deploy runner's image holds its tools, for a user who is not root, and takes a script in two lines`()
        async throws
    {
        let workshop = try await ImageWorkshop.shared.value
        let versions = ["PACKER_VERSION": workshop.packerVersion, "VERSION": "1.2.3"]
        try await workshop.build("deploy-runner", file: "docker/deploy-runner/Dockerfile", versions)
        let health = try await workshop.run("deploy-runner", "self-test", in: "deploy-runner")
        #expect(health.ending == .exited(0), "\(health.outputText)\(health.errorText)")
        for found in [
            "ok       terraform: Terraform v", "ok       tofu: OpenTofu v1.9.1 (/usr/local/bin/tofu)",
            "ok       terragrunt: terragrunt version 0.77.22", "ok       packer: Packer v",
            "ok       git: git version 2",
            "build-packer-artifact, infrastructure-deploy-script, terraform-update-variable",
            "ok       home: /home/runner is writable", "ok       temporary folder: /tmp is writable",
        ] { #expect(health.outputText.contains(found), "\(health.outputText)") }
        let missing = try await workshop.run("deploy-runner", "self-test", "terraform", "kubectl", in: "deploy-runner")
        #expect(missing.ending == .exited(69))
        #expect(missing.outputText.contains("MISSING  kubectl: kubectl is not installed"))

        #expect(try await workshop.inspect("deploy-runner", "{{.OCIv1.Config.User}}") == "1000:1000")
        #expect(
            try await workshop.inspect("deploy-runner", "{{.OCIv1.Config.Entrypoint}}") == "[deploy-runner entrypoint]"
        )
        let volumes = try await workshop.inspect("deploy-runner", "{{.OCIv1.Config.Volumes}}")
        #expect(volumes == "map[/home/runner:{} /tmp:{}]")
        let labels = try await workshop.inspect("deploy-runner", "{{.OCIv1.Config.Labels}}")
        #expect(labels.contains("org.opencontainers.image.version:1.2.3"))

        let script = "#!/bin/sh\necho \"smoke in $1 as $(id -u)\"\n"
        try await workshop.build("smoke-tests", try Self.documentedExtension(), files: ["smoke-test": script])
        let smoke = try await workshop.run(
            "deploy-runner",
            "entrypoint",
            "--stop-grace",
            "5",
            "--",
            "smoke-test",
            "dev",
            in: "smoke-tests"
        )
        #expect(smoke.ending == .exited(0), "\(smoke.errorText)")
        #expect(smoke.outputText.contains("smoke in dev as 1000"))
    }

    @Test func `kaniko's image holds the executor and the job that calls it`() async throws {
        let workshop = try await ImageWorkshop.shared.value
        let executor = "#!/bin/sh\necho 'Kaniko version :  v1.24.0'\n"
        try await workshop.build(
            "executor",
            "FROM scratch\nCOPY --chmod=0755 executor /kaniko/executor\n",
            files: ["executor": executor]
        )
        try await workshop.build("kaniko", file: "docker/kaniko/Dockerfile", ["KANIKO": "localhost/executor"])
        let health = try await workshop.run("deploy-runner", "self-test", in: "kaniko")
        #expect(health.ending == .exited(0), "\(health.outputText)\(health.errorText)")
        #expect(health.outputText.contains("ok       /kaniko/executor: Kaniko version :  v1.24.0"))
        #expect(health.outputText.contains("ok       temporary folder: /kaniko/tmp is writable"))
        #expect(health.outputText.contains("/opt/ecs-deploy-runner/scripts: build-docker-image\n"))
        let labels = try await workshop.inspect("kaniko", "{{.OCIv1.Config.Labels}}")
        #expect(labels.contains("org.opencontainers.image.title:deploy-runner-kaniko"))
        // kaniko replaces /etc by that of the image which it unpacks.
        let say = #"test -s "$SSL_CERT_FILE" && test -s "$AWS_CA_BUNDLE" && echo "$SSL_CERT_FILE""#
        let roots = try await workshop.run("sh", "-c", say, in: "kaniko")
        #expect(roots.outputText == "/kaniko/ssl/certs/ca-certificates.crt", "\(roots.errorText)")
    }

    @Test func `the invoker's image starts its program, and says what it is`() async throws {
        let workshop = try await ImageWorkshop.shared.value
        try await workshop.build("invoker", file: "docker/invoker/Dockerfile", ["VERSION": "1.2.3"])
        let labels = try await workshop.inspect("invoker", "{{.OCIv1.Config.Labels}}")
        #expect(labels.contains("org.opencontainers.image.title:deploy-runner-invoker"))
        #expect(labels.contains("org.opencontainers.image.version:1.2.3"))
        let started = try await workshop.run("/var/runtime/bootstrap", in: "invoker")
        #expect(started.ending == .exited(64))
        #expect((started.outputText + started.errorText).contains("NotInLambda"), "\(started.errorText)")
    }

    @Test func `a download that has another checksum than it should is not installed`() async throws {
        let folder = try TestFolder()
        let given = folder.path.appending("given")
        try Folder.make(given)
        let tools = try await PythonPeer.command("image_tools.py", [given.string]).capture()
        #expect(tools.succeeded, "\(tools.errorText)")
        try Folder.make(folder.path.appending("scripts"))
        let script = TerraformRoot.sources.removingLastComponent().appending("docker/scripts/install-tool")
        func install(_ arguments: String...) async throws -> CommandResult {
            let copy = folder.path.appending("scripts/install-tool").string
            let line = #"cp "$0" "$1"; shift 1 && exec "$@""#
            return try await Command(
                "/bin/sh",
                ["-c", line, script.string, copy, "sh", copy] + arguments,
                environment: ["PATH": "/usr/bin:/bin"]
            ).capture()
        }
        let into = folder.path.appending("bin").string
        #expect(try await install("tofu", "1.9.1", into).succeeded)
        let pinned = try await install("tofu", "1.9.1", into, String(repeating: "0", count: 64))
        #expect(pinned.ending == .exited(1))
        #expect(pinned.errorText.contains("has the checksum"))
        try folder.write("damaged", to: "given/terragrunt_linux_\(Self.architecture)")
        #expect(try await install("terragrunt", "0.77.22", into).ending == .exited(1))
        #expect(FileManager.default.fileExists(atPath: into + "/tofu"))
        #expect(!FileManager.default.fileExists(atPath: into + "/terragrunt"))
    }

    /// The Dockerfile of two lines that docs/images.md shows, on the image that was just built.
    private static func documentedExtension() throws -> String {
        let page = TerraformRoot.sources.removingLastComponent().appending("docs/images.md")
        let text = try String(contentsOfFile: page.string, encoding: .utf8)
        let block = try #require(text.components(separatedBy: "```dockerfile\n").dropFirst().first)
        let lines = block.components(separatedBy: "```")[0].split(separator: "\n")
        #expect(lines.count == 2)
        return "FROM localhost/deploy-runner\n\(lines[1])\n"
    }

    #if arch(arm64)
    private static let architecture = "arm64"
    #else
    private static let architecture = "amd64"
    #endif
}
