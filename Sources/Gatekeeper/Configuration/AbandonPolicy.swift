/// What happens to a run when its caller goes away.
public enum AbandonPolicy: String, Hashable, Sendable, CaseIterable {
    /// The run is stopped gracefully: a plan that nobody reads is of no use.
    case cancel
    /// The run goes on to its end: half an apply is worse than a whole one.
    case finish
}
