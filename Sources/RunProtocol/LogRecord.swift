/// One record of a task's log, as the entrypoint writes it and every reader reads it (DESIGN D8).
///
/// A record is one line of bytes:
///
///     12 1795473663123 o Initializing the backend...
///     13 1795473663130 e+ no newline foll
///     14 1795473663131 = 5c1f09be {"bytes":39,"end":{…},"facts":{},"lines":2,"sha256":"…"}
///
/// - its number: from 1, without a gap, over all streams;
/// - when it was written, in milliseconds since the epoch;
/// - its kind: `o` output, `e` errors, `n` a note of the runner, `=` the trailer, which ends the log; upper case (`O`,
///   `E`, `N`) when the text is not UTF-8 or holds a NUL, and is therefore in base 64, since CloudWatch keeps text only;
///   `+` behind it when no newline followed: a piece of a longer line, or a last line without a newline;
/// - one space, and the text. A record is never empty, since CloudWatch drops empty events.
public struct LogRecord: Hashable, Sendable {
    /// The record's number, from 1.
    public var number: Int
    /// When it was written.
    public var at: Timestamp
    /// The stream it belongs to.
    public var stream: LogStream
    /// The bytes of the job, without the newline.
    public var text: ArraySlice<UInt8>
    /// Whether a newline followed.
    public var ending: Ending

    /// Whether a newline followed the text in the job's output.
    public enum Ending: String, Hashable, Sendable, Codable {
        /// It did.
        case newline
        /// It did not: the line goes on in the stream's next record, or the output ended here.
        case open
    }

    /// Makes a record, with a newline behind its text unless `ending` says otherwise.
    public init(_ number: Int, at: Timestamp, _ stream: LogStream, _ text: ArraySlice<UInt8>) {
        self.number = number
        self.at = at
        self.stream = stream
        self.text = text
        ending = .newline
    }

    /// The longest text of one record, in bytes.
    ///
    /// Docker's log drivers split a line at 16 KiB. A record with its head stays below that even in base 64, so no
    /// record is ever split on its way to CloudWatch.
    public static let longestText = 11 * 1024
}
