import Fixtures
import RunProtocol
import Supervision
import SystemPackage

@testable import Jobs

/// `build-packer-artifact`, run as a real process on templates of a folder or of a repository.
struct TestPacker {
    /// The script's environment; `PATH` begins with a folder for fakes.
    var environment: [String: String]
    /// Where the script is started, with the templates in it.
    let folder: TestFolder

    /// A folder without templates.
    init() throws {
        folder = try TestFolder()
        for name in ["bin", "tmp"] { try Folder.make(folder.path.appending(name)) }
        try folder.write("", to: "facts")
        environment = [
            "PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin", "HOME": folder.path.string,
            "TMPDIR": "\(folder.path)/tmp", "DEPLOY_RUNNER_FACTS": "\(folder.path)/facts", "TEST": folder.path.string,
        ]
    }

    /// Whether packer is installed.
    static let isPossible = SearchPath("/usr/local/bin:/usr/bin:/bin").locate("packer") != nil
    /// What tests that need it say when it is not.
    static let reason = "needs packer (make test installs it)"

    /// Puts a program of `/bin/sh` in front of all others.
    func fake(_ name: String, _ text: String) throws {
        try folder.writeScript(text, to: "bin/\(name)")
    }

    /// Runs the script on a template.
    func run(_ template: String, _ arguments: String...) async throws -> FinishedDeploy {
        let result = try await command(template, arguments).capture()
        guard case .exited(let code) = result.ending else { throw TestFailure("the script \(result.ending)") }
        return FinishedDeploy(exitCode: code, output: result.outputText, errors: result.errorText)
    }

    func command(_ template: String, _ arguments: [String]) -> Command {
        let list = ["build-packer-artifact", "--packer-template-path", template] + arguments
        var command = Command(BuiltProgram.deployRunner.string, list, environment: environment)
        command.workingDirectory = folder.path
        return command
    }

    /// The names that the script left in its temporary folder.
    var leftovers: [String]? { Folder.names(in: folder.path.appending("tmp")) }
}

extension TestPacker {
    /// Runs a line of shell in the folder and answers its output.
    func shell(_ line: String) async throws -> String {
        var command = Command("/bin/sh", ["-c", line], environment: ["PATH": "/usr/bin:/bin"])
        command.workingDirectory = folder.path
        return try await command.capture().outputText
    }
}

extension TestPacker {
    /// What the first build of a template would make, as the script itself finds out.
    func plans(_ name: String) async throws -> PlannedImage {
        let template = try PackerTemplate(at: folder.path.appending(name), start: folder.path, name: name)
        let packer = PackerTool(
            environment: environment,
            template: template,
            variables: [],
            signals: ForwardedSignals()
        )
        let reader = try template.reader()
        let workspace = try PackerWorkspace(in: folder.path.appending("tmp"))
        defer { workspace.remove() }
        let plans = ImagePlans(reader: reader, packer: packer, workspace: workspace)
        guard let plan = try await plans.plans(of: reader.builds).first else { throw TestFailure("no build") }
        return plan.image
    }
}
