/// The names that a loop gives to what it goes through.
public struct HCLLoopNames: Sendable, Hashable {
    /// The name of the key, if it is wanted.
    public let key: String?

    /// The name of the value.
    public let value: String
}
