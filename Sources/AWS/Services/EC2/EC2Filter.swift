/// A condition on what EC2 describes: one of the values must fit, where `*` stands for any text and `?` for a character.
public struct EC2Filter: Hashable, Sendable {
    /// `name`, `state`, `tag:Service`.
    public let name: String
    /// What may stand there; a backslash takes the meaning of `*`, `?` and `\`.
    public let values: [String]

    /// Makes a condition.
    public init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }
}
