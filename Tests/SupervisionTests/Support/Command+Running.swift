import Testing

@testable import Supervision

extension Command {
    /// Runs the program to its end, and the body with its process beside it.
    ///
    /// It must be the only child of this process: use this in an exit test.
    func running(_ body: @Sendable (LiveProcess) async -> Void) async throws -> ProcessEnding {
        try await run(on: StandardStreams()) { _ in
            guard let pid = Descendants.all().first else {
                Issue.record("the program has no process")
                return
            }
            await body(LiveProcess(pid))
        }
    }
}
