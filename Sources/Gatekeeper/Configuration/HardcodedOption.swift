/// An option that the configuration passes to a script on every run.
public struct HardcodedOption: Hashable, Sendable {
    /// The option.
    public let name: OptionName
    /// Its values; the option is passed once for each.
    public let values: [ByteString]
}
