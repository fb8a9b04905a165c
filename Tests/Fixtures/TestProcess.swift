public import Supervision
public import SystemPackage

/// A child that runs beside a test, on pipes of its own.
///
/// Children of tests are started by `Supervision` only. Foundation's `Process` hands the descriptors that happen to be
/// open to its child: two children that hold the writing ends of each other's input wait for ever.
public final class TestProcess: Sendable {
    /// What the child reads.
    public let input: FileDescriptor
    /// What the child writes; its errors go nowhere.
    public let output: FileDescriptor
    private let running: RunningProcess
    private let task: Task<ProcessEnding, any Error>

    /// Starts a child.
    ///
    /// - Throws: what `Command.run(on:started:)` throws when it cannot be started.
    public init(_ command: Command) async throws {
        let (input, output) = (try Pipe(), try Pipe())
        var streams = StandardStreams()
        streams.input = input.reading
        streams.output = output.writing
        let (starts, start) = AsyncStream.makeStream(of: RunningProcess.self)
        task = Task { [streams] in
            defer { start.finish() }
            return try await command.run(on: streams) { start.yield($0) }
        }
        self.input = input.writing
        self.output = output.reading
        for await running in starts {
            self.running = running
            return
        }
        throw try await Self.failure(task)
    }

    private static func failure(_ task: Task<ProcessEnding, any Error>) async throws -> TestProcessFailure {
        TestProcessFailure(description: "the child \(try await task.value) before it was seen to run")
    }

    /// Sends a signal; a child that is gone gets none.
    public func signal(_ number: Int32) {
        running.signal(number)
    }

    /// Waits for the child's end.
    public func ending() async throws -> ProcessEnding {
        try await task.value
    }
}

/// A child that could not be seen to run.
struct TestProcessFailure: Error, CustomStringConvertible {
    let description: String
}
