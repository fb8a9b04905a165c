/// What the self-test found of one thing that jobs need.
struct SelfTestFinding: Hashable, Sendable {
    /// What was looked for.
    let subject: String
    /// What there is, or what is wrong.
    let result: Result

    /// Whether it will do.
    enum Result: Hashable, Sendable {
        /// It is there: a version, or where it lies.
        case fine(String)
        /// It is not there, or does not work, and why.
        case wrong(String)
    }

    var isFine: Bool {
        if case .fine = result { true } else { false }
    }

    /// One line: the verdict, the subject, and the rest of what there is to say.
    var line: String {
        switch result {
        case .fine(let detail): "ok       \(subject): \(detail)"
        case .wrong(let detail): "MISSING  \(subject): \(detail)"
        }
    }
}
