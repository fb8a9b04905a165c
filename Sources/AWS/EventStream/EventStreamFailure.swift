/// What is wrong with an event stream.
enum EventStreamFailure: Error, Hashable, Sendable {
    /// A checksum does not fit its bytes.
    case checksum
    /// Lengths that contradict each other, or go beyond the format's limits.
    case lengths
    /// Headers that are none.
    case headers
    /// The stream ended in the middle of a frame.
    case cut
}
