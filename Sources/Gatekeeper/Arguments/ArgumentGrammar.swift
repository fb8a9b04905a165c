/// What an argument list may look like: a table of options, and what happens to everything else.
///
/// The gate reads a caller's arguments with it, rebuilds them with it, and the job scripts read what they are given
/// with it, so that all three agree. Rules: a token that begins with a dash is an option; the name runs to the first
/// `=`; names match exactly; an option that takes a value takes the rest after `=`, else the next token. A bare `--` is
/// refused everywhere, because programs disagree about what follows it.
public struct ArgumentGrammar: Sendable {
    /// What happens to a token that is neither an option nor a value.
    public enum Positionals: Hashable, Sendable {
        /// It is an error.
        case refused
        /// It is kept.
        case accepted
    }

    /// What happens to an option that the table does not list.
    public enum UndeclaredOptions: Hashable, Sendable {
        /// It is an error.
        case refused
        /// It takes a value and may be repeated, as the documented rules say.
        case accepted(OptionDeclaration.DashValue)
    }

    /// How a rebuilt list joins an option to its value.
    public enum ValueForm: Hashable, Sendable {
        /// `--name value`; `--name=value` when the value begins with a dash, since `--name -value` is refused by
        /// argparse and read as two options by others.
        case separate
        /// `-name=value`, as Go's flag package reads it without knowing the table.
        case joined
    }

    /// What happens to positional arguments.
    public let positionals: Positionals
    /// What happens to options outside the table.
    public let undeclaredOptions: UndeclaredOptions
    /// How a rebuilt list is written.
    public let valueForm: ValueForm

    private let declarations: [OptionName: OptionDeclaration]

    /// Creates a grammar from a table; of two rows with the same name the later one counts.
    public init(
        options: [OptionDeclaration],
        positionals: Positionals = .refused,
        undeclaredOptions: UndeclaredOptions = .refused,
        valueForm: ValueForm = .separate
    ) {
        declarations = Dictionary(options.map { ($0.name, $0) }, uniquingKeysWith: { _, later in later })
        self.positionals = positionals
        self.undeclaredOptions = undeclaredOptions
        self.valueForm = valueForm
    }

    /// The table, ordered by name.
    public var options: [OptionDeclaration] {
        declarations.values.sorted { $0.name < $1.name }
    }

    /// What the grammar knows about an option, declared or not; `nil` when it refuses it.
    public func declaration(of name: OptionName) -> OptionDeclaration? {
        if let declared = declarations[name] { return declared }
        guard case .accepted(let dashValue) = undeclaredOptions else { return nil }
        var undeclared = OptionDeclaration(name).repeatable()
        undeclared.dashValue = dashValue
        return undeclared
    }
}
