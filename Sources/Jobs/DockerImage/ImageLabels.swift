import Git
import RunProtocol

/// What every image says of where it came from, in the words of the OCI image specification.
///
/// The same commit gives the same labels whenever it is built: `created` is the time of the commit, not of the build.
enum ImageLabels {
    /// The labels, in the order of their names.
    static func make(_ repository: RepositoryLocation, _ commit: CommitID, at time: Timestamp) -> [(String, String)] {
        let created = time.description.prefix(while: { $0 != "." }) + "Z"
        return [
            ("org.opencontainers.image.created", String(created)),
            ("org.opencontainers.image.revision", commit.hexadecimal),
            ("org.opencontainers.image.source", repository.description),
        ]
    }
}
