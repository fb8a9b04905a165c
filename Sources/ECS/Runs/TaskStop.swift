import AWS
import RunProtocol

/// Stops a task: SIGTERM is the doorbell, the tags are the letter (DESIGN D9).
///
/// ECS cannot say more than SIGTERM. How much of a hurry there is, and why, stands in the task's tags before the signal
/// is sent; the entrypoint reads them then, and again while it waits, so that a second stop can hurry the first.
struct TaskStop: Sendable {
    private let ecs: any ECSCalls
    private let time: EngineTime
    private let report: @Sendable (RunnerError) -> Void

    /// How long ECS may say of a task that was just started that there is none.
    private static let settling = Duration.seconds(30)

    init(_ ecs: any ECSCalls, _ time: EngineTime, report: @escaping @Sendable (RunnerError) -> Void) {
        self.ecs = ecs
        self.time = time
        self.report = report
    }

    /// Asks, and returns when ECS has the message.
    ///
    /// - Throws: why ECS does not have it.
    func stop(
        _ record: RunRecord,
        in cluster: String,
        _ request: StopRequest,
        _ phase: RunPhase
    ) async throws(AWSError) {
        guard phase != .stopping else {
            // The first reason stays; only the hurry is new.
            guard request.urgency == .hurried else { return }
            return try await ecs.tagResource(record.task, [StopRequest.urgencyTag: request.urgency.rawValue])
        }
        var isTagged = true
        do { try await ecs.tagResource(record.task, request.tags) } catch { isTagged = false }
        // The bell is rung all the same: without the letter the script gets its whole grace.
        try await ring(record, in: cluster, reason: TaskEnding.stopPrefix + request.reason.rawValue)
        if !isTagged { await tagAgain(record, request) }
    }

    /// A task that was just started takes its tags later than its stop, and the entrypoint looks for them every second.
    private func tagAgain(_ record: RunRecord, _ request: StopRequest) async {
        do {
            try await ecs.tagResource(record.task, request.tags)
        } catch {
            report(error.runnerError(.unavailable, "StopNotTagged", "why run \(record.run) is stopped was not noted"))
        }
    }

    private func ring(_ record: RunRecord, in cluster: String, reason: String) async throws(AWSError) {
        let limit = time.elapsed() + Self.settling
        while true {
            do {
                return try await ecs.stopTask(cluster: cluster, task: record.task, reason: reason)
            } catch {
                guard error.kind == .notFound || error.kind == .validation, time.elapsed() < limit,
                    time.now().since(record.startedAt) < Self.settling, (try? await time.sleep(.seconds(1))) != nil
                else { throw error }
            }
        }
    }
}
