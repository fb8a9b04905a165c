public import AWS
public import Invoker
public import RunProtocol

/// Follows runs with the caller's own credentials, past the invoker: for `--logs-via cloudwatch`.
///
/// It needs `logs:GetLogEvents` on the group and `ecs:DescribeTasks` on the cluster, and nothing else.
public struct RunReader: Sendable {
    private let session: AWSSession
    private let time: EngineTime

    /// A reader that calls AWS in this session, which must be of the run's region.
    public init(_ session: AWSSession, now: @escaping @Sendable () -> Timestamp) {
        self.session = session
        time = EngineTime(ContinuousClock(), now: now)
    }

    /// Delivers a run's log behind a cursor, and what happens to the run, as `TaskEngine.follow` does.
    ///
    /// - Parameters:
    ///   - run: what the invoker said of the run.
    ///   - place: where it is.
    ///   - cursor: what the reader has already.
    ///   - deliver: takes what there is, in order.
    /// - Returns: the run's last status, with its outcome.
    /// - Throws: what `deliver` throws, `CancellationError`, or why AWS could not be asked (69, 75).
    public func follow(
        _ run: RunStatus,
        at place: RunPlace,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        let watch = TaskWatch(session.ecs, cluster: place.cluster, time)
        return try await RunFollower(session.logs, watch, time)
            .follow(RunRecord(run, task: place.task), at: place, from: cursor, deliver: deliver)
    }
}
