import RunProtocol

/// One stream of a job on its way into the log: redacted, then cut into lines.
struct LogChannel: Sendable {
    private var redactor: Redactor
    private var splitter = LineSplitter()

    typealias Emit = (UnsafeRawBufferPointer, LogRecord.Ending) -> Void

    init(_ automaton: SecretAutomaton) {
        redactor = Redactor(automaton)
    }

    /// What waits for the rest of it.
    enum Waiting: Comparable {
        /// Nothing does.
        case nothing
        /// What may be the beginning of a secret.
        case secret
        /// A line, or its end: it may be shown when the job has been silent for a moment.
        case line
    }

    var waiting: Waiting {
        if splitter.hasPending || redactor.isHoldingLineEnd { return .line }
        return redactor.isHolding ? .secret : .nothing
    }

    /// Takes the next bytes, and hands on each piece of a line that is now whole.
    mutating func take(_ bytes: UnsafeRawBufferPointer, emit: Emit) {
        withSplitter { splitter, redactor in redactor.redact(bytes) { splitter.split($0, emit: emit) } }
    }

    /// Hands on the line that waits, as far as it is certain.
    mutating func showLine(emit: Emit) {
        if redactor.isHoldingLineEnd { release(emit: emit) }
        splitter.flush(emit: emit)
    }

    /// Hands on everything.
    mutating func showAll(emit: Emit) {
        release(emit: emit)
        splitter.flush(emit: emit)
    }

    /// Knows other secrets from here on.
    mutating func learn(_ automaton: SecretAutomaton, emit: Emit) {
        withSplitter { splitter, redactor in redactor.learn(automaton) { splitter.split($0, emit: emit) } }
    }

    private mutating func release(emit: Emit) {
        withSplitter { splitter, redactor in redactor.release { splitter.split($0, emit: emit) } }
    }

    private mutating func withSplitter(_ body: (inout LineSplitter, inout Redactor) -> Void) {
        var splitter = LineSplitter()
        swap(&splitter, &self.splitter)
        body(&splitter, &redactor)
        self.splitter = splitter
    }
}
