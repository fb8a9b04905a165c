/// The image that a container's tasks run.
public struct ContainerImage: Hashable, Sendable {
    /// `docker_image`: the repository.
    public let repository: ByteString
    /// `docker_tag`: the tag; without one the registry's `latest` would run.
    public let tag: ByteString?

    /// The image as registries name it: `repository:tag`.
    public var reference: ByteString {
        tag.map { repository + ":" + $0 } ?? repository
    }
}
