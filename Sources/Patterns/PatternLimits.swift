/// How large a pattern may become before it is refused; every limit bounds memory and time at load.
///
/// The defaults let a pattern list some hundreds of repositories. With them the densest pattern that is accepted took
/// 0.2 s and 60 MiB to compile, and every hostile one that was tried was refused within 0.07 s and 25 MiB (measured,
/// release build); an ordinary pattern takes some 0.03 ms.
public struct PatternLimits: Hashable, Sendable {
    /// The longest pattern source, in bytes.
    public var sourceBytes: Int

    /// The deepest nesting of groups; parsing recurses once a level.
    public var nestingDepth: Int

    /// The most states of the nondeterministic automaton, known before it is built: `(a{1000}){1000}` needs a million.
    public var nfaStates: Int

    /// The most states of the deterministic automaton, before it is minimised: `(a|b)*a(a|b){30}` needs 2³⁰.
    public var dfaStates: Int

    /// The most elementary steps of the subset construction; it also bounds what the construction stores.
    public var constructionSteps: Int

    /// The most pairs of states that a proof about two patterns may visit.
    public var proofPairs: Int

    /// Limits that suit a configuration file.
    public static let `default` = Self()

    /// Makes limits; what is not given keeps its default.
    ///
    /// - Parameters:
    ///   - sourceBytes: the longest source, in bytes.
    ///   - nfaStates: the most states of the nondeterministic automaton.
    ///   - dfaStates: the most states of the deterministic automaton.
    public init(sourceBytes: Int = 131_072, nfaStates: Int = 200_000, dfaStates: Int = 20_000) {
        self.sourceBytes = sourceBytes
        self.nestingDepth = 100
        self.nfaStates = nfaStates
        self.dfaStates = dfaStates
        self.constructionSteps = 1_000_000
        self.proofPairs = 1_000_000
    }

    /// The same limits, no higher than the numbers and the stack that the compilation works with.
    var clamped: Self {
        var limits = self
        limits.nestingDepth = min(nestingDepth, 250)
        limits.nfaStates = min(nfaStates, 1 << 24)
        limits.dfaStates = min(dfaStates, 1 << 22)
        limits.proofPairs = min(proofPairs, 1 << 30)
        return limits
    }
}
