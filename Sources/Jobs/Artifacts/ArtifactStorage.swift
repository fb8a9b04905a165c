import AWS
import RunProtocol
import Supervision
import SystemPackage

/// Stores a job's output in S3 while it runs: `PREFIX/stdout`, `PREFIX/stderr`, `PREFIX/interleaved`.
///
/// What is stored is what the log shows, secrets redacted. The job never waits for it, and its exit code does not depend on
/// it: output that could not be stored is a remark in the log.
struct ArtifactStorage: Sendable {
    private let destination: ArtifactDestination
    private let upload: Task<Void, any Error>
    private let clock: any Clock<Duration>

    /// Begins, where the task's environment names a place.
    static func begin(
        _ environment: [String: String],
        _ log: TaskLog,
        _ clock: any Clock<Duration>
    ) -> ArtifactStorage? {
        guard let destination = ArtifactDestination(environment: environment) else { return nil }
        let folder = FilePath(environment["TMPDIR"] ?? "/tmp")
        do {
            let spool = try OutputSpool(in: folder)
            log.copy(to: spool)
            return ArtifactStorage(
                destination: destination,
                upload: Task { try await store(spool, destination, environment, clock) },
                clock: clock
            )
        } catch {
            log.note(failure(destination, "nothing can be kept in \(folder): \(error)").description)
            return nil
        }
    }

    /// Waits until everything is stored, and says in the log whether it is.
    ///
    /// - Returns: the fact where the output is, if it is somewhere.
    func finish(after outcome: RunOutcome, _ log: TaskLog) async -> [String: String] {
        let patience = outcome.isStopped ? Self.patienceOfStop : Self.patience
        let timer = Task {
            try await clock.sleep(for: patience)
            upload.cancel()
        }
        defer { timer.cancel() }
        do {
            try await upload.value
            log.note("stored the output in \(destination)")
            return ["artifacts": destination.description]
        } catch {
            let isLate = upload.isCancelled
            let cause = isLate ? "it took longer than \(patience.components.seconds) s after the job's end" : "\(error)"
            let known = (error as? AWSError).flatMap { isLate ? nil : $0 }
            log.note(Self.failure(destination, cause, known).description)
            return [:]
        }
    }

    private static func store(
        _ spool: OutputSpool,
        _ destination: ArtifactDestination,
        _ environment: [String: String],
        _ clock: any Clock<Duration>
    ) async throws {
        defer { spool.drop() }
        let region = await region(of: destination, environment)
        try await AWSSession.with(region: region, environment: TaskRole.alone(environment)) { session in
            let client = session.patient(for: .seconds(60)).s3()
            var objects = OutputSpool.Part.allCases.map { GrowingObject($0, destination) }
            do {
                for await _ in spool.growth {
                    for index in objects.indices { try await objects[index].storePieces(of: spool, client) }
                }
                try Task.checkCancellation()
                if let failure = spool.failure { throw failure }
                for index in objects.indices { try await objects[index].finish(spool, client) }
            } catch {
                await abandon(objects, client, clock)
                throw error
            }
        }
    }

    /// Takes back what was begun, as far as that is done soon: a task that is stopped has its trailer to write.
    private static func abandon(_ objects: [GrowingObject], _ client: S3Client, _ clock: any Clock<Duration>) async {
        // A task of its own: this one may have been cancelled.
        let abandoning = Task { for object in objects { await object.abandon(client) } }
        let timer = Task {
            try await clock.sleep(for: patienceOfAbandoning)
            abandoning.cancel()
        }
        await abandoning.value
        timer.cancel()
    }

    private static func region(of destination: ArtifactDestination, _ environment: [String: String]) async -> String? {
        if let region = destination.region { return region }
        guard let uri = environment[TaskMetadata.variable] else { return nil }
        return try? await TaskMetadata.read(uri).region
    }

    private static func failure(
        _ destination: ArtifactDestination,
        _ cause: String,
        _ error: AWSError? = nil
    ) -> RunnerError {
        let message = "the output is not stored in \(destination)"
        return error?.runnerError(.unavailable, "OutputNotStored", message)
            ?? RunnerError(.unavailable, "OutputNotStored", message).caused(by: cause)
    }

    private static let patience = Duration.seconds(600)
    /// A task that is stopped is killed soon.
    private static let patienceOfStop = Duration.seconds(10)
    private static let patienceOfAbandoning = Duration.seconds(3)
}

extension RunOutcome {
    fileprivate var isStopped: Bool {
        if case .stopped = self { return true }
        return false
    }
}
