/// Why a text is not JSON, and where.
public struct StrictJSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text is longer than this many bytes.
        case tooLong(Int)
        /// Arrays and objects are nested deeper than this.
        case tooDeep(Int)
        /// The text ends in the middle of a value.
        case unexpectedEnd
        /// This byte cannot stand here; what can is named.
        case unexpected(UInt8, expected: String)
        /// Something follows the value.
        case trailingContent
        /// The text begins with a byte order mark.
        case byteOrderMark
        /// This byte is not UTF-8.
        case invalidUTF8(UInt8)
        /// This control character stands unescaped in a string.
        case controlCharacter(UInt8)
        /// An escape that JSON does not have.
        case unknownEscape(UInt8)
        /// Half of a surrogate pair stands alone.
        case loneSurrogate
        /// A number that JSON does not write like that.
        case malformedNumber
        /// A name occurs twice in one object.
        case duplicateName(ByteString)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where.
    public let position: SourcePosition
}

extension StrictJSONError: CustomStringConvertible {
    /// Position and reason as one line.
    public var description: String { "\(position): \(message)" }

    /// The reason, as one sentence without a full stop.
    public var message: String {
        switch reason {
        case .tooLong(let limit): "the text is longer than \(limit) bytes"
        case .tooDeep(let limit): "arrays and objects are nested more than \(limit) levels deep"
        case .unexpectedEnd: "the text ends in the middle of a value"
        case .unexpected(let byte, let expected):
            "unexpected \(Self.shown(byte)), expected \(expected)"
        case .trailingContent: "something follows the end of the value"
        case .byteOrderMark: "the text begins with a byte order mark, which JSON forbids"
        case .invalidUTF8(let byte): "\(Self.shown(byte)) is not UTF-8"
        case .controlCharacter(let byte):
            "the control character U+\(ASCII.hexadecimal(UInt32(byte), width: 4)) must be written as an escape"
        case .unknownEscape(let byte): "\\\(ByteString([byte]).visible()) is not an escape of JSON"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .malformedNumber: "this is not a number as JSON writes it"
        case .duplicateName(let name): "the name \"\(name.visible())\" occurs twice in one object"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        0x21...0x7E ~= byte
            ? "\"\(ByteString([byte]).visible())\"" : "byte 0x\(ASCII.hexadecimal(UInt32(byte), width: 2))"
    }
}
