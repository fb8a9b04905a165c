/// Splits a line into words as a POSIX shell does, and quotes words into a line, expanding nothing.
///
/// Blanks separate words; single quotes keep everything; in double quotes a backslash escapes only `"`, `\`, `$`, a
/// backquote and a newline; outside quotes it escapes any byte; a backslash before a newline joins two lines. `$`,
/// backquotes, `*`, `~`, `#`, `;`, `|`, `&`, `<` and `>` are bytes like any other: nothing here is ever run by a shell.
public enum ShellWords {
    /// Splits a line into its words.
    ///
    /// - Throws: `ShellWordsError` for a quote that is not closed or a backslash with nothing after it.
    public static func split(_ line: ByteString) throws(ShellWordsError) -> [ByteString] {
        var splitter = Splitter(bytes: line.bytes)
        return try splitter.words()
    }

    /// Writes words as one line that `split`, and any POSIX shell, reads as the same words.
    public static func join(_ words: [ByteString]) -> ByteString {
        ByteString(Array(words.map { quoted($0).bytes }.joined(separator: [ASCII.space])))
    }

    /// The word itself when it consists of bytes that no shell treats specially, else the word in single quotes.
    public static func quoted(_ word: ByteString) -> ByteString {
        if !word.isEmpty, word.bytes.allSatisfy(isPlain) { return word }
        var quoted = [ASCII.singleQuote]
        for byte in word.bytes {
            // A single quote cannot stand inside single quotes: close, escape it, open again.
            quoted += byte == ASCII.singleQuote ? Array(#"'\''"#.utf8) : [byte]
        }
        return ByteString(quoted + [ASCII.singleQuote])
    }

    private static let plainPunctuation: Set<UInt8> = Set("_@%+=:,./-".utf8)

    private static func isPlain(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || plainPunctuation.contains(byte)
    }
}

private struct Splitter {
    let bytes: [UInt8]
    var index = 0
    var word: [UInt8] = []
    /// A word may be there and empty: `''`.
    var wordBegun = false
    var found: [ByteString] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func words() throws(ShellWordsError) -> [ByteString] {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case ASCII.space, ASCII.tab, ASCII.newline:
                index += 1
                endWord()
            case ASCII.singleQuote:
                try readSingleQuoted()
            case ASCII.doubleQuote:
                try readDoubleQuoted()
            case ASCII.backslash:
                try readEscaped()
            default:
                append(byte)
            }
        }
        endWord()
        return found
    }

    private mutating func append(_ byte: UInt8) {
        word.append(byte)
        wordBegun = true
        index += 1
    }

    private mutating func endWord() {
        if wordBegun { found.append(ByteString(word)) }
        word = []
        wordBegun = false
    }

    private mutating func readEscaped() throws(ShellWordsError) {
        guard index + 1 < bytes.count else { throw .trailingBackslash(at: index) }
        index += 1
        if bytes[index] == ASCII.newline { index += 1 } else { append(bytes[index]) }
    }

    private mutating func readSingleQuoted() throws(ShellWordsError) {
        let opening = index
        wordBegun = true
        index += 1
        while index < bytes.count, bytes[index] != ASCII.singleQuote { append(bytes[index]) }
        guard index < bytes.count else { throw .unclosedQuote("'", at: opening) }
        index += 1
    }

    private mutating func readDoubleQuoted() throws(ShellWordsError) {
        let opening = index
        wordBegun = true
        index += 1
        while index < bytes.count, bytes[index] != ASCII.doubleQuote {
            if bytes[index] == ASCII.backslash { try readEscapedInDoubleQuotes(opening) } else { append(bytes[index]) }
        }
        guard index < bytes.count else { throw .unclosedQuote("\"", at: opening) }
        index += 1
    }

    private mutating func readEscapedInDoubleQuotes(_ opening: Int) throws(ShellWordsError) {
        guard index + 1 < bytes.count else { throw .unclosedQuote("\"", at: opening) }
        switch bytes[index + 1] {
        case ASCII.newline:
            index += 2
        case ASCII.doubleQuote, ASCII.backslash, ASCII.dollar, ASCII.backquote:
            index += 1
            append(bytes[index])
        default:
            append(bytes[index])
        }
    }
}
