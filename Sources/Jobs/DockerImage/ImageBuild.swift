import Git
import SystemPackage

/// One build, decided: what every engine is told, in its own words.
struct ImageBuild: Sendable {
    /// Where the context lies.
    let context: BuildContext
    /// Where it came from.
    let source: Source
    /// Where the image is pushed; none: nowhere.
    let destinations: [Destination]
    /// Values for the Dockerfile's arguments.
    let arguments: [BuildArgument]
    /// What the image says of itself, in the order of the names.
    let labels: [(name: String, value: String)]
    /// The ids of the secrets, and the files that hold them.
    let secrets: [(id: String, file: FilePath)]
    /// Registries without TLS.
    let insecure: Set<String>

    /// A commit of a repository.
    struct Source: Hashable, Sendable {
        /// The repository.
        let repository: RepositoryLocation
        /// The full name of a branch or a tag of it that a clone may begin with: what the commit was asked for by, or else
        /// the default branch; `nil` where there is none.
        let ref: String?
        /// The commit.
        let commit: CommitID
    }

    /// A tag to push to.
    struct Destination: Hashable, Sendable {
        /// The tag.
        let image: ImageReference
        /// Its registry.
        let host: RegistryHost
    }
}
