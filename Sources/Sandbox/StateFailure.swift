import GRDB
import RunProtocol
import SystemPackage

/// Names why the state on this machine cannot be used.
enum StateFailure {
    static func error(_ path: FilePath, _ error: any Error) -> RunnerError {
        if let error = error as? RunnerError { return error }
        var failure = RunnerError(.unavailable, "StateUnusable", "the run's state in \(path) cannot be written")
        failure.cause = "\(error)"
        if let error = error as? DatabaseError {
            failure.cause = error.message ?? "\(error.resultCode)"
            if error.resultCode == .SQLITE_BUSY { failure.code = .tryAgain }
        }
        let isFull = (error as? DatabaseError)?.resultCode == .SQLITE_FULL || (error as? Errno) == .noSpace
        failure.hint =
            isFull
            ? "the disk is full: make room, or set XDG_STATE_HOME to a folder on another disk"
            : "check that the folder may be written, or set XDG_STATE_HOME to another one"
        return failure
    }
}
