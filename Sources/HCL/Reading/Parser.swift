/// Reads a file by recursive descent; the stack is bounded by the limit on nesting.
struct Parser {
    /// How many blocks, expressions and directives may be nested; parsing recurses once a level.
    static let deepest = 100

    var scanner: Scanner
    /// The first byte that is not read.
    var index: Int
    private(set) var newlines = NewlineMode.kept
    private var lookahead: Token?
    private var depth = 0
    private var lines = LineCounter()

    init(bytes: [UInt8], name: String) {
        scanner = Scanner(bytes: bytes, name: name)
        index = scanner.start
    }

    var comments: [Range<Int>] { scanner.comments }

    /// The next token, which stays the next one.
    mutating func peek() throws(HCLError) -> Token {
        if let lookahead { return lookahead }
        let token = try scanner.token(at: index, newlines: newlines)
        lookahead = token
        return token
    }

    /// Takes the next token.
    @discardableResult
    mutating func read() throws(HCLError) -> Token {
        let token = try peek()
        move(to: token.range.upperBound)
        return token
    }

    /// Takes the next token when it is of a kind.
    mutating func take(_ kind: Token.Kind) throws(HCLError) -> Bool {
        guard try peek().kind == kind else { return false }
        try read()
        return true
    }

    /// Goes on at another place.
    mutating func move(to place: Int) {
        index = place
        lookahead = nil
    }

    /// Whether the next token is a word.
    mutating func isNext(_ word: StaticString) throws(HCLError) -> Bool {
        let token = try peek()
        return token.kind == .identifier && scanner.matches(token.range, word)
    }

    /// Takes an identifier.
    mutating func identifier(_ expected: String) throws(HCLError) -> Token {
        let token = try peek()
        guard token.kind == .identifier else { throw unexpected(token, expected: expected) }
        return try read()
    }

    /// Reads something with line breaks as they count there.
    mutating func with<Value>(
        newlines mode: NewlineMode,
        _ body: (inout Self) throws(HCLError) -> Value
    ) throws(HCLError) -> Value {
        let outer = newlines
        newlines = mode
        lookahead = nil
        let value = try body(&self)
        newlines = outer
        lookahead = nil
        return value
    }

    /// Reads something that may hold others of its kind.
    mutating func nested<Value>(_ body: (inout Self) throws(HCLError) -> Value) throws(HCLError) -> Value {
        depth += 1
        guard depth <= Self.deepest else { throw failure(.tooDeep(limit: Self.deepest), at: index) }
        let value = try body(&self)
        depth -= 1
        return value
    }

    /// The place of a byte that is not before the last one that was asked for.
    mutating func position(of offset: Int) -> HCLPosition {
        lines.position(of: offset, in: scanner.bytes)
    }

    func failure(_ kind: HCLError.Kind, at offset: Int) -> HCLError {
        scanner.failure(kind, at: offset)
    }

    func unexpected(_ token: Token, expected: String) -> HCLError {
        failure(.unexpected(found: shown(token), expected: expected), at: token.range.lowerBound)
    }

    /// A token as a message names it.
    func shown(_ token: Token) -> String {
        switch token.kind {
        case .end: "the end of the file"
        case .newline: "the end of the line"
        case .quote: "a string"
        case .heredoc: "a heredoc"
        default: scanner.text(token.range)
        }
    }
}
