import Git
import RunProtocol
import Supervision
import SystemPackage

/// kaniko, the documented default: it builds in the very container that it runs in, and needs no privileges.
///
/// Source: `cmd/executor` and `pkg/buildcontext/git.go` of kaniko 1.24, the last of its upstream; its command line is
/// the contract that forks keep.
struct Kaniko: ImageBuilder {
    /// Its folder, which it leaves out of every image.
    let base: FilePath

    init(_ environment: [String: String]) {
        // kaniko's own variable for an executor that lies elsewhere.
        base = FilePath(environment["KANIKO_DIR"] ?? "/kaniko")
    }

    var program: String { base.appending("executor").string }
    var trial: (call: ToolCall, meaning: RunnerError)? { nil }
    var configurationReader: DockerConfiguration.Reader { .docker }

    func clones(_ repository: RepositoryLocation) -> Bool { Self.address(repository) != nil }

    /// The documented place, where steps of the Dockerfile find them.
    func secrets(in workspace: BuildWorkspace) -> FilePath { base.appending("secrets") }

    func homeFiles(_ build: ImageBuild) -> [(path: String, text: String)] { [] }

    func calls(_ build: ImageBuild, _ workspace: BuildWorkspace) -> [ToolCall] {
        var arguments = ["--force"] + context(build)
        arguments += ["--dockerfile", build.context.dockerfile]
        for destination in build.destinations { arguments += ["--destination", destination.image.description] }
        if build.destinations.isEmpty { arguments += ["--no-push"] }
        for argument in build.arguments { arguments += ["--build-arg", argument.text] }
        for label in build.labels { arguments += ["--label", "\(label.name)=\(label.value)"] }
        let plain = Set(build.destinations.filter(\.host.isInsecure).map(\.host.name)).union(build.insecure)
        for registry in plain.sorted() { arguments += ["--insecure-registry", registry] }
        if !build.destinations.isEmpty { arguments += ["--digest-file", workspace.result.string] }
        return [ToolCall(program: program, arguments: arguments, name: "kaniko")]
    }

    /// The repository over https, at one commit; of a repository that kaniko cannot clone, the work tree that is there.
    ///
    /// kaniko clones every branch and tag, beginning with the ref, and checks the commit out.
    private func context(_ build: ImageBuild) -> [String] {
        guard let address = Self.address(build.source.repository) else {
            return ["--context", "dir://\(build.context.folder)"]
        }
        let ref = build.source.ref.flatMap { $0.contains("#") ? nil : $0 }
        let place = [address, ref, build.source.commit.hexadecimal].compactMap(\.self)
        var arguments = ["--context", "git://" + place.joined(separator: "#")]
        if let name = ref.flatMap(Self.shortName) { arguments += ["--git", "branch=\(name)"] }
        if !build.context.subPath.isEmpty { arguments += ["--context-sub-path", build.context.subPath] }
        return arguments
    }

    /// The address of a repository that kaniko can clone, without its scheme.
    private static func address(_ repository: RepositoryLocation) -> String? {
        // A # parts kaniko's address from the ref, and the ref from the commit.
        guard case .https(let url, _) = repository, !url.contains("#") else { return nil }
        return String(url.dropFirst("https://".count))
    }

    private static func shortName(_ ref: String) -> String? {
        for prefix in ["refs/heads/", "refs/tags/"] where ref.hasPrefix(prefix) {
            return String(ref.dropFirst(prefix.count))
        }
        return nil
    }

    func tidying(_ workspace: BuildWorkspace) -> [ToolCall] { [] }

    func digest(ofDestination index: Int, in workspace: BuildWorkspace) -> ImageDigest? {
        workspace.text(of: workspace.result).flatMap { ImageDigest($0) }
    }
}

extension BuildWorkspace {
    /// What the engine has written of its result into a file, without the white space around it.
    func text(of file: FilePath) -> String? {
        guard let bytes = try? Folder.read(file, limit: 1 << 20) else { return nil }
        let isSpace = { (byte: UInt8) in byte == 0x20 || 0x09...0x0D ~= byte }
        let text = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(decoding: text, as: UTF8.self)
    }
}
