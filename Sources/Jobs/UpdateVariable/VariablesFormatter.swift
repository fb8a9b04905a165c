import HCL
import RunProtocol
import Supervision
import SystemPackage

/// Formats a file with the tool that its name stands for, and never loses it.
///
/// The tool gets a copy. What it leaves is taken when it exits with 0 and the copy is still HCL; else the text stays.
struct VariablesFormatter {
    /// What became of it.
    enum Outcome: Hashable {
        /// The formatted text.
        case formatted([UInt8])
        /// The text as it was, for a reason.
        case kept(String)
    }

    /// The task's environment.
    let environment: [String: String]
    /// An empty folder for the copy.
    let folder: FilePath
    /// Signals of this process, passed on to the tool.
    let signals: ForwardedSignals?

    /// Formats a text.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - name: the file's name, whose ending says what formats it.
    /// - Returns: the formatted text, or why it stays as it is.
    /// - Throws: `StoppedBySignal` (69) when a signal came.
    func format(_ bytes: [UInt8], as name: String) async throws(RunnerError) -> Outcome {
        let copy = folder.appending(FilePath(name).lastComponent?.string ?? "file.hcl")
        do throws(RunnerError) {
            try write(bytes, to: copy)
            guard let call = try await call(for: copy) else { return .kept("nothing formats files of its kind") }
            let result = try await command(call.program, call.arguments).capture(forwarding: signals)
            guard signals?.received == nil else { throw stopped(call) }
            guard result.succeeded else {
                let said = result.errorText.isEmpty ? result.outputText : result.errorText
                return .kept("\(call.name) \(result.ending): \(Shown.text(said))")
            }
            return Self.checked(copy) ?? .kept("what \(call.name) left cannot be read as HCL")
        } catch {
            guard signals?.received == nil else { throw error }
            return .kept(error.message + (error.cause.map { ": \(Shown.text($0))" } ?? ""))
        }
    }

    private func call(for file: FilePath) async throws(RunnerError) -> ToolCall? {
        let name = file.lastComponent?.string ?? ""
        switch file.extension {
        case "tf", "tfvars":
            return ToolCall(program: "terraform", arguments: ["fmt", "-no-color", name], name: "terraform fmt")
        case "tofu":
            return ToolCall(program: "tofu", arguments: ["fmt", "-no-color", name], name: "tofu fmt")
        case "hcl":
            let version = try await TerragruntVersion.installed(
                command("terragrunt", ["--version"]),
                forwarding: signals
            )
            return TerragruntSyntax(version).formatting(name)
        default:
            return nil
        }
    }

    private func write(_ bytes: [UInt8], to copy: FilePath) throws(RunnerError) {
        do {
            try Folder.make(folder)
            try Folder.write(bytes, to: copy)
        } catch {
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(folder) cannot be written").caused(
                by: "\(error)"
            )
        }
    }

    private static func checked(_ copy: FilePath) -> Outcome? {
        guard let text = try? Folder.read(copy, limit: VariablesFile.limit), !text.isEmpty,
            (try? HCLFile(parsing: text, name: "copy")) != nil
        else {
            return nil
        }
        return .formatted(text)
    }

    private func stopped(_ call: ToolCall) -> RunnerError {
        RunnerError(.unavailable, "StoppedBySignal", "\(call.name) was stopped by a signal")
    }

    private func command(_ program: String, _ arguments: [String]) -> Command {
        var command = Command(program, arguments, environment: variables)
        command.workingDirectory = folder
        return command
    }

    /// A formatter needs nothing of the task's, and asks nobody for newer versions.
    private var variables: [String: String] {
        [
            "PATH": environment["PATH"] ?? "", "HOME": folder.string, "LANG": environment["LANG"] ?? "C.UTF-8",
            "CHECKPOINT_DISABLE": "1",
        ]
    }
}
