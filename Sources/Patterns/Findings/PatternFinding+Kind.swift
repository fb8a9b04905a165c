extension PatternFinding {
    /// What can be found.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// The pattern matches every printable value.
        case matchesEverything
        /// The pattern matches no value.
        case matchesNothing
        /// The pattern matches the empty value.
        case matchesEmpty
        /// Any character, without an upper bound: `.*`, `.+`, `\S+`.
        case unboundedAnyCharacter
        /// A dot between characters of a name, as in `github.com`.
        case unescapedDot
        /// A branch whose every value another branch matches as well.
        case shadowedBranch
        /// A branch that is empty, as in `(plan|)`.
        case emptyBranch
        /// A range that runs through punctuation by accident, as in `[.-_]` or `[A-z]`.
        case accidentalRange
        /// A bar inside a class, as in `[plan|apply]`.
        case barInClass
        /// `^` or `$`, which a full match does not need.
        case redundantAnchor
    }

    /// How much a finding matters.
    public enum Severity: Int, Hashable, Sendable, Comparable, CaseIterable {
        /// Worth knowing; nothing has to change.
        case information
        /// The pattern allows more than its author probably means, or has a part without effect.
        case warning

        /// Information comes before warnings.
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}
