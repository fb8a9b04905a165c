import Fixtures
import RunProtocol
import Supervision
import SystemPackage

@testable import Jobs

/// A log that takes secrets, as the one of a task does, without a task.
struct ListeningLog {
    let log: TaskLog
    /// What a job script needs to hand over a secret.
    let environment: [String: String]
    private let folder: TestFolder

    /// Runs the body with a log of its own.
    static func with(_ body: (ListeningLog) async throws -> Void) async throws {
        let folder = try TestFolder()
        let file = try FileDescriptor.open(
            folder.path.appending("log"),
            .writeOnly,
            options: [.create, .append],
            permissions: .ownerReadWrite
        )
        defer { try? file.close() }
        let log = TaskLog(writingTo: file) { Timestamp(milliseconds: 0) }
        let listener = try SecretListener(in: folder.path, hidingIn: log)
        let environment = [SecretListener.variable: listener.path.string]
        try await body(ListeningLog(log: log, environment: environment, folder: folder))
        await listener.finish()
    }

    /// A text as the log shows it.
    func shown(_ text: String) -> String {
        log.note(text)
        let line = folder.read("log")?.split(separator: "\n").last ?? ""
        return String(line.split(separator: " ", maxSplits: 3).last ?? "")
    }
}
