import RunProtocol
import Supervision

/// Starts a child that goes on without this process.
enum DetachedStart {
    /// Returns as soon as the child runs.
    ///
    /// - Throws: what `Command.run(on:started:)` throws when the child could not be started.
    static func of(_ command: Command, on streams: StandardStreams) async throws(RunnerError) {
        let (starts, continuation) = AsyncStream.makeStream(of: Result<Void, RunnerError>.self)
        Task {
            do throws(RunnerError) {
                _ = try await command.run(on: streams) { _ in continuation.yield(.success(())) }
            } catch {
                continuation.yield(.failure(error))
            }
            continuation.finish()
        }
        for await start in starts { return try start.get() }
    }
}
