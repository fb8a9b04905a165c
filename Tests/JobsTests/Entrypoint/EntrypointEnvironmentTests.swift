import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

@Suite struct EntrypointEnvironmentTests {
    private static let protected = [
        "TF_CLI_ARGS": "-destroy", "TF_CLI_ARGS_plan": "-destroy", "TF_PLUGIN_CACHE_DIR": "/x", "TF_DATA_DIR": "/x",
        "TERRAGRUNT_SOURCE": "/x", "TG_SOURCE": "/x", "GIT_SSH_COMMAND": "touch /x", "GIT_CONFIG_COUNT": "1",
        "LD_PRELOAD": "/nonexistent.so",
        "NODE_OPTIONS": "-r /x", "BASH_ENV": "/x", "ENV": "/x", "PYTHONPATH": "/x", "TF_REATTACH_PROVIDERS": "{}",
    ]

    @Test func `variables that steer programs past their arguments reach no script, and are named`() async throws {
        var task = try TestTask()
        task.environment.merge(Self.protected) { $1 }
        task.environment["TF_VAR_region"] = "eu-west-1"
        task.environment["TF_CLI_CONFIG_FILE"] = "/etc/terraformrc"
        task.environment["AWS_REGION"] = "eu-west-1"
        try task.add("job", "env")
        let ended = try await task.run("job")
        let names = Set(ended.outputText.split(separator: "\n").map { String($0.prefix { $0 != "=" }) })
        #expect(names.isDisjoint(with: Self.protected.keys))
        #expect(names.isSuperset(of: ["TF_VAR_region", "TF_CLI_CONFIG_FILE", "AWS_REGION", "PATH", "HOME"]))
        let remark = try #require(ended.notes.split(separator: "\n").last)
        #expect(remark.hasSuffix(": " + Self.protected.keys.sorted().joined(separator: ", ")))
        #expect(!remark.contains("nonexistent"), "values are not shown")
    }

    @Test func `the runner's own variables reach a script only where it needs them`() async throws {
        var task = try TestTask()
        task.environment["DEPLOY_RUNNER_SECRET"] = "x"
        task.environment["DEPLOY_RUNNER_FACTS"] = "/etc/passwd"
        task.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = "/srv/live.git"
        try task.add("job", "env | grep ^DEPLOY_RUNNER | sort")
        let lines = try await task.run("job").outputText.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines.first?.hasPrefix("DEPLOY_RUNNER_FACTS=\(task.folder.path)/tmp/facts.") == true)
        #expect(lines[1] == "DEPLOY_RUNNER_LOCAL_REPOSITORIES=/srv/live.git")
        #expect(lines[2].hasPrefix("DEPLOY_RUNNER_SECRETS=\(task.folder.path)/tmp/secrets."))
    }

    @Test func `a temporary folder that cannot be written costs facts and secrets, not the run`() async throws {
        var task = try TestTask()
        task.environment["TMPDIR"] = "\(task.folder.path)/missing"
        let hide = "printf fetched-secret | \(BuiltProgram.deployRunner) hide-secret"
        try task.add("job", "echo \"${DEPLOY_RUNNER_FACTS-none}\"; \(hide); echo $?")
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0)
        #expect(ended.outputText == "none\n69\n")
        #expect(ended.notes.contains("no secrets can be taken from the script: No such file or directory"))
        #expect(ended.notes.contains("the script's facts cannot be kept: No such file or directory"))
    }

    @Test func `a job cannot write into the log past the entrypoint`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            """
            for number in 0 1 2 3; do
              ( exec 9> /proc/$PPID/fd/$number ) 2> /dev/null && echo "opened $number"
            done
            ls /proc/$PPID/fd > /dev/null 2>&1 && echo "listed"
            echo "as user $(id -u)"
            """
        )
        // Root may open everything; the job's user, who is the entrypoint's too, may not.
        for path in [task.folder.path, task.scripts, task.folder.path.appending("tmp")] { chmod(path.string, 0o777) }
        let entrypoint = task.command(["job"])
        var command = entrypoint
        command.program = "setpriv"
        command.arguments =
            ["--reuid=65534", "--regid=65534", "--clear-groups", entrypoint.program] + entrypoint.arguments
        guard getuid() == 0 else { return }
        let result = try await command.capture()
        let ended = FinishedTask(log: result.output, exitCode: 0)
        #expect(ended.outputText == "as user 65534\n", "\(result.errorText)")
        #expect(ended.completeness == .complete)
    }
}
