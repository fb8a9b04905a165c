import RunProtocol
import Supervision
import SystemPackage

/// The private folder of one build: everything in it is gone when the script ends.
struct BuildWorkspace: Sendable {
    /// The folder.
    let folder: FilePath

    /// The clone.
    var repository: FilePath { folder.appending("repository") }
    /// Git's private configuration.
    var git: FilePath { folder.appending("git") }
    /// The engine's home.
    var home: FilePath { folder.appending("home") }
    /// The folder of Docker's configuration.
    var docker: FilePath { folder.appending("docker") }
    /// Where the files of secrets lie, unless the engine wants them elsewhere.
    var secrets: FilePath { folder.appending("secrets") }
    /// Where the engine keeps what it works with.
    var storage: FilePath { folder.appending("storage") }
    /// Temporary files of the engine.
    var temporary: FilePath { folder.appending("tmp") }
    /// Where the engine says what it has pushed.
    var result: FilePath { folder.appending("result") }
    /// Where the engine starts: empty, so that no relative path means a file that happens to lie there.
    var start: FilePath { folder.appending("start") }

    /// Makes the folder.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    init(in base: FilePath) throws(RunnerError) {
        folder = try JobFolder.make("deploy-runner-build", in: base, with: ["docker", "secrets", "tmp", "start"])
    }

    /// Names a folder, for what is only a matter of paths.
    init(at folder: FilePath) {
        self.folder = folder
    }

    /// Removes everything.
    func remove() {
        Folder.remove(folder)
    }
}
