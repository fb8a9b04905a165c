import Glibc
import RunProtocol
import SystemPackage

/// Standard output, or standard error where the job's own bytes go there, takes no more.
struct OutputFailure: Error, Hashable, Sendable {
    let reason: Errno

    init(_ reason: Errno) {
        self.reason = reason
    }

    /// Whether the reader went away on purpose, as `head` does: nothing to complain about.
    var isReaderGone: Bool { reason == .brokenPipe }

    /// The exit code of a command whose output came to nothing: that of a local command in the same pipe.
    var exitCode: Int32 {
        isReaderGone ? ExitCode.signal(SIGPIPE) : ExitCode.logIncomplete.rawValue
    }
}

extension OutputFailure: CustomStringConvertible {
    /// What happened, as the beginning of a sentence.
    var description: String {
        isReaderGone ? "whoever read the output has gone" : "the output cannot be written: \(reason)"
    }
}
