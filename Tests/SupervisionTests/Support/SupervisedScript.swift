import RunProtocol
import SystemPackage

@testable import Supervision

/// A shell script under the supervisor, with everything around it that the entrypoint has.
///
/// The supervisor kills every descendant of its process: use this in a process of its own (an exit test).
struct SupervisedScript {
    var text: String
    var grace = Duration.seconds(60)
    var clock: any Clock<Duration> = ContinuousClock()
    /// Stops that are asked for as soon as a line with this text is in the log.
    var stops: [String: StopRequest] = [:]
    /// A stop that is asked for before the script starts.
    var earlyStop: StopRequest?
    /// What happens as soon as a line with this text is in the log.
    var reactions: [String: @Sendable () async -> Void] = [:]

    struct Result {
        let outcome: RunOutcome
        let log: LogTranscript

        /// The records, as `o text`.
        var records: [String] { log.records }
    }

    init(_ text: String) {
        self.text = text
    }

    func run() async throws -> Result {
        try await run(Command("/bin/sh", ["-c", text], environment: ["PATH": "/usr/bin:/bin"]))
    }

    func run(_ command: Command) async throws -> Result {
        Descendants.adopt()
        let pipe = try Pipe()
        let log = TaskLog(writingTo: pipe.writing) { Timestamp(milliseconds: 1_795_473_663_123) }
        let (requests, continuation) = AsyncStream.makeStream(of: StopRequest.self)
        if let earlyStop { continuation.yield(earlyStop) }
        let reader = Task {
            var lines: [String] = []
            for await line in InputLines.of(pipe.reading) {
                lines.append(line)
                for (text, stop) in stops where line.hasSuffix(text) { continuation.yield(stop) }
                for (text, reaction) in reactions where line.contains(text) { await reaction() }
            }
            return lines
        }
        let outcome = await Supervisor(log: log, grace: grace, clock: clock).run(command, stoppingOn: requests)
        log.finish(outcome, facts: [:])
        try pipe.writing.close()
        let lines = await reader.value
        try pipe.reading.close()
        return Result(outcome: outcome, log: LogTranscript(bytes: Array((lines.joined(separator: "\n") + "\n").utf8)))
    }
}
