/// Where the rules of a container come from.
enum ContainerSource {
    /// The user wrote them: every pattern is examined.
    case written
    /// The standard configuration stands for them: what the user wrote of it was examined where it stands.
    case standard
}
