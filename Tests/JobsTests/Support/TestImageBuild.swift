import Fixtures
import Foundation
import Supervision
import SystemPackage

/// A repository, and `build-docker-image` run on it as a real process.
struct TestImageBuild {
    /// The repository that holds the context.
    let remote: RemoteRepository
    /// A folder for fakes and whatever is left.
    let folder: TestFolder
    /// The script's environment.
    var environment: [String: String]

    /// Makes an empty repository; the engine is the one named.
    init(_ engine: String) async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
        for name in ["bin", "tmp", "out"] { try Folder.make(folder.path.appending(name)) }
        environment = [
            "PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin", "HOME": folder.path.string,
            "TMPDIR": "\(folder.path)/tmp", "DEPLOY_RUNNER_LOCAL_REPOSITORIES": remote.path.string,
            "DEPLOY_RUNNER_FACTS": "\(folder.path)/facts", "DEPLOY_SCRIPT_IMAGE_BUILDER": engine,
            "TEST": folder.path.string,
        ]
        try folder.write("", to: "facts")
    }

    /// Runs the script with `--repo` and the arguments given.
    func run(_ arguments: String..., of repository: String? = nil) async throws -> FinishedDeploy {
        try await run(list: arguments, of: repository)
    }

    /// Runs the script with `--repo` and these arguments.
    func run(list arguments: [String], of repository: String? = nil) async throws -> FinishedDeploy {
        let result = try await command(arguments, of: repository).capture()
        guard case .exited(let code) = result.ending else { throw TestFailure("the script \(result.ending)") }
        return FinishedDeploy(exitCode: code, output: result.outputText, errors: result.errorText)
    }

    /// The script's call.
    func command(_ arguments: [String], of repository: String? = nil) -> Command {
        var command = Command(
            BuiltProgram.deployRunner.string,
            ["build-docker-image", "--repo", repository ?? remote.path.string] + arguments,
            environment: environment
        )
        command.workingDirectory = folder.path.appending("out")
        return command
    }

    /// The names that the script left in its temporary folder.
    var leftovers: [String]? { Folder.names(in: folder.path.appending("tmp")) }

    /// What the script told as facts.
    var facts: [String] { (folder.read("facts") ?? "").split(separator: "\n").map(String.init) }

    /// Runs a line of shell in the folder and answers its output.
    @discardableResult
    func shell(_ text: String) async throws -> String {
        var command = Command("/bin/sh", ["-ec", text], environment: environment)
        command.workingDirectory = folder.path
        let result = try await command.capture()
        guard result.succeeded else { throw TestFailure("\(text): \(result.errorText)") }
        return result.outputText
    }
}

extension TestImageBuild {
    /// Makes a base image of this machine's shell and pushes it as `base:1`: no registry of the world's is needed.
    func pushBase(to registry: LocalRegistry) async throws {
        try await shell(
            """
            mkdir -p base/root && cd base
            for program in /bin/sh /bin/cat /bin/sleep; do
              cp --parents --dereference $program $(ldd $program | grep -o '/[^ )]*') root
            done
            printf 'FROM scratch\\nCOPY root /\\nENV PATH=/bin\\n' > Dockerfile
            buildah="buildah --root $TEST/base/storage --runroot $TEST/base/run --storage-driver vfs"
            $buildah build --quiet --isolation chroot --tag base . > /dev/null
            $buildah push --quiet --tls-verify=false base docker://\(registry.name)/base:1
            cd .. && rm -rf base
            """
        )
    }
}

/// An image as a registry keeps it, read from its storage.
struct StoredImage {
    /// The image's configuration, as JSON.
    let configuration: Data
    /// Where the layers lie, packed.
    let layers: [FilePath]

    init(_ digest: String, in registry: LocalRegistry) throws {
        struct Manifest: Decodable {
            struct Blob: Decodable { let digest: String }
            let config: Blob
            let layers: [Blob]
        }
        func path(_ digest: String) -> FilePath {
            let digits = String(digest.dropFirst("sha256:".count))
            return registry.storage.pushing("docker/registry/v2/blobs/sha256").appending(String(digits.prefix(2)))
                .appending(digits).appending("data")
        }
        func data(_ digest: String) throws -> Data { try Data(contentsOf: URL(filePath: path(digest).string)) }
        let manifest = try JSONDecoder().decode(Manifest.self, from: try data(digest))
        configuration = try data(manifest.config.digest)
        layers = manifest.layers.map { path($0.digest) }
    }

    /// The labels.
    var labels: [String: String] {
        get throws {
            struct Image: Decodable {
                struct Settings: Decodable { let Labels: [String: String]? }
                let config: Settings
            }
            return try JSONDecoder().decode(Image.self, from: configuration).config.Labels ?? [:]
        }
    }
}
