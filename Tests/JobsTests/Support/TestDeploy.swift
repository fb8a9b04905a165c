import Fixtures
import Supervision
import SystemPackage

/// A remote repository, and `infrastructure-deploy-script` run on it as a real process.
struct TestDeploy {
    /// The repository that is cloned.
    let remote: RemoteRepository
    /// The script's environment; `PATH` begins with a folder for fakes.
    var environment: [String: String]
    /// A folder for state, fakes and whatever they leave.
    let folder: TestFolder

    init() async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
        for name in ["bin", "tmp"] { try Folder.make(folder.path.appending(name)) }
        environment = [
            "PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin", "HOME": folder.path.string,
            "TMPDIR": "\(folder.path)/tmp", "DEPLOY_RUNNER_LOCAL_REPOSITORIES": remote.path.string,
            "DEPLOY_RUNNER_FACTS": "\(folder.path)/facts", "TEST": folder.path.string,
        ]
        try folder.write("", to: "facts")
    }

    /// A small module that needs no provider: its state lies in the test's folder, so that it outlives the clone.
    func module(_ value: String, backend: String? = nil) -> String {
        """
        terraform {
          backend "local" { \(backend ?? "path = \"\(folder.path)/terraform.tfstate\"") }
        }
        variable "more" { default = "none" }
        resource "terraform_data" "this" { input = "\(value) ${var.more}" }
        output "value" { value = terraform_data.this.output }
        """
    }

    /// Puts a program of `/bin/sh` in front of all others.
    func fake(_ name: String, _ text: String) throws {
        try folder.writeScript(text, to: "bin/\(name)")
    }

    /// Puts a `terraform` in front that writes each of its calls to `calls`, a line each.
    func fakeTerraform(_ text: String = "") throws {
        try fake("terraform", #"echo "terraform $*" >> "$TEST/calls"\#n\#(text)\#n"#)
    }

    /// The calls that fakes have written down.
    var calls: [String] {
        (folder.read("calls") ?? "").split(separator: "\n").map(String.init)
    }

    /// Whether a real Terraform is installed.
    static var hasTerraform: Bool { SearchPath("/usr/local/bin:/usr/bin:/bin").locate("terraform") != nil }

    /// Runs the script with `--repo` and the arguments given.
    func run(_ arguments: String...) async throws -> FinishedDeploy {
        try await run(list: ["--repo", remote.path.string] + arguments)
    }

    /// Runs the script with exactly these arguments.
    func run(list arguments: [String]) async throws -> FinishedDeploy {
        let result = try await command(arguments).capture()
        guard case .exited(let code) = result.ending else { throw TestFailure("the script \(result.ending)") }
        return FinishedDeploy(exitCode: code, output: result.outputText, errors: result.errorText)
    }

    func command(_ arguments: [String]) -> Command {
        let script = ["infrastructure-deploy-script"] + arguments
        return Command(BuiltProgram.deployRunner.string, script, environment: environment)
    }

    /// The names that the script left in its temporary folder.
    var leftovers: [String]? { Folder.names(in: folder.path.appending("tmp")) }
}

/// What a script left.
struct FinishedDeploy {
    let exitCode: Int32
    let output: String
    let errors: String

    /// What it said of itself, a line each.
    var remarks: [String] { errors.split(separator: "\n").map(String.init) }
}
