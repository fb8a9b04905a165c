/// Why a task did not start, or ended before its script could say how.
struct Diagnosis: Hashable, Sendable {
    /// What went wrong.
    let ailment: Ailment
    /// What AWS said, as it said it.
    let evidence: String

    /// What went wrong, in a few words.
    var cause: String { ailment.cause }
    /// What to do about it.
    var fix: String { ailment.fix }
    /// Whether the same run may succeed later with nothing changed.
    var isRetryable: Bool { ailment.isRetryable }

    /// The cause and what it was recognised by; what was not recognised is shown as it is.
    var words: String {
        ailment == .unrecognised ? evidence : "\(cause) (\(evidence))"
    }
}
