/// Why a file could not be read: which, where, and what is wrong.
public struct HCLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// Something begins at the place and does not end.
        case unclosed(HCLConstruct)
        /// Something else should stand at the place.
        case unexpected(found: String, expected: String)
        /// The attribute was set before.
        case redefined(String, first: HCLPosition)
        /// A byte that the language does not use, or that is not UTF-8.
        case invalidCharacter(String)
        /// An escape in quotes that the language does not have.
        case invalidEscape(String)
        /// Digits that are no number.
        case invalidNumber(String)
        /// A carriage return that ends no line.
        case loneCarriageReturn
        /// More levels of nesting than are read.
        case tooDeep(limit: Int)
        /// After the expression comes something else.
        case notOneExpression(rest: String)
        /// What stands around a value reads otherwise with the new one.
        case doesNotFit
    }

    /// What messages call the file.
    public let file: String

    /// Where it is wrong.
    public let position: HCLPosition

    /// What is wrong.
    public let kind: Kind

    /// What is wrong, in words.
    public var reason: String {
        switch kind {
        case .unclosed(let construct): "\(construct) that begins here is not closed"
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .redefined(let name, let first): "\(name) was already set at \(first)"
        case .invalidCharacter(let text): "\(text) is not used in the language"
        case .invalidEscape(let text):
            "\(text) is no escape; those are \\n, \\r, \\t, \\\", \\\\, \\uXXXX and \\UXXXXXXXX"
        case .invalidNumber(let text): "\(text) is no number"
        case .loneCarriageReturn: "a carriage return stands alone"
        case .tooDeep(let limit): "more than \(limit) levels are nested"
        case .notOneExpression(let rest): "after the expression comes \(rest)"
        case .doesNotFit: "what stands around the value would read otherwise with the new one"
        }
    }

    /// `file:line:column: reason`.
    public var description: String { "\(file):\(position): \(reason)" }
}
