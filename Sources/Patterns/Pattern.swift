/// A pattern that a whole value must match, compiled to an automaton over bytes.
///
/// The dialect is what RE2 and Python's `re` have in common: literals, classes, `.`, alternation, groups, repeats, and
/// anchors at the ends. A match is always of the full value; there is no search. `.` and classes match one
/// Unicode scalar in UTF-8, so a value that is not UTF-8 never matches them, and `.` does not match a newline. A byte of the source
/// that is not part of a UTF-8 sequence stands for itself outside a class.
///
/// A decision takes one table look-up a byte and allocates nothing, whatever the pattern and the value.
public struct Pattern: Sendable {
    /// The pattern as it was written.
    public let source: [UInt8]

    let automaton: Automaton
    let limits: PatternLimits

    /// Compiles a pattern.
    ///
    /// - Parameters:
    ///   - source: the pattern, UTF-8 as a rule.
    ///   - limits: how large it may become.
    /// - Throws: ``PatternError`` when the source is not in the dialect, with the construct and its position, or when
    ///   it would grow beyond a limit, with its size.
    public init(_ source: [UInt8], limits: PatternLimits = .default) throws(PatternError) {
        let limits = limits.clamped
        let syntax = try Parser.parse(source, limits: limits)
        self.init(source: source, automaton: try Automaton(syntax, limits: limits), limits: limits)
    }

    /// Compiles a pattern that is at hand as a string.
    ///
    /// - Parameters:
    ///   - source: the pattern; its UTF-8 bytes are compiled, without normalisation.
    ///   - limits: how large it may become.
    /// - Throws: ``PatternError``, as for bytes.
    public init(_ source: String, limits: PatternLimits = .default) throws(PatternError) {
        try self.init(Array(source.utf8), limits: limits)
    }

    /// How many states the compiled automaton has, the one that refuses included; it is the smallest there is.
    public var stateCount: Int { automaton.stateCount }

    init(source: [UInt8], automaton: Automaton, limits: PatternLimits) {
        self.source = source
        self.automaton = automaton
        self.limits = limits
    }
}

extension Pattern: Hashable {
    /// Two patterns are equal when their sources are the same bytes; for equal languages ask `Pattern.witness`.
    public static func == (left: Self, right: Self) -> Bool { left.source == right.source }

    /// Hashes the source.
    public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

extension Pattern: CustomStringConvertible {
    /// The source, decoded as UTF-8.
    public var description: String { String(decoding: source, as: UTF8.self) }
}
