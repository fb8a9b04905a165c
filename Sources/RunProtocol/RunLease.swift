/// How long the client of a run on ECS may be silent before the run counts as abandoned (docs/decisions/0026).
///
/// While a client follows the run it has the invoker write the time onto the task, as a tag. The entrypoint in the task
/// reads that tag about as often, and asks one thing: has it changed? So no two clocks are ever compared.
public struct RunLease: Hashable, Sendable {
    /// The silence that ends the run, in seconds.
    public let seconds: Int

    /// A lease of so many seconds.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// The silence that ends the run.
    public var length: Duration { .seconds(seconds) }

    /// How often the client speaks, and how often the entrypoint listens.
    ///
    /// A fifth: one interval for each of the two to be late by, and three in which the network may be gone.
    public var interval: Duration { .seconds(max(1, seconds / 5)) }

    /// The tag that changes while a client is there.
    public static let tag = "deploy-runner:attended-at"

    /// What the tag says when the client has left on purpose.
    public static let left = "left"
}
