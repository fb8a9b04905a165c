import Dispatch
import Glibc

/// A program that is run for its output, with nothing on its standard input and no terminal.
struct CredentialProgram: Sendable {
    /// The program and its arguments; no shell reads them.
    var words: [String]
    /// Its whole environment, on whose `PATH` it is looked for.
    var environment: [String: String]
    /// The most that it may write, in bytes.
    var limit = 64 << 10
    /// How long it may take; a minute, as for AWS's other SDKs.
    var timeout = Duration.seconds(60)

    /// Runs it to its end; what goes on in the background after that is left alone.
    ///
    /// - Throws: `ProgramFailure`; the program and what it started are killed then.
    func run() async throws(ProgramFailure) -> ProgramOutput {
        let output = try DescriptorPair()
        defer { output.close() }
        let errors = try DescriptorPair()
        defer { errors.close() }
        // A byte in here ends the wait.
        let bell = try DescriptorPair()
        defer { bell.close() }

        let pid = try ProgramStart(words: words, environment: environment)
            .start(output: output.writing, errors: errors.writing)
        output.closeWriting()
        errors.closeWriting()
        let watch = ProgramWatch(
            pid: pid,
            descriptors: .init(output: output.reading, errors: errors.reading, bell: bell.reading),
            limit: limit,
            deadline: .now + timeout
        )
        // The wait blocks a thread, which must be none of Swift's.
        let result: Result<ProgramOutput, ProgramFailure> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "credential process").async {
                    var watch = watch
                    continuation.resume(returning: watch.result())
                }
            }
        } onCancel: {
            bell.ring()
        }
        return try result.get()
    }
}

/// What a program left behind.
struct ProgramOutput: Sendable {
    /// Its exit code, or 128 and the signal that ended it.
    var status: Int32
    var output: [UInt8]
    /// The end of what it wrote to its standard error.
    var errors: [UInt8]

    /// What it said last, which is mostly why it failed.
    var lastErrorLine: String? {
        let lines = errors.split { $0 == 0x0A || $0 == 0x0D }
        return lines.last { $0.contains { $0 > 0x20 } }.map { VisibleBytes.text($0) }
    }
}

/// Why there is no output.
enum ProgramFailure: Error, Hashable, CustomStringConvertible {
    case notFound
    case notStarted(Int32)
    case tooLong(Duration)
    case tooMuch(limit: Int)
    case cancelled

    /// To stand behind the program's name.
    var description: String {
        switch self {
        case .notFound: "is not there, or is not executable"
        case .notStarted(let code): "could not be started: \(String(cString: strerror(code)))"
        case .tooLong(let time): "took longer than \(time.components.seconds) seconds"
        case .tooMuch(let limit): "wrote more than \(limit) bytes"
        case .cancelled: "was cancelled"
        }
    }
}
