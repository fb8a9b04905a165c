import RunProtocol
import Supervision
import SystemPackage

/// The temporary folder of a job, with a home in it.
enum JobFolder {
    /// Makes one, which the caller removes.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    static func make(_ prefix: String, environment: [String: String]) throws(RunnerError) -> FilePath {
        try make(prefix, in: FilePath(environment["TMPDIR"] ?? "/tmp"))
    }

    /// Makes one in a folder, and others in it, which the caller removes.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    static func make(
        _ prefix: String,
        in base: FilePath,
        with others: [FilePath.Component] = []
    ) throws(RunnerError) -> FilePath {
        do {
            let folder = try Folder.makeTemporary(in: base, prefix: prefix)
            for name in ["home"] + others { try Folder.make(folder.appending(name)) }
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
