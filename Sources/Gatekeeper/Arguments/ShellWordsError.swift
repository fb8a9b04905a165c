/// Why a line cannot be split into words.
///
/// Offsets count bytes from 0.
public enum ShellWordsError: Error, Hashable, Sendable {
    /// A quote, at this offset, that is never closed.
    case unclosedQuote(Character, at: Int)
    /// A backslash with nothing after it.
    case trailingBackslash(at: Int)
}

extension ShellWordsError: CustomStringConvertible {
    /// What is wrong with the line, as one sentence without a full stop.
    public var description: String {
        switch self {
        case .unclosedQuote(let quote, let offset):
            "the quote \(quote) at byte \(offset + 1) is never closed"
        case .trailingBackslash(let offset):
            "the backslash at byte \(offset + 1) has nothing after it"
        }
    }
}
