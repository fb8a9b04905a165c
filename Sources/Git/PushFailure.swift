import RunProtocol
import Supervision

/// What git said when a push failed, told apart by what a person can do about it.
struct PushFailure {
    private let result: CommandResult
    private let branch: GitRefName
    private let location: RepositoryLocation

    init(_ result: CommandResult, of branch: GitRefName, at location: RepositoryLocation) {
        self.result = result
        self.branch = branch
        self.location = location
    }

    /// The kinds, in the order in which they are looked for: a lock that cannot be made for want of rights fails like one
    /// that somebody else holds.
    enum Kind: CaseIterable {
        case readOnly
        case checkedOut
        case declined
        case denied
        case overtaken
        case unreachable
    }

    /// The kind, or `nil` when it is none that only a push has.
    var kind: Kind? {
        let text = said
        return Kind.allCases.first { kind in kind.marks.contains { text.contains($0) } }
    }

    /// Hosting services answer on standard error, git itself with `--porcelain` on standard output.
    private var said: String { result.errorText + "\n" + result.outputText }

    var error: RunnerError {
        guard let kind else { return GitFailure(result, at: location).error }
        return RunnerError(kind.code, kind.errorType, message(kind), hint: hint(kind)).caused(
            by: Printable.output(said)
        )
    }

    private func message(_ kind: Kind) -> String {
        switch kind {
        case .readOnly: "\(location) is read-only for this job"
        case .checkedOut: "branch \(branch) is checked out in \(location), and cannot be pushed to"
        case .declined: "\(location) has a rule against this push to branch \(branch)"
        case .denied: "\(location) may not be pushed to with the credentials of this job"
        case .overtaken: "branch \(branch) of \(location) has moved on"
        case .unreachable: "the connection to \(location) broke during the push"
        }
    }

    private func hint(_ kind: Kind) -> String {
        switch kind {
        case .readOnly:
            if case .local = location {
                "let its container push to it: sandbox.containers.NAME.writable_repositories in the configuration"
            } else {
                "the server cannot write to the repository: tell whoever runs it"
            }
        case .checkedOut: "push to a bare repository, or check out something else there"
        case .declined: "let the machine user push to protected branches, or name another branch"
        case .denied: "configure a token or a key that may write to the repository"
        case .overtaken, .unreachable: "try again: what is there already is not changed twice"
        }
    }
}

extension PushFailure.Kind {
    var marks: [String] {
        switch self {
        case .readOnly:
            [
                "Read-only file system", "insufficient permission for adding an object",
                "unable to create temporary object directory",
            ]
        case .checkedOut: ["refusing to update checked out branch", "branch is currently checked out"]
        case .declined:
            ["rotected branch", "hook declined", "GH006", "GH013", "TF402455", "Changes must be made through"]
        case .denied:
            [
                "Permission to ", "Permission denied", "Write access to repository not granted", "not allowed to push",
                "marked as read only", "is not allowed to upload", "The requested URL returned error: 403",
                "The requested URL returned error: 401",
            ]
        case .overtaken:
            [
                "(fetch first)", "(non-fast-forward)", "(stale info)", "cannot lock ref", "failed to update ref",
                "failed to lock", "incorrect old value provided",
            ]
        case .unreachable: GitFailureKind.unreachable.marks + ["the remote end hung up unexpectedly"]
        }
    }

    var code: ExitCode {
        switch self {
        case .readOnly, .checkedOut, .declined, .denied: .unavailable
        case .overtaken, .unreachable: .tryAgain
        }
    }

    var errorType: String {
        switch self {
        case .readOnly: "RepositoryReadOnly"
        case .checkedOut: "BranchCheckedOut"
        case .declined: "PushDeclined"
        case .denied: "PushDenied"
        case .overtaken: "PushOvertaken"
        case .unreachable: "RepositoryUnreachable"
        }
    }
}
