import Patterns

/// Everything that the gate knows about an option that the rules name.
struct CompiledOption: Sendable {
    /// What every value must match.
    let pattern: Pattern?
    /// The ids of the rules that let the option through.
    let allowedBy: [String]
    /// The id of the rule about its values.
    let patternRule: String
    /// The values that the pattern spells out, if that is all it does.
    let values: [ByteString]?
}
