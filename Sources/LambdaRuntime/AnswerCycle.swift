import RunProtocol

/// What a function has done so far about the answer to one call.
///
/// A pure value: it refuses what Lambda would refuse, before Lambda does, and says how a call is to be concluded.
struct AnswerCycle: Sendable {
    private var phase = Phase.none

    /// The most bytes of an answer that is sent as one: 6 MiB and 100 bytes.
    static let bufferedLimit = 6 * 1024 * 1024 + 100
    /// The most bytes of an answer that is streamed: 200 MiB.
    static let streamedLimit = 200 * 1024 * 1024

    private enum Phase: Hashable, Sendable {
        case none
        case sent
        case streaming(written: Int)
        case concluded
    }

    /// What a write means.
    enum Write: Hashable, Sendable {
        /// It opens the stream.
        case first
        /// It goes on with the stream.
        case further
    }

    /// How to end a call.
    enum Conclusion: Hashable, Sendable {
        /// Report an error in place of an answer.
        case report(RunnerError)
        /// End the stream, which is whole.
        case finish
        /// Break the stream off, so that nobody takes it for whole.
        case breakOff(RunnerError)
        /// Nothing is left to say; an error came too late for Lambda.
        case nothing(RunnerError?)
    }

    /// Notes that the whole answer is sent.
    ///
    /// - Throws: `ResponseTooLarge`, or `AnswerOutOfTurn` when there is an answer already.
    mutating func send(_ count: Int) throws(RunnerError) {
        guard phase == .none else { throw Self.outOfTurn("a whole answer", behind: phase) }
        guard count <= Self.bufferedLimit else { throw Self.tooLarge(count, limit: Self.bufferedLimit) }
        phase = .sent
    }

    /// Notes that a part of the answer is written.
    ///
    /// - Throws: `ResponseTooLarge`, or `AnswerOutOfTurn` when a whole answer was sent or the call is over.
    mutating func write(_ count: Int) throws(RunnerError) -> Write {
        let before: Int
        switch phase {
        case .none: before = 0
        case .streaming(let written): before = written
        case .sent, .concluded: throw Self.outOfTurn("a part of an answer", behind: phase)
        }
        let written = before + count
        guard written <= Self.streamedLimit else { throw Self.tooLarge(written, limit: Self.streamedLimit) }
        defer { phase = .streaming(written: written) }
        return phase == .none ? .first : .further
    }

    /// Says how to end the call after the function returned, or threw.
    mutating func conclude(_ error: RunnerError?) -> Conclusion {
        defer { phase = .concluded }
        switch phase {
        case .none: return .report(error ?? Self.noAnswer)
        case .sent, .concluded: return .nothing(error)
        case .streaming: return error.map { .breakOff($0) } ?? .finish
        }
    }

    private static func tooLarge(_ count: Int, limit: Int) -> RunnerError {
        RunnerError(
            .unavailable,
            "ResponseTooLarge",
            "the answer has \(count) bytes, and Lambda takes at most \(limit)",
            hint: "ask for less in one call"
        )
    }

    private static func outOfTurn(_ what: String, behind phase: Phase) -> RunnerError {
        RunnerError(.unavailable, "AnswerOutOfTurn", "the function gave \(what) when the answer was already \(phase)")
    }

    private static let noAnswer = RunnerError(.unavailable, "NoAnswer", "the function returned without an answer")
}
