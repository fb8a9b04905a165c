/// One row of an option table: what a grammar knows about an option.
public struct OptionDeclaration: Hashable, Sendable {
    /// Whether the option has a value.
    public enum Value: Hashable, Sendable {
        /// It stands alone.
        case none
        /// It takes the rest of its own token after `=`, else the next token.
        case required
        /// It may stand alone; a next token is its value only if that cannot be anything else.
        case optional
    }

    /// How often the option may occur.
    public enum Repetition: Hashable, Sendable {
        /// At most once.
        case once
        /// Any number of times.
        case unlimited
    }

    /// Whether a value may begin with a dash.
    public enum DashValue: Hashable, Sendable {
        /// Such a value is refused: it is more probably the next option.
        case refused
        /// Such a value is taken as it is.
        case accepted
    }

    /// The option.
    public var name: OptionName
    /// How the option is written when an argument list is rebuilt.
    public var spelling: ByteString
    /// Whether it has a value.
    public var value: Value
    /// How often it may occur.
    public var repetition: Repetition
    /// Whether its value may begin with a dash.
    public var dashValue: DashValue

    /// Declares an option that takes one value, may be given once, and takes no value that begins with a dash.
    public init(_ name: OptionName) {
        self.name = name
        spelling = name.spelling
        value = .required
        repetition = .once
        dashValue = .refused
    }

    /// An option that takes one value and may be given once.
    public static func option(_ name: OptionName) -> OptionDeclaration {
        OptionDeclaration(name)
    }

    /// An option that takes no value and may be given once.
    public static func flag(_ name: OptionName) -> OptionDeclaration {
        var declaration = OptionDeclaration(name)
        declaration.value = .none
        return declaration
    }

    /// The same option, allowed any number of times.
    public func repeatable() -> OptionDeclaration {
        var declaration = self
        declaration.repetition = .unlimited
        return declaration
    }

    /// The same option, whose value may begin with a dash.
    public func acceptingDashValues() -> OptionDeclaration {
        var declaration = self
        declaration.dashValue = .accepted
        return declaration
    }
}
