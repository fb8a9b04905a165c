/// An option as it was found in an argument list.
public struct OptionOccurrence: Hashable, Sendable {
    /// The option.
    public let name: OptionName
    /// Its value; `nil` when it stood alone.
    public let value: ByteString?

    /// Creates an occurrence of an option, with or without a value.
    public init(_ name: OptionName, value: ByteString? = nil) {
        self.name = name
        self.value = value
    }
}
