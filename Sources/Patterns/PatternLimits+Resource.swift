extension PatternLimits {
    /// What a limit limits.
    public enum Resource: Hashable, Sendable, CaseIterable {
        /// Bytes of the pattern source.
        case sourceBytes
        /// Levels of nested groups.
        case nestingDepth
        /// States of the nondeterministic automaton.
        case nfaStates
        /// States of the deterministic automaton.
        case dfaStates
        /// Steps of the subset construction.
        case constructionSteps
        /// Pairs of states that a proof visits.
        case proofPairs
    }
}
