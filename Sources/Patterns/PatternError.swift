/// Why a pattern was refused: where, what, and what to write instead.
public struct PatternError: Error, Equatable, Sendable {
    /// The byte of the pattern source, counted from 0, at which the refused construct begins.
    public let position: Int

    /// What is wrong, for programs.
    public let kind: Kind

    init(_ kind: Kind, at position: Int) {
        self.position = position
        self.kind = kind
    }
}
