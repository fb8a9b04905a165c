import Fixtures
import Foundation
import RunProtocol
import Supervision
import Testing

/// The whole way as users go it: the built CLI, Lambda, the built invoker, ECS, the built entrypoint, CloudWatch, and back.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .timeLimit(.minutes(30))
)
struct AWSRunTests {
    @Test(.enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH"))
    func `a module is planned, applied, and then without a change`() async throws {
        let site = try await AWSSite()
        let commit = try await site.remote.git("rev-parse", "main")
        let plan = try await site.terraform("plan", "dev/network")
        #expect(plan.code == 0, "\(plan.errors)")
        #expect(plan.output.contains("5 to add"))
        #expect(plan.errors.contains("log complete"))
        let apply = try await site.terraform("apply", "dev/network")
        #expect(apply.code == 0, "\(apply.errors)")
        #expect(apply.output.contains("Apply complete!"))
        #expect(apply.errors.split(separator: "\n").prefix(12).joined().contains(commit))
        let again = try await site.terraform("plan", "dev/network", "--command-args", "-detailed-exitcode")
        #expect(again.code == 0, "\(again.errors)")
        #expect(again.output.contains("No changes."))
        #expect(try await site.tasksStarted() == 3)
    }

    @Test func `the output is the job's, byte for byte, and so is the exit code`() async throws {
        let site = try await AWSSite()
        let job = try site.job(#"printf 'one\n\n  two \r\n\xff\x00 end\nno newline'; echo complaint >&2; exit 42"#)
        let run = try await site.start(job).result()
        #expect(run.code == 42)
        #expect(run.output.hasPrefix("one\n\n  two \r\n"))
        #expect(run.output.hasSuffix(" end\nno newline"))
        #expect(run.errors.contains("complaint\n"))
        #expect(run.errors.contains("exited with 42"), "\(run.errors)")
        #expect(run.errors.contains("log complete (6 lines)"), "\(run.errors)")
    }

    @Test func `the messages of a run are the documented ones`() async throws {
        let site = try await AWSSite()
        let run = try await site.start(try site.job("echo hello")).result()
        let lines = run.errors.split(separator: "\n").map { String($0.replacing(/run-[0-9a-z]{18}/, with: "RUN")) }
        let expected = [
            "deploy-runner: invoking the Lambda function ecs-deploy-runner-invoker",
            "deploy-runner: successfully invoked the Lambda function ecs-deploy-runner-invoker",
            "deploy-runner: waiting for task RUN to start", "deploy-runner: task RUN has started",
            "deploy-runner: streaming logs",
        ]
        #expect(Array(lines.prefix(5)) == expected, "\(run.errors)")
        #expect(run.output == "hello\n")
    }

    @Test func `what the gate refuses is refused with its rule and hint, and no task is started`() async throws {
        let site = try await AWSSite()
        let refused = try await site.run(
            "--aws-region",
            "eu-west-1",
            "--",
            "terraform-planner",
            "infrastructure-deploy-script",
            "--ref",
            "main",
            "--binary",
            "terraform",
            "--command",
            "destroy",
            "--deploy-path",
            "dev/network"
        )
        #expect(refused.code == 77)
        #expect(
            refused.errors.contains(
                "refused: OptionRegexRestrictedError: Provided value for option command (destroy) does not match regex"
            )
        )
        #expect(refused.errors.contains("hint: the allowed values are plan, plan-all, validate, validate-all"))
        #expect(refused.errors.contains("rule: terraform-planner/"))
        #expect(try await site.tasksStarted() == 0)
        let log = try await site.functionLog()
        #expect(log.contains("refuse"))
        #expect(!log.contains("dev/network"), "no argument belongs into the function's log")
    }

    @Test func `Ctrl-C stops the task gracefully, which saves its state`() async throws {
        let site = try await AWSSite()
        let script = "trap 'echo caught; sleep 0.2; echo saved; exit 3' INT; echo ready; while :; do sleep 0.05; done"
        let tool = try site.start(try site.job(script))
        await tool.wait(for: "ready")
        tool.signal(SIGINT)
        let result = try await tool.result()
        #expect(result.code == 130, "\(result.errors)")
        #expect(result.output == "ready\ncaught\nsaved\n")
        #expect(result.errors.contains("stopped: interrupted (SIGINT)"), "\(result.errors)")
        #expect(result.errors.contains("log complete"))
    }

    @Test func `a run that nobody waits for is named, and can be attached to, asked about and stopped`() async throws {
        let site = try await AWSSite()
        let job = try site.job("echo begun; trap 'exit 0' INT; while :; do sleep 0.05; done", "--no-wait")
        let started = try await site.start(job).result()
        #expect(started.code == 0)
        let run = started.output.trimmingCharacters(in: .newlines)
        #expect(RunID(run) != nil)
        #expect(started.errors.contains("to attach: infrastructure-deployer logs --aws-region eu-west-1 \(run)"))
        let attached = try site.start(["logs"] + AWSSite.call + [run])
        await attached.wait(for: "begun")
        let status = try await site.run("status", "--aws-region", "eu-west-1", run, "--output", "json")
        #expect(status.output.contains("\"phase\":\"running\""), "\(status.output)")
        let stopped = try await site.run("stop", "--aws-region", "eu-west-1", run)
        #expect(stopped.code == 0, "\(stopped.errors)")
        let end = try await attached.result()
        #expect(end.code == 143, "\(end.errors)")
        #expect(end.output == "begun\n")
    }

    @Test func `the containers are described as the configuration of the function has them`() async throws {
        let described = try await AWSSite().run("--aws-region", "eu-west-1", "--describe-containers")
        #expect(
            described.output == """
                own
                  job
                terraform-applier
                  infrastructure-deploy-script
                  terraform-update-variable
                terraform-planner
                  infrastructure-deploy-script

                """
        )
    }

    @Test func `a log is read from CloudWatch, past the invoker, with the caller's own permissions`() async throws {
        let site = try await AWSSite()
        let job = try site.job("seq 1 5000; exit 7", "--logs-via", "cloudwatch")
        let run = try await site.start(job).result()
        #expect(run.code == 7, "\(run.errors)")
        #expect(run.output == (1...5000).map { "\($0)\n" }.joined())
        #expect(run.errors.contains("log complete (5000 lines)"))
        #expect(!(try await site.functionLog()).contains("\"logs\""))
    }

    @Test func `a log of many lines arrives whole through the function`() async throws {
        let site = try await AWSSite()
        let run = try await site.start(try site.job("seq 1 100000")).result()
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output == (1...100_000).map { "\($0)\n" }.joined())
        #expect(run.errors.contains("log complete (100000 lines)"))
    }
}
