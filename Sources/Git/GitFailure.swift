import RunProtocol
import Supervision

/// What git said when it failed, told apart by what a person can do about it.
///
/// Git has one exit code for all of it, so its text is read; it runs with `LC_ALL=C` for that reason. What is not
/// recognised is passed on as it is.
struct GitFailure {
    private let result: CommandResult
    private let location: RepositoryLocation

    init(_ result: CommandResult, at location: RepositoryLocation) {
        self.result = result
        self.location = location
    }

    var error: RunnerError {
        let text = result.errorText
        let shown = Printable.output(text)
        let cause = shown.isEmpty ? "git said nothing" : shown
        guard let kind = GitFailureKind.allCases.first(where: { kind in kind.marks.contains { text.contains($0) } })
        else {
            return RunnerError(.unavailable, "GitFailed", "git \(result.ending) for \(location)").caused(by: cause)
        }
        return RunnerError(kind.code, kind.errorType, kind.message(location), hint: kind.hint(location)).caused(
            by: cause
        )
    }
}
