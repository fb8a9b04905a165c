import AWS
import RunProtocol
import Supervision

/// Keeps the credentials of the task's role out of its log: the job can ask for the same ones that this process gets.
///
/// They change every few hours, some time before they end; those that follow are known soon after the job can have them.
struct TaskCredentials {
    let environment: [String: String]
    let log: TaskLog
    let clock: any Clock<Duration>

    /// How long a script waits for the first ones: ECS answers from the same machine, and is asked up to three times, for
    /// two seconds each, when it is late.
    private static let patience = Duration.seconds(10)
    private static let pause = Duration.seconds(60)

    /// Whether the task has a role.
    var isThere: Bool { TaskRole.isThere(environment) }

    /// Hides those that are valid now, if they can be had at once.
    func hideFirst() async {
        guard isThere else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await withSession { try await hide($0) } }
            group.addTask { try? await clock.sleep(for: Self.patience) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Hides those that follow, until the caller's task is cancelled.
    func hideLater() async {
        guard isThere else { return }
        try? await withSession { session in
            while true {
                try await clock.sleep(for: Self.pause)
                // Who cannot be asked now can be in a minute.
                do { try await hide(session) } catch { if error is RunnerError { throw error } }
            }
        }
    }

    private func hide(_ session: AWSSession) async throws {
        let credentials = try await session.credentials.credentials()
        do {
            try log.hide([credentials.secretAccessKey, credentials.sessionToken ?? ""].map { Array($0.utf8) })
        } catch {
            log.note("the credentials of the task's role are not redacted: \(error.message)")
            throw error
        }
    }

    private func withSession(_ body: (AWSSession) async throws -> Void) async throws {
        try await AWSSession.with(region: "us-east-1", environment: TaskRole.alone(environment), body)
    }
}
