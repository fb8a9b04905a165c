import RunProtocol

/// How long a client has been silent, judged by a tag that is read from time to time.
///
/// Only the time between two readings that both succeeded counts: where AWS does not answer the entrypoint, it may not
/// have answered the client either.
struct ClientSilence {
    private let lease: RunLease
    private var latest: String?
    private var silence = Duration.zero
    private var isUnbroken = false

    init(_ lease: RunLease) {
        self.lease = lease
    }

    /// What a reading means.
    enum Standing: Hashable, Sendable {
        /// The client is there, as far as can be told.
        case held
        /// The client has left on purpose: there is nobody to wait for.
        case left
        /// The client has vanished.
        case ranOut
    }

    /// A reading succeeded.
    ///
    /// - Parameters:
    ///   - value: the tag, if the task has it.
    ///   - pause: the time since the reading before.
    /// - Returns: what it means.
    mutating func saw(_ value: String?, after pause: Duration) -> Standing {
        if value == RunLease.left { return .left }
        if value != latest {
            silence = .zero
        } else if isUnbroken {
            silence += pause
        }
        (latest, isUnbroken) = (value, true)
        return silence < lease.length ? .held : .ranOut
    }

    /// A reading failed.
    mutating func missed() {
        isUnbroken = false
    }
}
