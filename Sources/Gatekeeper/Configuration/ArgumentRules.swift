public import Patterns

/// What a caller may pass: to a script, or inside one argument that is itself an argument list.
///
/// The fields are those of the documented `script_config`, and four of this project's own.
public struct ArgumentRules: Hashable, Sendable {
    /// Which options may have a value that begins with a dash.
    public enum DashValueOptions: Hashable, Sendable {
        /// Every option, as documented: the next token is the value, whatever it looks like.
        case all
        /// These only.
        case listed([OptionName])
    }

    /// `allow_positional_args`.
    public internal(set) var positionals = ArgumentGrammar.Positionals.refused
    /// `allowed_options`: options that take a value.
    public internal(set) var allowedOptions = AllowedOptions.listed([])
    /// `allowed_options_without_args`: options that take none; listing one here allows it.
    public internal(set) var optionsWithoutArguments: [OptionName] = []
    /// `allowed_options_with_optional_args`: options that may stand alone or have a value.
    public internal(set) var optionsWithOptionalArguments: [OptionName] = []
    /// `restricted_options`: options that are refused whatever else allows them.
    public internal(set) var restrictedOptions: [OptionName] = []
    /// `restricted_options_regex`: what every value of an option must match.
    public internal(set) var patterns: [OptionName: Pattern] = [:]
    /// `single_options`: options that may be given once.
    public internal(set) var singleOptions: [OptionName] = []
    /// `dash_value_options`: options whose value may begin with a dash.
    public internal(set) var dashValueOptions = DashValueOptions.all
    /// How options are written in a rebuilt nested argument: as the configuration writes them.
    var spellings: [OptionName: ByteString] = [:]

    /// Every option that is allowed by name, in order of name.
    public var namedOptions: [OptionName] {
        var names = Set(optionsWithoutArguments + optionsWithOptionalArguments)
        if case .listed(let listed) = allowedOptions { names.formUnion(listed) }
        return names.subtracting(restrictedOptions).sorted()
    }
}
