/// The forms in which a configuration is written.
public enum DocumentForm: Hashable, Sendable {
    /// A configuration file: `standard_configuration`, `containers`, sizes and so on at the top.
    case file
    /// What the invoker finds in its environment: the same, or the documented map of containers by itself.
    case environment
}
