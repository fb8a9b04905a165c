import Git
import RunProtocol
import SystemPackage

/// BuildKit: `buildctl`, with the daemon that `BUILDKIT_HOST` names, or with one of the build's own.
struct BuildKit: ImageBuilder {
    let base: FilePath
    let program: String
    private let variables: [String: String]

    init(_ environment: [String: String]) {
        base = FilePath(environment["TMPDIR"] ?? "/tmp")
        // The script that BuildKit's image brings starts a daemon, rootless where it is not root, and ends it.
        program = environment["BUILDKIT_HOST"] == nil ? "buildctl-daemonless.sh" : "buildctl"
        variables = environment
    }

    var trial: (call: ToolCall, meaning: RunnerError)? { nil }
    var configurationReader: DockerConfiguration.Reader { .docker }

    func clones(_ repository: RepositoryLocation) -> Bool { false }

    func secrets(in workspace: BuildWorkspace) -> FilePath { workspace.secrets }

    func homeFiles(_ build: ImageBuild) -> [(path: String, text: String)] { [] }

    func calls(_ build: ImageBuild, _ workspace: BuildWorkspace) -> [ToolCall] {
        let file = build.context.folder.appending(build.context.dockerfile)
        var arguments = ["build", "--progress", "plain", "--frontend", "dockerfile.v0"]
        arguments += ["--local", "context=\(build.context.folder)"]
        arguments += ["--local", "dockerfile=\(file.removingLastComponent())"]
        arguments += ["--opt", "filename=\(file.lastComponent?.string ?? "")"]
        for argument in build.arguments { arguments += ["--opt", "build-arg:\(valued(argument))"] }
        for label in build.labels { arguments += ["--opt", "label:\(label.name)=\(label.value)"] }
        for secret in build.secrets { arguments += ["--secret", "id=\(secret.id),src=\(secret.file)"] }
        for output in Self.outputs(build.destinations) { arguments += ["--output", output] }
        if !build.destinations.isEmpty { arguments += ["--metadata-file", workspace.result.string] }
        return [ToolCall(program: program, arguments: arguments, name: "buildctl build")]
    }

    /// Releases before August 2026 take no name without its value.
    private func valued(_ argument: BuildArgument) -> String {
        "\(argument.name)=\(argument.value ?? variables[argument.name] ?? "")"
    }

    /// One output for registries with TLS, and one for those without: each is CSV, so several names stand in quotes.
    private static func outputs(_ destinations: [ImageBuild.Destination]) -> [String] {
        [false, true].compactMap { isInsecure in
            let names = destinations.filter { $0.host.isInsecure == isInsecure }.map(\.image.description)
            guard !names.isEmpty else { return nil }
            return "type=image,\"name=\(names.joined(separator: ","))\",push=true"
                + (isInsecure ? ",registry.insecure=true" : "")
        }
    }

    func tidying(_ workspace: BuildWorkspace) -> [ToolCall] { [] }

    func digest(ofDestination index: Int, in workspace: BuildWorkspace) -> ImageDigest? {
        guard let text = workspace.text(of: workspace.result),
            let result = try? JSON.decode(Metadata.self, from: text.utf8)
        else { return nil }
        return ImageDigest(result.digest)
    }

    private struct Metadata: Decodable {
        let digest: String

        private enum CodingKeys: String, CodingKey {
            case digest = "containerimage.digest"
        }
    }
}
