import Git
import RunProtocol
import Testing

@testable import Jobs

@Suite struct DeployRequestTests {
    private static let good = ["--repo", "git@github.com:a/b.git", "--binary", "terraform", "--command", "plan"]

    @Test func `every documented option is read`() throws {
        let request = try Self.request([
            "--repo", "https://github.com/a/b.git", "--ref", "origin/main", "--binary", "terragrunt", "--command",
            "destroy-all",
            "--command-args", "-destroy", "--deploy-path", "dev", "--backend-config", "bucket=x", "--backend-config",
            "key=y",
            "--force-https", "true", "--apply-ref-for-destroy", "v1", "--store-outputs", "false", "--log-level",
            "debug",
            "--allowed-apply-refs", "main", "--allowed-apply-refs", "origin/main",
        ])
        #expect(request.repository.url == "https://github.com/a/b.git")
        #expect(request.reference?.text == "origin/main")
        #expect(request.destroyReference?.text == "v1")
        #expect(request.allowedReferences.map(\.text) == ["main", "origin/main"])
        #expect(request.binary == .terragrunt)
        #expect(request.command.description == "destroy-all")
        #expect(request.words.words == ["-destroy"])
        #expect(request.path.components == ["dev"])
        #expect(request.backendConfig == ["bucket=x", "key=y"])
        #expect(request.addresses == .overHTTPS)
        #expect(request.level == .debug)
    }

    @Test func `all that can be left out has its default`() throws {
        let request = try Self.request(Self.good)
        #expect(request.reference == nil)
        #expect(request.words.words == [])
        #expect(request.path.components == [])
        #expect(request.addresses == .asWritten)
        #expect(request.level == .info)
    }

    @Test(arguments: [
        (["--repo", "git@github.com:a/b", "--command", "plan"], "the option --binary is missing"),
        (["--binary", "terraform", "--command", "plan"], "the option --repo is missing"),
        (good + ["--bin", "x"], "the option --bin is not known"),
        (good + ["--comm=x"], "the option --comm is not known"),
        (good + ["--command", "apply"], "the option --command is given more than once"),
        (good + ["--ref"], "the option --ref has no value"),
        (good + ["--ref", "--force-https"], "the value of --ref begins with a dash"),
        (good + ["--"], "is a bare --"), (good + ["extra"], "positional arguments are not taken"),
        (good + ["--ref", "a\nb"], "the value of --ref holds U+000A LINE FEED"),
        (good + ["--ref", "a\0b"], "the value of --ref holds U+0000 NULL"),
        (good + ["--deploy-path", "a\u{202E}b"], "the value of --deploy-path holds U+202E RIGHT-TO-LEFT OVERRIDE"),
        (good + ["--force-https", "yes"], "--force-https yes is not known"),
        (good + ["--log-level", "loud"], "--log-level loud is not known"),
        (good + ["--store-outputs", "1"], "--store-outputs 1 is not known"),
    ])
    func `arguments that cannot be are refused by name`(arguments: [String], text: String) {
        let error = Self.error(arguments)
        #expect(error?.code == .usage)
        #expect(error?.message.contains(text) == true, "\(String(describing: error))")
    }

    @Test(arguments: ["plan-al", "Plan", "refresh-all", "init", "import", "apply ", "", "run-all", "state"])
    func `a command that is not documented is refused with those that are`(command: String) {
        let error = Self.error(["--repo", "git@github.com:a/b", "--binary", "terragrunt", "--command", command])
        #expect(error?.code == .usage)
        #expect(
            error?.hint
                == "it takes plan, apply, validate, destroy, refresh, plan-all, apply-all, validate-all, destroy-all"
        )
    }

    @Test func `terraform runs one module at a time`() {
        let error = Self.error(["--repo", "git@github.com:a/b", "--binary", "terraform", "--command", "plan-all"])
        #expect(error?.message == "infrastructure-deploy-script: --command plan-all needs --binary terragrunt")
    }

    @Test(arguments: ["apply", "destroy", "refresh"])
    func `an applying command needs a ref`(command: String) {
        let error = Self.error(["--repo", "git@github.com:a/b", "--binary", "terraform", "--command", command])
        #expect(error?.message == "infrastructure-deploy-script: --command \(command) needs a --ref")
    }

    @Test func `outputs cannot be stored where no store is configured`() {
        let error = Self.error(Self.good + ["--store-outputs", "true"])
        #expect(error?.errorType == "NoArtifactStore")
        #expect(error?.code == .unavailable)
    }

    private static func request(_ arguments: [String]) throws(RunnerError) -> DeployRequest {
        try DeployRequest(arguments, locals: LocalRepositories([]))
    }

    private static func error(_ arguments: [String]) -> RunnerError? {
        do {
            _ = try request(arguments)
            return nil
        } catch {
            return error
        }
    }
}
