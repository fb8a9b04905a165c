/// Reads JSON as RFC 8259 defines it, and nothing else, with the position of every value.
///
/// No comments, no trailing commas, no byte order mark, no raw control characters, no lone surrogates, only UTF-8, and
/// no name twice in one object, since parsers disagree about which of the two counts.
public enum StrictJSON {
    /// How large a document may be.
    public struct Limits: Hashable, Sendable {
        /// The longest text, in bytes.
        public var bytes: Int
        /// The deepest nesting of arrays and objects.
        public var depth: Int

        /// Creates limits; the defaults are 4 MiB and 64 levels.
        public init(bytes: Int = 4 << 20, depth: Int = 64) {
            self.bytes = bytes
            self.depth = depth
        }
    }

    /// Reads one JSON text, with paths filled in.
    ///
    /// - Throws: `StrictJSONError`, with the position of the first thing that is wrong.
    public static func parse(
        _ text: [UInt8],
        limits: Limits = Limits()
    ) throws(StrictJSONError) -> ConfigurationNode {
        var reader = JSONReader(text: text, limits: limits)
        return try reader.document().located()
    }
}
