/// What the invoker delivers while a reader follows a run.
public enum LogEvent: Hashable, Sendable {
    /// Where the run stands has changed.
    case status(RunStatus)
    /// The next records, in order, and the cursor behind the last of them.
    case records([LogRecord], LogCursor)
    /// A line that is no record, as it was.
    case foreign(ArraySlice<UInt8>)
    /// The run ended and its log was read to its end: always the last event.
    case end(RunEnd)
}

/// The end of a run, as a reader of its log sees it.
public struct RunEnd: Hashable, Sendable {
    /// How the run ended.
    public var outcome: RunOutcome
    /// What can be said of the log.
    public var completeness: LogCompleteness
    /// The trailer, where there was one.
    public var trailer: LogTrailer?
    /// The trailer's record as it was read, without its line feed: with it another reader of the same records can
    /// prove them for itself.
    public var trailerLine: [UInt8]?
    /// What an engine can say beyond the outcome of a run that did not end by itself: what would mend it.
    public var advice: String?

    /// Makes an end.
    public init(outcome: RunOutcome, completeness: LogCompleteness, trailer: LogTrailer?) {
        self.outcome = outcome
        self.completeness = completeness
        self.trailer = trailer
    }

    /// The code to exit with: the job's own, or the runner's where the job has none.
    public var exitCode: Int32 { outcome.exitCode(with: completeness) }
}
