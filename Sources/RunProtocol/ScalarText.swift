/// A text, a number or a truth value of a JSON document, as the text that a shell or a template makes of it.
public struct ScalarText: Decodable, Hashable, Sendable {
    /// The text.
    public let text: String

    /// Reads one.
    ///
    /// - Throws: `DecodingError` for anything else: an object, a list, null.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self.text = text
        } else if let truth = try? value.decode(Bool.self) {
            text = String(truth)
        } else if let number = try? value.decode(Int64.self) {
            text = String(number)
        } else if let number = try? value.decode(UInt64.self) {
            text = String(number)
        } else {
            text = String(try value.decode(Double.self))
        }
    }
}
