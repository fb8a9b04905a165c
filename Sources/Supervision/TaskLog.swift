public import RunProtocol
import Synchronization
public import SystemPackage

/// The log that the entrypoint writes: numbered records, and a trailer that proves them (DESIGN D8).
///
/// Writes are synchronous and unbuffered towards the descriptor: what a reader sees is what the job has said. A reader
/// that is slow slows the job down; nothing is dropped. When the descriptor takes no more (a full disk), the log is
/// *broken*: `breakage` says so, further output is counted but not kept, and no trailer claims otherwise.
public final class TaskLog: Sendable {
    /// Delivers why the descriptor stopped taking records, once, when it does; ends with the log.
    public let breakage: AsyncStream<Errno>
    private let state: Mutex<State>

    /// A log that goes to a descriptor.
    ///
    /// - Parameters:
    ///   - descriptor: where the records go; the log does not close it.
    ///   - now: the time of day.
    public init(writingTo descriptor: FileDescriptor, now: @escaping @Sendable () -> Timestamp) {
        let (breakage, announcement) = AsyncStream.makeStream(of: Errno.self)
        self.breakage = breakage
        state = Mutex(State(descriptor: descriptor, now: now, announcement: announcement))
    }

    /// Writes a remark of the runner's own, one record a line, a long line in several.
    public func note(_ text: String) {
        // Bytes, not characters: "\r\n" is one `Character`, and not the line feed that a `split` looks for.
        var lines = text + "\n"
        lines.withUTF8 { bytes in
            state.withLock { state in
                state.note(UnsafeRawBufferPointer(bytes))
                state.flush()
            }
        }
    }

    /// Takes the job's next bytes on one of its streams.
    public func write(_ bytes: UnsafeRawBufferPointer, to stream: LogStream) {
        state.withLock { state in
            state.split(bytes, stream)
            state.flush()
        }
    }

    /// Writes what waits for the rest of its line: the job has been silent, or ended.
    public func writePending() {
        state.withLock { state in
            state.splitPending(.output)
            state.splitPending(.errors)
            state.flush()
        }
    }

    /// Whether bytes of the job wait for the rest of their line.
    public var hasPending: Bool {
        state.withLock { $0.outputSplitter.hasPending || $0.errorSplitter.hasPending }
    }

    /// Whether the descriptor stopped taking records, and why.
    public var failure: Errno? {
        state.withLock { $0.failure }
    }

    /// Ends the log with its trailer, unless it is broken.
    public func finish(_ end: RunOutcome, facts: [String: String]) {
        state.withLock { state in
            state.splitPending(.output)
            state.splitPending(.errors)
            state.appendTrailer(end, facts)
            state.flush()
            state.announcement.finish()
        }
    }
}

extension TaskLog {
    private struct State: Sendable {
        let descriptor: FileDescriptor
        let now: @Sendable () -> Timestamp
        let announcement: AsyncStream<Errno>.Continuation
        var outputSplitter = LineSplitter()
        var errorSplitter = LineSplitter()
        var failure: Errno?
        private var buffer: [UInt8] = []
        private var digest = LogDigest()
        private var number = 0
        private var tally = LogTally()

        init(
            descriptor: FileDescriptor,
            now: @escaping @Sendable () -> Timestamp,
            announcement: AsyncStream<Errno>.Continuation
        ) {
            self.descriptor = descriptor
            self.now = now
            self.announcement = announcement
        }

        mutating func split(_ bytes: UnsafeRawBufferPointer, _ stream: LogStream) {
            let at = now()
            withSplitter(of: stream) { splitter, state in
                splitter.split(bytes) { state.append($0, $1, to: stream, at: at) }
            }
        }

        mutating func splitPending(_ stream: LogStream) {
            let at = now()
            withSplitter(of: stream) { splitter, state in
                splitter.flush { state.append($0, $1, to: stream, at: at) }
            }
        }

        /// Takes the splitter out while it works, so that its pieces can be appended to the same state.
        private mutating func withSplitter(of stream: LogStream, _ body: (inout LineSplitter, inout State) -> Void) {
            let path = stream == .output ? \State.outputSplitter : \State.errorSplitter
            var splitter = LineSplitter()
            swap(&splitter, &self[keyPath: path])
            body(&splitter, &self)
            self[keyPath: path] = splitter
        }

        mutating func note(_ lines: UnsafeRawBufferPointer) {
            let at = now()
            var splitter = LineSplitter()
            splitter.split(lines) { append($0, $1, to: .notes, at: at) }
        }

        private mutating func append(
            _ text: UnsafeRawBufferPointer,
            _ ending: LogRecord.Ending,
            to stream: LogStream,
            at: Timestamp
        ) {
            tally.count(text.count, ending, on: stream)
            number += 1
            let head = LogRecord.Head(number: number, at: at, stream: stream, ending: ending)
            LogRecord.append(head, text, to: &buffer)
            if buffer.count >= Self.flushSize { flush() }
        }

        mutating func appendTrailer(_ end: RunOutcome, _ facts: [String: String]) {
            flush()
            var trailer = LogTrailer(lines: tally.lines, bytes: tally.bytes, sha256: digest.hexadecimal, end: end)
            trailer.facts = facts
            number += 1
            trailer.append(as: number, at: now(), to: &buffer)
        }

        mutating func flush() {
            buffer.withUnsafeBytes { digest.update($0) }
            write()
        }

        private mutating func write() {
            defer { buffer.removeAll(keepingCapacity: true) }
            guard failure == nil, !buffer.isEmpty else { return }
            do {
                _ = try buffer.withUnsafeBytes { try descriptor.writeAll($0) }
            } catch {
                let reason = error as? Errno ?? .ioError
                failure = reason
                announcement.yield(reason)
            }
        }

        private static let flushSize = 256 * 1024
    }
}
