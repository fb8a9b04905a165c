import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// The script below the entrypoint, stopped at different moments.
@Suite(.timeLimit(.minutes(30))) struct InterruptionTests {
    private static func task(_ deploy: TestDeploy) throws -> TestTask {
        var task = try TestTask()
        task.environment = deploy.environment
        task.options = ["--stop-on-stdin", "--stop-grace", "60"]
        symlink(BuiltProgram.deployRunner.string, task.scripts.appending("infrastructure-deploy-script").string)
        return task
    }

    private static func start(_ task: TestTask, _ deploy: TestDeploy) async throws -> LiveTask {
        try await LiveTask(
            task,
            "infrastructure-deploy-script",
            "--repo",
            deploy.remote.path.string,
            "--ref",
            "main",
            "--binary",
            "terraform",
            "--command",
            "apply",
            "--allowed-apply-refs",
            "main"
        )
    }

    /// A tool that saves its state at the first SIGINT and loses it at the second, as Terraform does.
    private static let saving = #"""
        count=0
        trap 'count=$((count+1)); [ $count -gt 1 ] && { echo "state lost"; exit 1; }; echo "stopping"; touch $TEST/stopping' INT
        trap 'echo "got TERM"; exit 1' TERM
        echo ready
        while [ ! -e $TEST/stopping ]; do sleep 0.05; done
        sleep 0.3
        echo "state saved"
        exit 5
        """#

    @Test func `Terraform gets one SIGINT, saves its state, and its code is kept`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform(#"[ "$1" = init ] && exit 0"# + "\n" + Self.saving)
        let task = try Self.task(deploy)
        let live = try await Self.start(task, deploy)
        #expect(await live.read(until: "ready"))
        try live.write("graceful signal-2")
        let ended = try await live.finish()
        #expect(ended.outputText == "ready\nstopping\nstate saved\n")
        #expect(ended.errorText.hasSuffix("\"terraform apply\" exited with code 5\n"))
        #expect(ended.trailer?.end == .stopped(.signal(2), code: 5))
        #expect(ended.exitCode == 130)
        #expect(deploy.leftovers == [])
    }

    @Test func `after a stop during init nothing new is started`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform(
            #"trap 'touch $TEST/stopping' INT; echo ready; while [ ! -e $TEST/stopping ]; do sleep 0.05; done; exit 0"#
        )
        let task = try Self.task(deploy)
        let live = try await Self.start(task, deploy)
        #expect(await live.read(until: "ready"))
        try live.closeInput()
        let ended = try await live.finish()
        #expect(deploy.calls == ["terraform init -input=false"])
        #expect(ended.errorText.hasSuffix("stopped by signal 2 before anything was changed\n"))
        #expect(ended.trailer?.end == .stopped(.abandoned, code: 130))
        #expect(deploy.leftovers == [])
    }

    @Test func `a stop while git clones ends git, and starts nothing`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        // A git that hangs as on a dead network; it stands before the real one.
        let folder = deploy.folder.path
        try deploy.fake("git", "echo $$ > \(folder)/git; touch \(folder)/started; exec sleep 600")
        let task = try Self.task(deploy)
        let live = try await Self.start(task, deploy)
        #expect(await live.read(until: "cloning"))
        while deploy.folder.read("started") == nil { try await Task.sleep(for: .milliseconds(10)) }
        try live.write("graceful requested")
        let ended = try await live.finish()
        #expect(ended.trailer?.end == .stopped(.requested, code: 130))
        #expect(ended.errorText == "cloning \(deploy.remote.path)\nstopped by signal 2 before anything was changed\n")
        #expect(deploy.calls == [])
        let pid = try #require(pid_t(deploy.folder.read("git")?.dropLast() ?? ""))
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
    }

    @Test(.enabled(if: TestDeploy.hasTerraform, "terraform is not installed"))
    func `the real Terraform, stopped in the middle of an apply, keeps its state and releases its lock`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit([
            "main.tf": deploy.module("hello") + """

                resource "terraform_data" "slow" {
                  provisioner "local-exec" {
                    command = "touch '\(deploy.folder.path)/applying'; trap '' INT; while [ ! -e '\(deploy.folder.path)/go' ]; do sleep 0.05; done"
                  }
                  depends_on = [terraform_data.this]
                }
                resource "terraform_data" "never" { depends_on = [terraform_data.slow] }
                """
        ])
        let task = try Self.task(deploy)
        let live = try await Self.start(task, deploy)
        while deploy.folder.read("applying") == nil { try await Task.sleep(for: .milliseconds(10)) }
        try live.write("graceful signal-15")
        #expect(await live.read(until: "Interrupt received"))
        try deploy.folder.write("", to: "go")
        let ended = try await live.finish()
        #expect(ended.completeness == .complete)
        guard case .stopped(.signal(15), code: .some) = ended.trailer?.end else {
            Issue.record("the trailer says \(String(describing: ended.trailer?.end))")
            return
        }
        let state = try #require(deploy.folder.read("terraform.tfstate"))
        #expect(state.contains(#""hello none""#))
        #expect(!state.contains(#""name": "never""#))
        #expect(deploy.folder.read(".terraform.tfstate.lock.info") == nil)
    }
}
