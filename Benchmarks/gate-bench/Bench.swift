/// Something that can be measured in rounds, so that the driver can take turns between it and its peer.
protocol Bench {
    /// What is said before the first round.
    associatedtype Facts: Encodable

    /// What is measured, with its answers: the driver compares those with the peer's.
    ///
    /// - Throws: `BenchError` when there is nothing to measure.
    func facts() throws -> Facts

    /// One round.
    ///
    /// - Parameter repetitions: how often each measured thing is done; the time given is that of one repetition.
    /// - Returns: nanoseconds of processor time, in the order of the facts.
    /// - Throws: `BenchError` when an answer is not the one that it must be.
    func round(_ repetitions: Int) throws -> [Double]
}
