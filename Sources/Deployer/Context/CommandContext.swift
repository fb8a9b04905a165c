import Invoker
import RunProtocol
import Sandbox
import SystemPackage

/// Everything of the outside that a command touches, so that a test can put something else in its place.
struct CommandContext: Sendable {
    /// The environment variables.
    var environment: [String: String]
    /// The folder that relative paths start from.
    var workingDirectory: FilePath
    /// Where commands speak.
    var console: Console
    /// Where `-` is read from.
    var input: FileDescriptor
    /// Measures waiting.
    var clock: any Clock<Duration>
    /// The time of day.
    var now: @Sendable () -> Timestamp
    /// Takes over the signals that ask this process to end, and delivers them from then on.
    var signals: @Sendable () -> AsyncStream<Int32>
    /// The engine for this machine.
    var engine: @Sendable (SandboxConfiguration) throws(RunnerError) -> any TaskEngine
}

extension CommandContext {
    /// How a command speaks that was given these options.
    func prose(_ options: OutputOptions) -> Prose {
        Prose(
            console: console,
            threshold: options.logLevel,
            palette: Palette(for: console.errors, environment: environment)
        )
    }

    /// Where configurations lie.
    var configurations: ConfigurationPlaces {
        ConfigurationPlaces(environment: environment, workingDirectory: workingDirectory)
    }

    /// Writes a result on standard output, with a line feed behind it.
    ///
    /// - Throws: `OutputFailure`.
    func write(_ text: String) async throws(OutputFailure) {
        try await write(Array((text + "\n").utf8))
    }

    /// Writes one JSON object on standard output, as a line.
    ///
    /// - Throws: `OutputFailure`.
    func write(json value: some Encodable) async throws(OutputFailure) {
        try await write(JSON.encode(value) + [UInt8(ascii: "\n")])
    }

    /// Writes bytes on standard output.
    ///
    /// - Throws: `OutputFailure`.
    func write(_ bytes: [UInt8]) async throws(OutputFailure) {
        do {
            try await console.write(bytes, to: .output)
        } catch {
            throw OutputFailure(error)
        }
    }

    /// A stopwatch that starts now.
    func stopwatch() -> @Sendable () -> Duration {
        Self.stopwatch(clock)
    }

    private static func stopwatch<Time: Clock>(_ clock: Time) -> @Sendable () -> Duration
    where Time.Duration == Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
