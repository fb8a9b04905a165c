import Git
import RunProtocol
import Supervision
import SystemPackage

/// buildah: it builds without a daemon, in storage of its own that is gone afterwards.
struct Buildah: ImageBuilder {
    let base: FilePath
    /// How it keeps layers, and how it shuts steps in; its own variables say so.
    private let driver: String
    private let isolation: String
    private let privilege: Privilege

    /// What the process may do to the identities of a build's files and processes.
    enum Privilege: Hashable, Sendable {
        /// As root, or as a user with identities of its own in `/etc/subuid`: buildah finds its way.
        case ownIdentities
        /// There is one identity only, as in a sandbox: buildah is made root over that one.
        case oneIdentity
    }

    init(_ environment: [String: String], _ privilege: Privilege) {
        base = FilePath(environment["TMPDIR"] ?? "/tmp")
        // What works without a fuse device and without privileges; slower than overlay, and the same image.
        driver = environment["STORAGE_DRIVER"] ?? "vfs"
        isolation = environment["BUILDAH_ISOLATION"] ?? "chroot"
        self.privilege = privilege
    }

    var program: String { "buildah" }
    var trial: (call: ToolCall, meaning: RunnerError)? {
        guard privilege == .oneIdentity else { return nil }
        let meaning = RunnerError(
            .unavailable,
            "NamespacesDenied",
            "buildah needs a user namespace of its own, and this job may make none",
            hint: "in a sandbox: user_namespaces: allowed, for this container in the sandbox section"
        )
        return (ToolCall(program: "unshare", arguments: Self.root + ["true"], name: "unshare"), meaning)
    }
    var configurationReader: DockerConfiguration.Reader { .containers }

    func clones(_ repository: RepositoryLocation) -> Bool { false }

    func secrets(in workspace: BuildWorkspace) -> FilePath { workspace.secrets }

    /// Registries without TLS, beside what the image configures in `/etc/containers`.
    func homeFiles(_ build: ImageBuild) -> [(path: String, text: String)] {
        let plain = Set(build.destinations.filter(\.host.isInsecure).map(\.host.name)).union(build.insecure)
        guard !plain.isEmpty else { return [] }
        let text = plain.sorted().map { "[[registry]]\nlocation = \"\($0)\"\ninsecure = true\n" }.joined()
        return [(".config/containers/registries.conf.d/deploy-runner.conf", text)]
    }

    func calls(_ build: ImageBuild, _ workspace: BuildWorkspace) -> [ToolCall] {
        var arguments = ["build", "--isolation", isolation, "--authfile", workspace.authfile, "--tag", Self.name]
        arguments += ["--file", build.context.folder.appending(build.context.dockerfile).string]
        for argument in build.arguments { arguments += ["--build-arg", argument.text] }
        for label in build.labels { arguments += ["--label", "\(label.name)=\(label.value)"] }
        for secret in build.secrets { arguments += ["--secret", "id=\(secret.id),src=\(secret.file)"] }
        arguments.append(build.context.folder.string)
        return [call(arguments, workspace, "buildah build")]
            + build.destinations.enumerated().map { index, destination in
                let result = workspace.result(index).string
                let push = ["push", "--authfile", workspace.authfile, "--digestfile", result]
                let place = "docker://\(destination.image)"
                return call(push + [Self.name, place], workspace, "buildah push \(destination.image)")
            }
    }

    func tidying(_ workspace: BuildWorkspace) -> [ToolCall] {
        [call(["rm", "--all"], workspace, "buildah rm")]
    }

    func digest(ofDestination index: Int, in workspace: BuildWorkspace) -> ImageDigest? {
        workspace.text(of: workspace.result(index)).flatMap { ImageDigest($0) }
    }

    private static let root = ["--user", "--map-root-user", "--mount", "--"]
    private static let name = "localhost/deploy-runner:build"

    private func call(_ arguments: [String], _ workspace: BuildWorkspace, _ name: String) -> ToolCall {
        let storage = [
            "--root", workspace.storage.appending("root").string,
            "--runroot", workspace.storage.appending("run").string,
            "--storage-driver", driver,
        ]
        switch privilege {
        case .ownIdentities:
            return ToolCall(program: program, arguments: storage + arguments, name: name)
        case .oneIdentity:
            // A base image's files belong to whoever there is.
            let options = storage + ["--storage-opt", "\(driver).ignore_chown_errors=true"]
            return ToolCall(program: "unshare", arguments: Self.root + [program] + options + arguments, name: name)
        }
    }
}

extension BuildWorkspace {
    /// Docker's configuration as a file.
    fileprivate var authfile: String { docker.appending("config.json").string }

    /// What a push says of itself: registries may want other manifests of one image, which have other digests.
    fileprivate func result(_ index: Int) -> FilePath { FilePath("\(result)-\(index)") }
}
