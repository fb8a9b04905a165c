import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// An image, built through the CLI and the gate in a sandbox that may make namespaces, and pushed to a real registry.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: ImageBuildRequirement.isMet, Comment(rawValue: ImageBuildRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct ImageBuildTests {
    @Test func `an image is built and pushed, its digest is a fact of the run, and a second run skips it`() async throws
    {
        let place = try await Place()
        let commit = try await place.remote.git("rev-parse", "main")
        let image = "\(place.registry.name)/status-page:v1"
        let first = try await place.build("--ref", "main", "--docker-image-tag", image)
        #expect(first.code == 0, "\(first.errors)")
        let result = try #require(first.output.split(separator: "\n").last.map(String.init))
        #expect(result.hasPrefix("\(image)@sha256:"))
        let run = try #require(TerraformTests.runID(in: first.errors))
        let status = try await place.run("status", run, "--output", "json")
        #expect(status.output.contains(commit))
        #expect(status.output.contains(String(result.suffix(71))))
        let again = try await place.build("--ref", "main", "--docker-image-tag", image)
        #expect(again.code == 0, "\(again.errors)")
        #expect(again.output == result + "\n")
        #expect(again.errors.contains("nothing was built"))
    }

    @Test(arguments: [
        ["--repo", "https://github.com/evil/image.git"], ["--docker-image-tag", "http://registry/web:1"],
        ["--dockerfile-path", "../Dockerfile"], ["--build-arg", "A=b\nc"], ["--sha", "main"],
    ])
    func `the gate refuses what the script would`(arguments: [String]) async throws {
        let place = try await Place()
        let refused = try await place.build(arguments)
        #expect(refused.code == 77, "\(refused.errors)")
    }

    @Test func `without leave to make namespaces nothing is built, and the message says which setting`()
        async throws
    {
        let place = try await Place(userNamespaces: "denied")
        let image = "\(place.registry.name)/status-page:v1"
        let result = try await place.build("--ref", "main", "--docker-image-tag", image)
        #expect(result.code == 69)
        #expect(result.errors.contains("user_namespaces: allowed"), "\(result.errors)")
        #expect(!result.errors.contains("cloning"))
    }

    /// A repository with a page, a registry, and a configuration that brings them together.
    private struct Place {
        let remote: RemoteRepository
        let registry: LocalRegistry
        private let folder: TestFolder

        init(userNamespaces: String = "allowed") async throws {
            remote = try await RemoteRepository()
            registry = try await LocalRegistry()
            folder = try TestFolder()
            try await remote.commit(["Dockerfile": "FROM scratch\nCOPY index.html /\n", "index.html": "<p>fine</p>"])
            try folder.write(
                """
                standard_configuration:
                  docker_image_builder:
                    allowed_repos: ["file://\(remote.path)"]
                    environment_vars: {DEPLOY_SCRIPT_IMAGE_BUILDER: buildah}
                container_cpu: 1024
                container_memory: 2048
                sandbox:
                  local_repositories: ["\(remote.path)"]
                  containers:
                    docker-image-builder:
                      network: host
                      user_namespaces: \(userNamespaces)
                      mounts: [{source: /etc/containers, target: /etc/containers}]

                """,
                to: "deploy-runner.yml"
            )
        }

        func build(_ arguments: String...) async throws -> CommandLineTool.Result { try await build(arguments) }

        func build(_ arguments: [String]) async throws -> CommandLineTool.Result {
            try await run(list: ["--local", "--", "docker-image-builder", "build-docker-image"] + arguments)
        }

        func run(_ arguments: String...) async throws -> CommandLineTool.Result { try await run(list: arguments) }

        private func run(list arguments: [String]) async throws -> CommandLineTool.Result {
            let environment = [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path.string,
                "XDG_STATE_HOME": folder.path.appending("state").string,
            ]
            return try await CommandLineTool(arguments, in: folder.path, environment: environment).result()
        }
    }
}
