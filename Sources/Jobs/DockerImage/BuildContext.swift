import Git
import RunProtocol
import Supervision
import SystemPackage

/// The build context in a work tree: its folder, and the Dockerfile in it, with no symbolic link left on the way.
struct BuildContext: Hashable, Sendable {
    /// The folder.
    let folder: FilePath
    /// The folder, relative to the root of the repository; empty for the root.
    let subPath: String
    /// The Dockerfile, relative to the folder.
    let dockerfile: String
}

extension BuildContext {
    /// Finds both in the work tree of a repository.
    ///
    /// - Throws: `BuildContextMissing`, `DockerfileMissing`, or `DockerfileOutsideContext` for what a symbolic link leads
    ///   out of the repository or of the context (64).
    init(_ request: ImageBuildRequest, in tree: FilePath) throws(RunnerError) {
        guard let root = Folder.resolved(tree), let folder = Folder.resolved(tree.appending(request.context)),
            (try? folder.stat())?.type == .directory
        else { throw Self.missing("BuildContextMissing", "--context-path \(request.context) is no folder", request) }
        guard folder.starts(with: root), !folder.starts(with: root.appending(".git")) else {
            throw Self.outside("--context-path \(request.context) leads out of the repository", to: folder)
        }
        guard let file = Folder.resolved(folder.appending(request.dockerfile)), (try? file.stat())?.type == .regular
        else { throw Self.missing("DockerfileMissing", "--dockerfile-path \(request.dockerfile) is no file", request) }
        guard file.starts(with: folder) else {
            throw Self.outside("--dockerfile-path \(request.dockerfile) leads out of the build context", to: file)
        }
        self.folder = folder
        subPath = Self.rest(of: folder, below: root)
        dockerfile = Self.rest(of: file, below: folder)
    }

    private static func rest(of path: FilePath, below folder: FilePath) -> String {
        var rest = path
        _ = rest.removePrefix(folder)
        return rest.string
    }

    private static func missing(_ type: String, _ message: String, _ request: ImageBuildRequest) -> RunnerError {
        RunnerError(
            .usage,
            type,
            "\(message) in \(Shown.text(request.reference.text)) of \(request.repository)",
            hint: "paths start from the root of the repository, and that of the Dockerfile from --context-path"
        )
    }

    private static func outside(_ message: String, to place: FilePath) -> RunnerError {
        RunnerError(.usage, "DockerfileOutsideContext", message, hint: "keep the Dockerfile inside its context")
            .caused(by: "a symbolic link leads to \(Shown.text(place.string))")
    }
}

extension FilePath {
    fileprivate func appending(_ path: ContextPath) -> FilePath {
        path.components.reduce(self) { $0.appending(FilePath.Component($1) ?? ".") }
    }
}
