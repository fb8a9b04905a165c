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

    /// Where ECS says that it gives credentials.
    private static let variables = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
    /// How long a script waits for the first ones; ECS answers from the same machine.
    private static let patience = Duration.seconds(3)
    private static let pause = Duration.seconds(60)

    /// Whether the task has a role.
    var isThere: Bool { Self.variables.contains { environment[$0] != nil } }

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
                try? await hide(session)
            }
        }
    }

    private func hide(_ session: AWSSession) async throws {
        let credentials = try await session.credentials.credentials()
        log.hide([credentials.secretAccessKey, credentials.sessionToken ?? ""].map { Array($0.utf8) })
    }

    /// Neither a profile nor a key in the environment counts: only what ECS gives.
    private func withSession(_ body: (AWSSession) async throws -> Void) async throws {
        let own = environment.filter { !$0.key.utf8.starts(with: "AWS_".utf8) || Self.isOfECS($0.key) }
        try await AWSSession.with(region: "us-east-1", environment: own, body)
    }

    private static func isOfECS(_ variable: String) -> Bool {
        variable.utf8.starts(with: "AWS_CONTAINER_".utf8)
    }
}
