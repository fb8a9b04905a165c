/// What a rule that is `null` means.
public enum NullRules: Hashable, Sendable {
    /// It allows nothing.
    case deny
    /// It allows anything, as the documented system has it: only behind `legacy_null_means_any: true`.
    case allowAny
}
