import Glibc
import Supervision

/// The signals that ask a client to end.
enum EndingSignals {
    /// Takes them over for the rest of this process's life, and delivers them from now on.
    ///
    /// A signal that this process was started with as ignored stays ignored: `nohup` means it, and so does a shell that
    /// starts a job in the background.
    static func taken() -> AsyncStream<Int32> {
        let (numbers, continuation) = AsyncStream.makeStream(of: Int32.self)
        SignalWatch.forever([SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }) { continuation.yield($0) }
        return numbers
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0, let handler = action.__sigaction_handler.sa_handler else {
            return false
        }
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
