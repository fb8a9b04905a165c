import RunProtocol
import Supervision
import SystemPackage

/// The private folder of one run: everything in it is gone when the script ends.
struct PackerWorkspace: Sendable {
    private let folder: FilePath

    /// Packer's home, where the task has none.
    var home: FilePath { folder.appending("home") }
    /// Git's private configuration.
    var git: FilePath { folder.appending("git") }
    /// The clone.
    var repository: FilePath { folder.appending("repository") }

    /// A copy of the template, read at a time.
    func reading(_ time: TemplateTime) -> FilePath { folder.appending("reading-\(time)") }

    /// Makes the folder.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    init(in base: FilePath) throws(RunnerError) {
        folder = try JobFolder.make("packer", in: base)
    }

    /// Removes everything.
    func remove() {
        Folder.remove(folder)
    }
}
