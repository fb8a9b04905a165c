import Glibc
import RunProtocol
import Supervision
import SystemPackage

/// `deploy-runner self-test`: whether an image holds what jobs need, and in which versions.
///
/// It looks for the tools that its arguments name, or those of the variable `DEPLOY_RUNNER_TOOLS`, which an image sets, or
/// those of the deploy runner's own image; for scripts in the trigger directory; and for places that a job may write to.
struct SelfTest {
    let environment: [String: String]
    let tools: [ImageTool]
    var triggerDirectory = EntrypointOptions.standardTriggerDirectory

    init(_ arguments: [String], environment: [String: String]) {
        self.environment = environment
        let listed = environment["DEPLOY_RUNNER_TOOLS"].map(ImageTool.list) ?? ImageTool.standard
        tools = arguments.isEmpty ? listed : arguments.map(ImageTool.init)
    }

    /// Runs the self-test, and prints a line for each finding.
    ///
    /// - Returns: 0, or 69 when something is missing.
    static func main(_ arguments: [String], environment: [String: String]) async -> Int32 {
        let findings = await SelfTest(arguments, environment: environment).findings()
        for finding in findings {
            // Whoever reads no longer is told by the exit code.
            _ = try? FileDescriptor.standardOutput.writeAll((finding.line + "\n").utf8)
        }
        return findings.allSatisfy(\.isFine) ? 0 : ExitCode.unavailable.rawValue
    }

    /// Everything that was looked for, in order.
    func findings() async -> [SelfTestFinding] {
        var findings: [SelfTestFinding] = []
        for tool in tools { findings.append(await finding(of: tool)) }
        return findings + [scripts, place("home", environment["HOME"] ?? ""), place("temporary folder", temporary)]
    }

    private func finding(of tool: ImageTool) async -> SelfTestFinding {
        let command = Command(tool.name, tool.versionArguments, environment: environment)
        do {
            let path = try command.located()
            let result = try await command.capture(limit: 1 << 16)
            guard result.succeeded, let version = ImageTool.version(in: result.outputText + "\n" + result.errorText)
            else { return SelfTestFinding(subject: tool.name, result: .wrong("\(path) does not tell its version")) }
            return SelfTestFinding(subject: tool.name, result: .fine("\(version) (\(path))"))
        } catch {
            return SelfTestFinding(subject: tool.name, result: .wrong(error.message))
        }
    }

    private var scripts: SelfTestFinding {
        let names = (Folder.names(in: triggerDirectory) ?? []).sorted()
        let subject = "scripts in \(triggerDirectory)"
        guard !names.isEmpty else { return SelfTestFinding(subject: subject, result: .wrong("there are none")) }
        let broken = names.filter { !triggerDirectory.appending($0).isExecutableFile }
        guard broken.isEmpty else {
            return SelfTestFinding(
                subject: subject,
                result: .wrong("not an executable file: \(broken.joined(separator: ", "))")
            )
        }
        return SelfTestFinding(subject: subject, result: .fine(names.joined(separator: ", ")))
    }

    private var temporary: String { environment["TMPDIR"] ?? "/tmp" }

    /// A folder that this user may write to: on ECS it is a volume, which belongs to whom the image says.
    private func place(_ name: String, _ path: String) -> SelfTestFinding {
        guard !path.isEmpty, access(path, W_OK | X_OK) == 0 else {
            let user = "user \(getuid()) may not write to \(path.isEmpty ? "a folder that has no name" : path)"
            return SelfTestFinding(subject: name, result: .wrong(user))
        }
        return SelfTestFinding(subject: name, result: .fine("\(path) is writable"))
    }
}
