public import RunProtocol
import Subprocess
import SystemPackage

extension Command {
    /// Runs the program to its end and keeps what it wrote; a code other than 0 is a result, not an error.
    ///
    /// - Parameters:
    ///   - input: what the program reads from its standard input; `nil`: nothing.
    ///   - limit: the most bytes that are kept of each stream.
    ///   - signals: of this process; those that arrive while the program runs are passed on to it.
    /// - Returns: how it ended, and what it wrote.
    /// - Throws: `ProgramNotFound`, or `ProgramFailed` (69) when it could not be started or wrote more than the limit.
    public func capture(
        input: [UInt8]? = nil,
        limit: Int = 64 << 20,
        forwarding signals: ForwardedSignals? = nil
    ) async throws(RunnerError) -> CommandResult {
        let path = try located()
        defer { signals?.target(nil) }
        do {
            guard let input else {
                let result = try await Subprocess.run(
                    .path(path),
                    arguments: Arguments(arguments),
                    environment: subprocessEnvironment,
                    workingDirectory: workingDirectory,
                    input: .none,
                    output: .bytes(limit: limit),
                    error: .bytes(limit: limit)
                ) { execution in
                    signals?.target(LiveProcess(execution.processIdentifier.value))
                }
                return CommandResult(
                    ending: ProcessEnding(result.terminationStatus),
                    output: result.standardOutput,
                    errors: result.standardError
                )
            }
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(arguments),
                environment: subprocessEnvironment,
                workingDirectory: workingDirectory,
                input: .inputWriter,
                output: .bytes(limit: limit),
                error: .bytes(limit: limit)
            ) { execution in
                signals?.target(LiveProcess(execution.processIdentifier.value))
                // A child that closes its input early makes the write fail; what it did with the rest is its result.
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
            }
            return CommandResult(
                ending: ProcessEnding(result.terminationStatus),
                output: result.standardOutput,
                errors: result.standardError
            )
        } catch {
            throw RunnerError(.unavailable, "ProgramFailed", "\(program) could not be run").caused(by: "\(error)")
        }
    }
}
