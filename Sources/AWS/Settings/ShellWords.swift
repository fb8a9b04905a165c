/// Words as a shell splits them, nothing expanded: the rules of Python's `shlex`, which the AWS CLI splits with.
enum ShellWords {
    /// What keeps a line from being words.
    enum Malformed: Error {
        case openQuote
        case openEscape
    }

    /// The words of a line.
    ///
    /// - Throws: `Malformed` for a quote that does not close, or a backslash at the end.
    static func split(_ text: String) throws(Malformed) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        // Two quotes with nothing between them are a word.
        var isWord = false
        var quote: Unicode.Scalar?
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                // Between double quotes a backslash escapes the quote and itself only.
                if quote != nil, scalar != "\"", scalar != "\\" { word.append("\\") }
                word.append(scalar)
                isEscaped = false
            } else if scalar == "\\", quote != "'" {
                (isEscaped, isWord) = (true, true)
            } else if let open = quote {
                if scalar == open { quote = nil } else { word.append(scalar) }
            } else if scalar == "'" || scalar == "\"" {
                (quote, isWord) = (scalar, true)
            } else if scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n" {
                if isWord { words.append(String(word)) }
                (word, isWord) = (String.UnicodeScalarView(), false)
            } else {
                word.append(scalar)
                isWord = true
            }
        }
        if isEscaped { throw .openEscape }
        if quote != nil { throw .openQuote }
        if isWord { words.append(String(word)) }
        return words
    }
}
