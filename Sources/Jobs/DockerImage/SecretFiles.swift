import RunProtocol
import Supervision
import SystemPackage

/// The secrets of a build as files, which their owner alone may read.
struct SecretFiles: Sendable {
    /// The ids, and where the files lie.
    let files: [(id: String, file: FilePath)]
    private let folder: FilePath

    /// Writes the files.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69); none of the files is left then.
    init(_ secrets: [(id: String, value: String)], in folder: FilePath) throws(RunnerError) {
        self.folder = folder
        files = secrets.map { ($0.id, folder.appending($0.id)) }
        guard !secrets.isEmpty else { return }
        do {
            try Folder.make(folder)
            for (secret, file) in zip(secrets, files) {
                try Folder.write(secret.value.utf8, to: file.file, permissions: .ownerRead)
            }
        } catch {
            remove()
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(folder) cannot be written")
                .caused(by: "\(error)")
        }
    }

    /// Removes the files.
    func remove() {
        for (_, file) in files { Folder.remove(file) }
    }
}
