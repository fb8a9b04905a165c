import Fixtures
import RunProtocol

@testable import AWS

/// What a cache loads from: counts, answers as it is told, and can be held back.
actor GatedLoad {
    private(set) var count = 0
    private(set) var cancellations = 0
    private var answer: Result<AWSCredentials, AWSError>
    private var isOpen = true
    private var held: [CheckedContinuation<Void, Never>] = []

    init(_ answer: AWSCredentials) {
        self.answer = .success(answer)
    }

    func load() async throws(AWSError) -> AWSCredentials {
        count += 1
        if !isOpen {
            await withTaskCancellationHandler {
                await withCheckedContinuation { held.append($0) }
            } onCancel: {
                Task { await self.cancelled() }
            }
        }
        return try answer.get()
    }

    func answer(_ credentials: AWSCredentials) { answer = .success(credentials) }
    func fail(_ kind: AWSError.Kind) { answer = .failure(.credentials(kind, "it was said to fail")) }

    /// Holds back what is asked for from now on.
    func close() { isOpen = false }

    /// Lets go of all that is held back.
    func open() {
        isOpen = true
        for continuation in held { continuation.resume() }
        held = []
    }

    /// Waits for the load with this number to be under way.
    nonisolated func arrival(_ number: Int) async throws {
        try await eventually { await count >= number }
    }

    private func cancelled() {
        cancellations += 1
        open()
    }
}
