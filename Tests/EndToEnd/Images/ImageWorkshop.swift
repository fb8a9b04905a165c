import Fixtures
import Foundation
import Supervision
import SystemPackage

/// A place where images are built with buildah and no network: on a base of this machine's own packages, with the tools and
/// the program from `docker/given`.
final class ImageWorkshop: Sendable {
    private let folder: TestFolder
    private let context: FilePath
    /// The version of Packer that this machine has, and that the image gets.
    let packerVersion: String

    /// The workshop with a base in it, made once for all tests.
    static let shared = Task { try await ImageWorkshop() }

    private init() async throws {
        folder = try TestFolder()
        context = folder.path.appending("context")
        try Folder.make(context)
        let docker = TerraformRoot.sources.removingLastComponent().appending("docker")
        try await Self.run(Command("/bin/cp", ["-R", docker.string, context.string], environment: [:]))
        let program = BuiltProducts.path(of: "deploy-runner").string
        let given = context.appending("docker/given").string
        try await Self.run(Command("/bin/cp", [program, given], environment: [:]))
        try await Self.run(
            Command(
                TerraformRoot.sources.removingLastComponent().appending("scripts/package-invoker").string,
                ["--binary", BuiltProducts.path(of: "invoker").string, "--output", "\(given)/invoker.zip"],
                environment: Self.environment
            )
        )
        packerVersion = try await Self.run(PythonPeer.command("image_tools.py", [given])).outputText
            .trimmingCharacters(in: .newlines)
        let archive = context.appending("base.tar").string
        let packages = ["git", "openssh-client", "ca-certificates", "curl", "unzip"]
        try await Self.run(PythonPeer.command("debian_base.py", [archive] + packages))
        try await build("base", "FROM scratch\nADD base.tar /\n")
        Folder.remove(context.appending("base.tar"))
    }

    /// Builds an image by one of the Dockerfiles of `docker/`.
    func build(_ image: String, file: String, _ arguments: [String: String] = [:]) async throws {
        let bases = ["BASE", "BUILDER", "RUNTIME"].map { ($0, "localhost/base") }
        let all = Dictionary(uniqueKeysWithValues: bases).merging(arguments) { $1 }
        let flags = all.sorted { $0.key < $1.key }.flatMap { ["--build-arg", "\($0.key)=\($0.value)"] }
        try await buildah(
            ["bud", "--isolation", "chroot", "--tag", "localhost/\(image)"] + flags + [
                "--file", context.appending(file).string, "--ignorefile",
                context.appending("\(file).dockerignore").string,
                context.string,
            ]
        )
    }

    /// Builds an image by a Dockerfile of the caller's, with files beside it.
    func build(_ image: String, _ dockerfile: String, files: [String: String] = [:]) async throws {
        for (name, text) in files { try Folder.write(text.utf8, to: context.appending(name)) }
        try Folder.write(dockerfile.utf8, to: context.appending("Dockerfile.\(image)"))
        try await buildah([
            "bud", "--isolation", "chroot", "--tag", "localhost/\(image)", "--file",
            context.appending("Dockerfile.\(image)").string, context.string,
        ])
    }

    /// Runs a command in a container of an image, as the image's user.
    func run(_ command: String..., in image: String) async throws -> CommandResult {
        let container = try await buildah(["from", "localhost/\(image)"]).outputText
        return try await call(
            ["run", "--isolation", "chroot", container.trimmingCharacters(in: .newlines), "--"] + command
        ).capture()
    }

    /// A part of what an image says of itself, by a Go template.
    func inspect(_ image: String, _ template: String) async throws -> String {
        try await buildah(["inspect", "--type", "image", "--format", template, "localhost/\(image)"]).outputText
            .trimmingCharacters(in: .newlines)
    }

    @discardableResult
    private func buildah(_ arguments: [String]) async throws -> CommandResult {
        try await Self.run(call(arguments))
    }

    private func call(_ arguments: [String]) -> Command {
        let store = ["--storage-driver", "vfs", "--root", folder.path.appending("store").string]
        let place = ["--runroot", folder.path.appending("run").string]
        return Command("buildah", store + place + arguments, environment: Self.environment)
    }

    @discardableResult
    private static func run(_ command: Command) async throws -> CommandResult {
        let result = try await command.capture()
        guard result.succeeded else {
            throw WorkshopFailure(description: "\(command.program) \(command.arguments): \(result.errorText)")
        }
        return result
    }

    private static let environment: [String: String] = {
        let own = ProcessInfo.processInfo.environment
        return ["PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": own["HOME"] ?? "/", "TMPDIR": own["TMPDIR"] ?? "/tmp"]
    }()

    /// Whether this machine can build images so.
    static let isPossible: Bool = {
        let programs = ["buildah", "dpkg-query", "terraform", "packer", "git", "ssh", "curl", "unzip"]
        let path = SearchPath(environment["PATH"] ?? "")
        return programs.allSatisfy { path.locate($0) != nil } && BuiltProducts.arePresent && geteuid() == 0
    }()

    static let reason =
        "needs root, the release binaries, and Debian's buildah, git, openssh-client, curl, unzip and packer, and terraform"
}

/// What a step said that failed.
struct WorkshopFailure: Error, CustomStringConvertible {
    let description: String
}
