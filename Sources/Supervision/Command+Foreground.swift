import Glibc
public import RunProtocol
import Subprocess
import SystemPackage

extension Command {
    /// Runs the program in the place of this one: with its standard output and error, and with its signals.
    ///
    /// This is how a job script runs its tool. The supervisor sends SIGINT to the script alone; the script passes it on,
    /// the tool saves its state, and the script goes on when the tool has ended. The tool gets a process group of its own,
    /// so that no signal reaches it twice: Terraform takes a second SIGINT as leave to lose its state.
    ///
    /// - Throws: `ProgramNotFound`, or `ProgramFailed` (69) when it could not be started.
    public func foreground(_ signals: ForwardedSignals) async throws(RunnerError) -> ProcessEnding {
        let path = try located()
        do {
            var options = PlatformOptions()
            options.processGroupID = 0
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(arguments),
                environment: subprocessEnvironment,
                workingDirectory: workingDirectory,
                platformOptions: options,
                input: .none,
                output: .currentStandardOutput,
                error: .currentStandardError
            ) { execution in
                signals.target(LiveProcess(execution.processIdentifier.value))
            }
            signals.target(nil)
            return ProcessEnding(result.terminationStatus)
        } catch {
            throw RunnerError(.unavailable, "ProgramFailed", "\(program) could not be started").caused(by: "\(error)")
        }
    }
}
