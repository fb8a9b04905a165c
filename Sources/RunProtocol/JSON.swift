public import FoundationEssentials

/// The one way in which the runner's values become JSON: one line, keys sorted, slashes as they are.
public enum JSON {
    /// The value as one line of JSON, without a line feed.
    ///
    /// The runner encodes its own values only: strings, integers, lists and maps. None of them can fail to encode.
    public static func encode(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value)
        } catch {
            preconditionFailure("a value of the runner's own that JSON cannot hold: \(error)")
        }
    }

    /// Reads a value.
    ///
    /// - Throws: `DecodingError` when the bytes are no JSON or not this value.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Sequence<UInt8>) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
