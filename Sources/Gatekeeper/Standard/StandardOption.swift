/// An option of a standard script.
struct StandardOption: Sendable {
    /// Who may give the option.
    enum Audience: Hashable, Sendable {
        /// Anybody whom the gate lets through.
        case callers
        /// The configuration only.
        case configuration
    }

    let declaration: OptionDeclaration
    /// What every value must match, if that does not depend on the configuration.
    let pattern: String?
    let audience: Audience

    var name: OptionName { declaration.name }

    /// An option with a value that callers may give once.
    static func option(_ name: OptionName, _ pattern: String? = nil) -> StandardOption {
        StandardOption(declaration: .option(name), pattern: pattern, audience: .callers)
    }

    /// An option with a value that callers may repeat.
    static func repeatable(_ name: OptionName, _ pattern: String? = nil) -> StandardOption {
        StandardOption(declaration: .option(name).repeatable(), pattern: pattern, audience: .callers)
    }

    /// An option without a value.
    static func flag(_ name: OptionName) -> StandardOption {
        StandardOption(declaration: .flag(name), pattern: nil, audience: .callers)
    }

    /// An option that only the configuration gives.
    static func fixed(_ declaration: OptionDeclaration) -> StandardOption {
        StandardOption(declaration: declaration, pattern: nil, audience: .configuration)
    }

    /// The same option, whose value may begin with a dash.
    func acceptingDashValues() -> StandardOption {
        StandardOption(declaration: declaration.acceptingDashValues(), pattern: pattern, audience: audience)
    }
}
