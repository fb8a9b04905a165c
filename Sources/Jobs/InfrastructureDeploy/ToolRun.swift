import RunProtocol
import Supervision
import SystemPackage

/// Runs a tool in the deploy path, in the place of the script: with its output, and with its signals.
struct ToolRun: Sendable {
    let environment: [String: String]
    let folder: FilePath
    let signals: ForwardedSignals
    let report: Report

    /// Runs a tool to its end and answers its exit code; 128 + n when signal n ended it.
    ///
    /// - Throws: `StoppedBySignal` (69) when a signal came before it was started; or what keeps a program from starting.
    func run(_ call: ToolCall) async throws(RunnerError) -> Int32 {
        guard signals.received == nil else {
            throw RunnerError(.unavailable, "StoppedBySignal", "\(call.name) was not started: a signal came first")
        }
        report.say("running \(call.name)", at: .debug)
        let ending = try await command(call.program, call.arguments).foreground(signals)
        switch ending {
        case .exited(0):
            return 0
        case .exited(let code):
            report.always("\"\(call.name)\" exited with code \(code)")
            return code
        case .killed(let signal):
            report.always("\"\(call.name)\" was killed by signal \(signal)")
            return ExitCode.signal(signal)
        }
    }

    /// The version of the Terragrunt that is installed.
    ///
    /// - Throws: `TerragruntVersionUnknown` (69).
    func terragruntVersion() async throws(RunnerError) -> TerragruntVersion {
        try await .installed(command("terragrunt", ["--version"]), forwarding: signals)
    }

    private func command(_ program: String, _ arguments: [String]) -> Command {
        var command = Command(program, arguments, environment: environment)
        command.workingDirectory = folder
        return command
    }
}
