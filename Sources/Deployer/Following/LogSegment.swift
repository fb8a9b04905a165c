/// A part of a log as it is shown.
enum LogSegment: Hashable, Sendable {
    /// Bytes of the job, as they are.
    case bytes([UInt8], Console.Stream)
    /// A remark of the runner's.
    case note(String)
}
