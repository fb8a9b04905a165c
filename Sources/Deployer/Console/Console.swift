import Dispatch
import Synchronization
import SystemPackage

/// The two streams of a command, and the order of what goes there.
///
/// Results and the job's bytes go out as they are. Prose goes to standard error, a whole line at a time, and always
/// begins at the start of a line. Writing happens on a queue of its own: a reader that takes its time (a pager, a
/// terminal that was stopped) holds up what writes, never what handles signals.
final class Console: Sendable {
    /// Where results and the job's output go.
    let output: ConsolePort
    /// Where prose and the job's errors go.
    let errors: ConsolePort
    private let queue = DispatchQueue(label: "console")
    private let state: Mutex<ConsoleState>

    /// One of the two streams.
    enum Stream: Hashable, Sendable {
        case output
        case errors
    }

    init(output: ConsolePort, errors: ConsolePort, _ arrangement: ConsoleState.Arrangement) {
        self.output = output
        self.errors = errors
        state = Mutex(ConsoleState(arrangement))
    }

    /// Writes bytes as they are, and returns when the other side has them.
    ///
    /// - Throws: `Errno`: `brokenPipe` when the reader is gone, `noSpace` when a file has no room.
    func write(_ bytes: [UInt8], to stream: Stream) async throws(Errno) {
        let erasure = state.withLock { Array($0.bytes(endingWith: bytes.last, on: stream).utf8) }
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Void, Errno>, Never>) in
            queue.async {
                self.attempt(erasure, on: self.errors)
                continuation.resume(returning: self.result(of: bytes, on: stream))
            }
        }
        try result.get()
    }

    private func result(of bytes: [UInt8], on stream: Stream) -> Result<Void, Errno> {
        do throws(Errno) {
            try (stream == .output ? output : errors).write(bytes)
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    /// Says something on standard error, as lines of their own; when nobody can hear it, nothing else happens.
    func say(_ text: String) {
        state.withLock { state in
            let bytes = Array(state.prose(text).utf8)
            // Inside the lock, so that the order on the queue is the order of the calls.
            queue.async { self.attempt(bytes, on: self.errors) }
        }
    }

    /// Notes that the terminal shows the echo of a key, so that prose does not go on behind it.
    func keyEchoed() {
        if errors.isTerminal { state.withLock { $0.keyEchoed() } }
    }

    /// Returns when everything has been written that was said so far.
    func flush() async {
        guard !state.withLock({ $0.isAbandoned }) else { return }
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    /// Says a last thing past everything that still waits for a reader; `flush` waits for nothing from here on.
    func leave(saying text: String) {
        let bytes = state.withLock { state in
            state.isAbandoned = true
            return Array(state.prose(text).utf8)
        }
        attempt(bytes, on: errors)
    }

    /// What fails here concerns prose only, and there is nowhere left to say so.
    private func attempt(_ bytes: [UInt8], on port: ConsolePort) {
        if !bytes.isEmpty { try? port.write(bytes) }
    }
}

extension Console {
    /// Shows lines that go away again as soon as anything else is written; only on a terminal.
    func showLive(_ text: String) {
        guard case .terminal(let columns) = errors.kind else { return }
        // A line that fills the last column would wrap, and half of it could not be erased.
        let line = text.split(separator: "\n").map { $0.prefix(max(0, columns - 1)) }.joined(separator: "\n")
        state.withLock { state in
            guard let text = state.live(line) else { return }
            queue.async { self.attempt(Array(text.utf8), on: self.errors) }
        }
    }

    /// Takes the live line away, if there is one.
    func hideLive() {
        state.withLock { state in
            let erasure = state.erasure()
            queue.async { self.attempt(Array(erasure.utf8), on: self.errors) }
        }
    }
}
