import RunProtocol
import Supervision
import SystemPackage

/// The temporary folder of a job, with a home in it.
enum JobFolder {
    /// Makes one, which the caller removes.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    static func make(_ prefix: String, environment: [String: String]) throws(RunnerError) -> FilePath {
        let base = FilePath(environment["TMPDIR"] ?? "/tmp")
        do {
            let folder = try Folder.makeTemporary(in: base, prefix: prefix)
            try Folder.make(folder.appending("home"))
            return folder
        } catch {
            throw RunnerError(
                .unavailable,
                "TemporaryFolderUnwritable",
                "no temporary folder could be made in \(base)",
                hint: "TMPDIR must name a folder with room for a clone of the repository"
            ).caused(by: "\(error)")
        }
    }
}
