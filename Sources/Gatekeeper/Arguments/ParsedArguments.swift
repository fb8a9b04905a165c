/// An argument list taken apart: options in the order given, and positional arguments in theirs.
///
/// How the two were interleaved is not kept. Rebuilt lists put the options first, which every parser reads alike,
/// those that stop at the first positional argument included.
public struct ParsedArguments: Hashable, Sendable {
    /// The options, in the order given.
    public var options: [OptionOccurrence]
    /// The positional arguments, in the order given.
    public var positionals: [ByteString]

    /// Creates a list from its parts.
    public init(options: [OptionOccurrence] = [], positionals: [ByteString] = []) {
        self.options = options
        self.positionals = positionals
    }

    /// Whether the option was given, with or without a value.
    public func contains(_ name: OptionName) -> Bool {
        options.contains { $0.name == name }
    }

    /// The value of the option's last occurrence that has one.
    public func value(of name: OptionName) -> ByteString? {
        options.last { $0.name == name && $0.value != nil }?.value
    }

    /// All values given to the option, in order.
    public func values(of name: OptionName) -> [ByteString] {
        options.compactMap { $0.name == name ? $0.value : nil }
    }
}
