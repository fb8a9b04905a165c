public import RunProtocol
import Synchronization
public import SystemPackage

/// The log that the entrypoint writes: numbered records, and a trailer that proves them (DESIGN D8).
///
/// Writes are synchronous and unbuffered towards the descriptor: what a reader sees is what the job has said. A reader
/// that is slow slows the job down; nothing is dropped. When the descriptor takes no more (a full disk), the log is
/// *broken*: `breakage` says so, further output is counted but not kept, and no trailer claims otherwise.
///
/// No secret that it was told of comes out (`hide`): not in the job's output, nor in a remark or a fact. What the trailer
/// counts and proves is what was written, with `***` in the places of secrets.
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

    /// Never shows these again, in any form in which programs print them; see `SecretForms`.
    ///
    /// A secret that is shorter than 6 bytes cannot be told from other text, and is not hidden.
    ///
    /// - Throws: `SecretsTooLarge` (69) when these and those before are more than can be looked for; none of these is hidden
    ///   then.
    public func hide(_ secrets: [[UInt8]]) throws(RunnerError) {
        try state.withLock { state throws(RunnerError) in
            try state.hide(secrets)
            state.flush()
        }
    }

    /// Whether a secret is long enough to be hidden.
    public static func canHide(_ secret: [UInt8]) -> Bool {
        !SecretForms.of(secret).isEmpty
    }

    /// How long the job may be silent before `writePending` is due; `nil`: nothing waits.
    ///
    /// What may be the beginning of a secret waits longer than the rest of a line: it is seldom what a person looks at.
    public var patience: Duration? {
        switch state.withLock({ max($0.output.waiting, $0.errors.waiting) }) {
        case .nothing: nil
        case .line: .milliseconds(100)
        case .secret: .seconds(2)
        }
    }

    /// Writes what has waited for the rest of it as long as `patience` said: the job has been silent.
    public func writePending() {
        state.withLock { state in
            state.writePending()
            state.flush()
        }
    }

    /// Whether bytes of the job wait for what comes behind them.
    public var hasPending: Bool { patience != nil }

    /// Writes everything that waits: the job has ended.
    public func endOutput() {
        state.withLock { state in
            state.writeAll()
            state.flush()
            state.spool?.finish()
            state.spool = nil
        }
    }

    /// Puts what the job writes from now on into a spool, too, as it stands in the log; `endOutput` finishes it.
    public func copy(to spool: OutputSpool) {
        state.withLock { $0.spool = spool }
    }

    /// Whether the descriptor stopped taking records, and why.
    public var failure: Errno? {
        state.withLock { $0.failure }
    }

    /// Ends the log with its trailer, unless it is broken.
    public func finish(_ end: RunOutcome, facts: [String: String]) {
        state.withLock { state in
            state.writeAll()
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
        private(set) var output = LogChannel(.none)
        private(set) var errors = LogChannel(.none)
        private(set) var failure: Errno?
        var spool: OutputSpool?
        private var secrets: Set<[UInt8]> = []
        private var forms: Set<[UInt8]> = []
        private var automaton = SecretAutomaton.none
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
            with(stream) { channel, emit in channel.take(bytes, emit: emit) }
        }

        mutating func writePending() {
            let isLine = max(output.waiting, errors.waiting) == .line
            for stream in [LogStream.output, .errors] {
                with(stream) { channel, emit in isLine ? channel.showLine(emit: emit) : channel.showAll(emit: emit) }
            }
        }

        mutating func writeAll() {
            for stream in [LogStream.output, .errors] {
                with(stream) { channel, emit in channel.showAll(emit: emit) }
            }
        }

        mutating func hide(_ secrets: [[UInt8]]) throws(RunnerError) {
            let new = Set(secrets).subtracting(self.secrets)
            guard !new.isEmpty else { return }
            let forms = self.forms.union(new.flatMap(SecretForms.of))
            let bytes = forms.reduce(0) { $0 + $1.count }
            guard bytes <= SecretForms.mostBytes else {
                throw RunnerError(
                    .unavailable,
                    "SecretsTooLarge",
                    "the secrets have \(bytes) bytes in all their forms, and \(SecretForms.mostBytes) can be looked for",
                    hint: "that is enough for about 60 KiB of secrets"
                )
            }
            self.forms = forms
            self.secrets.formUnion(new)
            automaton = SecretAutomaton(forms)
            for stream in [LogStream.output, .errors] {
                with(stream) { [automaton] channel, emit in channel.learn(automaton, emit: emit) }
            }
        }

        /// Takes the channel out while it works, so that its pieces can be appended to the same state.
        private mutating func with(_ stream: LogStream, _ body: (inout LogChannel, LogChannel.Emit) -> Void) {
            let at = now()
            let path = stream == .output ? \State.output : \State.errors
            var channel = LogChannel(.none)
            swap(&channel, &self[keyPath: path])
            body(&channel) { append($0, $1, to: stream, at: at) }
            self[keyPath: path] = channel
        }

        mutating func note(_ lines: UnsafeRawBufferPointer) {
            let at = now()
            var channel = LogChannel(automaton)
            channel.take(lines) { append($0, $1, to: .notes, at: at) }
            channel.showAll { append($0, $1, to: .notes, at: at) }
        }

        private func redacted(_ text: String) -> String {
            var redactor = Redactor(automaton)
            var bytes: [UInt8] = []
            var text = text
            text.withUTF8 { redactor.redact(UnsafeRawBufferPointer($0)) { bytes.append(contentsOf: $0) } }
            redactor.release { bytes.append(contentsOf: $0) }
            return String(decoding: bytes, as: UTF8.self)
        }

        private mutating func append(
            _ text: UnsafeRawBufferPointer,
            _ ending: LogRecord.Ending,
            to stream: LogStream,
            at: Timestamp
        ) {
            tally.count(text.count, ending, on: stream)
            spool?.take(text, ending, from: stream)
            number += 1
            let head = LogRecord.Head(number: number, at: at, stream: stream, ending: ending)
            LogRecord.append(head, text, to: &buffer)
            if buffer.count >= Self.flushSize { flush() }
        }

        mutating func appendTrailer(_ end: RunOutcome, _ facts: [String: String]) {
            flush()
            var trailer = LogTrailer(lines: tally.lines, bytes: tally.bytes, sha256: digest.hexadecimal, end: end)
            trailer.facts = facts.mapValues(redacted)
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
