import Fixtures
import Gatekeeper
import Glibc
import Invoker
import RunProtocol
import SystemPackage
import Testing

@testable import Deployer

/// `plan-changes` and `apply-changes` on real repositories, with an engine that does as it is told.
@Suite(.timeLimit(.minutes(30))) struct ChangesCommandTests {
    // MARK: - Before anything starts

    @Test func `--dry-run prints the waves and starts nothing`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit([
            "dev/network/a.tf": "", "dev/web/a.tf": "", "README.md": "", "prod/network/a.tf": "",
        ])
        let commit = try await bench.remote.git("rev-parse", "main")
        let parent = try await bench.remote.git("rev-parse", "main^")
        let result = try await bench.run("apply-changes", "--dry-run")
        #expect(result.code == 0)
        #expect(
            result.output == """
                3 modules affected by commit \(commit.prefix(12)) since \(parent.prefix(12)) (\(parent))
                wave 1:
                  apply    dev/network   dev/network/a.tf
                wave 2:
                  apply    dev/web       dev/web/a.tf
                wave 3:
                  apply    prod/network  prod/network/a.tf
                changed, and read by no module:
                  README.md

                """
        )
        #expect(result.errors.isEmpty)
        #expect(bench.started.isEmpty)
    }

    @Test func `--output json is the matrix, with every job as it would run`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/web/main.tf": nil, "dev/network/a.tf": ""])
        let commit = try await bench.remote.git("rev-parse", "main")
        let parent = try await bench.remote.git("rev-parse", "main^")
        let result = try await bench.run(
            "plan-changes",
            "--dry-run",
            "--output",
            "json",
            "--command-args",
            "-lock=false"
        )
        let matrix = try JSON.decode(ChangeMatrix.self, from: result.output.utf8)
        #expect(matrix.schema == 1)
        #expect(matrix.target.commit == commit)
        #expect(matrix.modules.map(\.path) == ["dev/web", "dev/network"])
        #expect(matrix.modules.map(\.action) == ["destroy", "plan"])
        #expect(matrix.modules.map(\.wave) == [1, 2])
        #expect(
            matrix.modules.first?.args == [
                "--ref", commit, "--binary", "terraform", "--command", "plan", "--deploy-path", "dev/web",
                "--command-args", "-destroy -lock=false", "--apply-ref-for-destroy", parent,
            ]
        )
        #expect(result.output.split(separator: "\n").count == 1)
    }

    @Test func `an account and its modules are deleted in one change`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["prod/plain/main.tf": ""])
        try await bench.remote.commit([
            "accounts.json": #"{"dev": {"deploy_order": 1}}"#, "prod/plain/main.tf": nil, "prod/network/main.tf": nil,
        ])
        let result = try await bench.run("apply-changes", "--dry-run")
        #expect(result.code == 0, "\(result.errors)")
        for folder in ["network", "plain"] { #expect(result.output.contains("  destroy  prod/\(folder)")) }
    }

    @Test func `a folder that counted for its account alone is left out when the account goes`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["prod/plain/main.tf": ""])
        try await bench.remote.commit(["accounts.json": #"{"dev": {"deploy_order": 1}}"#])
        let result = try await bench.run("apply-changes", "--dry-run")
        #expect(result.output.contains("left out:\n  prod/plain: it is no module any more"))
    }

    @Test func `a module of Terragrunt is run by Terragrunt`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/app/terragrunt.hcl": "inputs = {}\n"])
        bench.willRun("No changes. ")
        let result = try await bench.run("plan-changes")
        #expect(result.code == 0, "\(result.errors)")
        let words = try #require(bench.bench.engine.jobs.first).arguments.map(\.string)
        #expect(
            words.starts(with: ["--ref", try await bench.remote.git("rev-parse", "main"), "--binary", "terragrunt"])
        )
    }

    @Test(
        arguments: [
            (["--source-ref", "nothing"], 64, "nothing is no commit of the repository"),
            (["--only", "dev/other"], 64, "dev/other is not among the modules that are run for this change"),
            (["--accounts-file", "no.json"], 64, "there is no no.json in commit"),
            (["--accounts-file", "../a.json"], 64, "--accounts-file ../a.json is not a file of the repository"),
            (["--accounts-file", "/a.json"], 64, "--accounts-file /a.json is not a file of the repository"),
            (["--max-parallel", "0"], 64, "--max-parallel must be at least 1"),
            (["--summary-limit", "10"], 64, "it takes github-comment"),
            (["--repo-root", "/"], 64, "/ is not in a git repository"),
        ] as [([String], Int32, String)]
    ) func `what is wrong is said before anything starts`(options: [String], code: Int32, text: String) async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/web/a.tf": ""])
        let root = ["--repo-root", bench.remote.path.string]
        let result = await bench.bench.run(["plan-changes", "--local", "--source-ref", "HEAD^"] + root + options)
        #expect(result.code == code)
        #expect(result.errors.contains(text), "\(result.errors)")
        #expect(bench.started.isEmpty)
    }

    @Test func `it must be said where to run`() async throws {
        let result = try await ChangesBench().bench.run("plan-changes")
        #expect(result.code == 64)
        #expect(result.errors.contains("say where to run: --local for this machine, --aws-region REGION, or --dry-run"))
    }

    // MARK: - Runs

    @Test func `modules run in their order, each is shown in one piece, and the end is a table`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": "", "dev/web/a.tf": ""])
        bench.willRun("Plan: 2 to add, 1 to change, 0 to destroy.")
        bench.willRun("No changes. Your infrastructure matches the configuration.")
        let result = try await bench.run("plan-changes")
        #expect(result.code == 0, "\(result.errors)")
        #expect(bench.started == ["terraform-planner plan dev/network", "terraform-planner plan dev/web"])
        #expect(
            result.output == """
                === dev/network: plan +2 ~1 -0
                Plan: 2 to add, 1 to change, 0 to destroy.
                === dev/web: plan no changes
                No changes. Your infrastructure matches the configuration.

                """
        )
        #expect(
            result.errors.hasSuffix(
                """
                deploy-runner:   dev/network  +2 ~1 -0
                deploy-runner:   dev/web      no changes
                deploy-runner: 2 succeeded; +2 ~1 -0

                """
            )
        )
    }

    @Test func `every job gets the commits, and none a name`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/web/main.tf": nil, "dev/other/a.tf": ""])
        bench.willRun("Destroy complete! Resources: 1 destroyed.")
        bench.willRun("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.")
        let result = try await bench.run("apply-changes")
        #expect(result.code == 0, "\(result.errors)")
        #expect(bench.started == ["terraform-applier destroy dev/web", "terraform-applier apply dev/other"])
        let commit = try await bench.remote.git("rev-parse", "main")
        let parent = try await bench.remote.git("rev-parse", "main^")
        for job in bench.bench.engine.jobs { #expect(job.arguments.map(\.string).contains(commit)) }
        #expect(bench.bench.engine.jobs.first?.arguments.map(\.string).contains(parent) == true)
    }

    @Test func `a failure stops what depends on it and nothing else, and its code is the command's`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit([
            "dev/network/a.tf": "", "dev/web/a.tf": "", "dev/other/a.tf": "", "prod/network/a.tf": "",
        ])
        bench.willRun("Error: no such zone", .exited(3))
        bench.willRun("No changes. ")
        bench.willRun("No changes. ")
        let result = try await bench.run("plan-changes")
        #expect(result.code == 3)
        #expect(bench.started.map { $0.split(separator: " ").last } == ["dev/network", "dev/other", "prod/network"])
        #expect(result.errors.contains("dev/web       not started: dev/network did not succeed"))
        #expect(result.errors.contains("2 succeeded, 1 failed, 1 not started"))
    }

    @Test func `an apply that fails in one account keeps the next from starting`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": "", "dev/other/a.tf": "", "prod/network/a.tf": ""])
        bench.willRun("Error: no", .exited(1))
        bench.willRun("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.")
        let result = try await bench.run("apply-changes")
        #expect(result.code == 1)
        #expect(bench.started.map { $0.split(separator: " ").last } == ["dev/network", "dev/other"])
        #expect(result.errors.contains("prod/network  not started: an account before it did not succeed"))
    }

    @Test func `what was left out makes no success`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/ecs-deploy-runner/main.tf": "terraform {\n  backend \"s3\" {}\n}\n"])
        let result = try await bench.run("plan-changes")
        #expect(result.code == 77)
        #expect(result.errors.contains("the runner never deploys itself"))
        let excluded = try await bench.run("plan-changes", "--exclude", "*/ecs-deploy-runner")
        #expect(excluded.code == 0)
    }

    @Test(arguments: [(0, 2, 2), (0, 0, 0), (1, 2, 1)] as [(Int32, Int32, Int32)])
    func `--detailed-exitcode says with 2 that there are changes`(first: Int32, second: Int32, code: Int32) async throws
    {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": "", "dev/other/a.tf": ""])
        bench.willRun("x", .exited(first))
        bench.willRun("x", .exited(second))
        let result = try await bench.run("plan-changes", "--detailed-exitcode")
        #expect(result.code == code)
        #expect(
            bench.bench.engine.jobs.first?.arguments.map(\.string).contains("--command-args=-detailed-exitcode") == true
        )
    }

    @Test func `a refusal of the gate is that module's failure`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": ""])
        try bench.bench.folder.write("containers: {terraform-planner: {script_config: {}}}", to: "deploy-runner.yml")
        let result = try await bench.run("plan-changes")
        #expect(result.code == 77)
        #expect(result.output.contains("infrastructure-deploy-script"))
    }

    @Test func `Ctrl-C stops the runs gracefully and starts no more`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": "", "dev/other/a.tf": ""])
        let speaking = Latch()
        bench.bench.engine.willRunUntilStopped(outcome: .stopped(.signal(SIGINT), code: 1), speaking: speaking)
        let call = bench.bench.start(try await bench.arguments("apply-changes"))
        await speaking.opened()
        bench.bench.signal(SIGINT)
        let result = await call.result
        #expect(result.code == 130)
        #expect(bench.started.count == 1)
        #expect(bench.bench.engine.stops.map(\.request.urgency) == [.graceful])
        #expect(result.errors.contains("stopping all runs gracefully, starting no more; Ctrl-C again hurries them"))
        #expect(result.errors.contains("dev/other    not started: the run was stopped"))
    }

    @Test func `as JSON, what happens is one object a line`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": ""])
        bench.willRun("Plan: 1 to add, 0 to change, 0 to destroy.")
        let result = try await bench.run("plan-changes", "--output", "json")
        let run = try #require(bench.bench.engine.started.first?.id)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines.first?.hasPrefix(#"{"changes":{"command":"plan""#) == true)
        #expect(lines[1] == #"{"started":{"path":"dev/network","run_id":"\#(run)"}}"#)
        #expect(
            lines[2]
                == #"{"finished":{"changes":{"add":1,"change":0,"destroy":0},"exit":0,"milliseconds":0,"path":"dev/network","run_id":"\#(run)","state":"succeeded"}}"#
        )
        #expect(lines[3] == #"{"summary":{"exit":0,"failed":0,"left_out":0,"not_started":0,"succeeded":1}}"#)
    }

    @Test func `in GitHub Actions the output of a module is folded`() async throws {
        let bench = try await ChangesBench(environment: ["GITHUB_ACTIONS": "true"])
        try await bench.remote.commit(["dev/network/a.tf": ""])
        bench.willRun("No changes. ")
        let result = try await bench.run("plan-changes")
        #expect(result.output == "::group::dev/network: plan no changes\nNo changes. \n::endgroup::\n")
    }

    @Test func `in GitLab the output of a module is folded`() async throws {
        let bench = try await ChangesBench(environment: ["GITLAB_CI": "true"])
        try await bench.remote.commit(["dev/network/a.tf": ""])
        bench.willRun("No changes. ")
        let result = try await bench.run("plan-changes")
        let now = LogText.at.milliseconds
        let mark = "\(now / 1000):deploy_runner_\(now)"
        #expect(
            result.output == "\u{1B}[0Ksection_start:\(mark)[collapsed=true]\r\u{1B}[0Kdev/network: plan no changes\n"
                + "No changes. \n\u{1B}[0Ksection_end:\(mark)\r\u{1B}[0K\n"
        )
    }

    @Test func `on a terminal there is a table of what runs, which is gone at the end`() async throws {
        let bench = try await ChangesBench(environment: ["NO_COLOR": "1"], kind: .terminal(columns: 80))
        try await bench.remote.commit(["dev/network/a.tf": ""])
        let speaking = Latch()
        bench.bench.engine.willRunUntilStopped(outcome: .stopped(.signal(SIGTERM), code: 1), speaking: speaking)
        let call = bench.bench.start(try await bench.arguments("plan-changes"))
        await bench.bench.console.saw("dev/network  plan, starting  0 s\n0 of 1 done, 1 running")
        await speaking.opened()
        bench.bench.signal(SIGTERM)
        let result = await call.result
        #expect(result.code == 143)
        #expect(!result.errors.contains("plan starts"))
        #expect(result.errors.contains("0 of 1 done, 1 running\r\u{1B}[K\u{1B}[1A\u{1B}[2K"))
        #expect(result.output.contains("=== dev/network: plan failed with "))
        #expect(result.errors.hasSuffix("deploy-runner: 1 failed\n"))
    }

    @Test func `on a terminal that can only write there are lines`() async throws {
        let bench = try await ChangesBench(environment: ["TERM": "dumb"], kind: .terminal(columns: 80))
        try await bench.remote.commit(["dev/network/a.tf": ""])
        bench.willRun("No changes. ")
        let result = try await bench.run("plan-changes")
        #expect(result.code == 0)
        #expect(result.errors.contains("dev/network: plan starts"))
        #expect(!result.errors.contains("1 running"))
    }

    @Test func `without any change nothing runs and all is well`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["README.md": "x"])
        let result = try await bench.run("plan-changes")
        #expect(result.code == 0)
        #expect(result.errors.hasSuffix("deploy-runner: no module is affected\n"))
    }

    // MARK: - Approval

    @Test func `what was approved is applied, with its commits, whatever came after`() async throws {
        let bench = try await ChangesBench()
        let approved = try await bench.remote.commit(["dev/network/a.tf": ""])
        bench.willRun("No changes. ")
        _ = try await bench.run("plan-changes", "--changes-file", "changes.json")
        try await bench.remote.commit(["dev/network/a.tf": "newer", "dev/other/a.tf": ""])
        bench.willRun("Apply complete! Resources: 0 added, 0 changed, 0 destroyed.")
        let root = bench.remote.path.string
        let result = await bench.bench.run(
            "apply-changes",
            "--local",
            "--repo-root",
            root,
            "--approved",
            "changes.json"
        )
        #expect(result.code == 0, "\(result.errors)")
        #expect(bench.started == ["terraform-planner plan dev/network", "terraform-applier apply dev/network"])
        #expect(bench.bench.engine.jobs.last?.arguments.map(\.string).contains(approved) == true)
    }

    @Test func `what is not what was approved is refused, with each difference`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": "", "dev/other/a.tf": ""])
        _ = try await bench.run("plan-changes", "--dry-run", "--changes-file", "changes.json")
        let root = bench.remote.path.string
        let result = await bench.bench.run(
            "apply-changes",
            "--local",
            "--repo-root",
            root,
            "--approved",
            "changes.json",
            "--exclude",
            "dev/other"
        )
        #expect(result.code == 77)
        #expect(result.errors.contains("dev/other was approved and is not affected"))
        #expect(bench.started.isEmpty)
    }

    @Test func `the arguments that were approved are those that are applied`() async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/web/main.tf": nil, "dev/other/a.tf": ""])
        let words = ["--command-args", "-var-file x"]
        let plan = try await bench.arguments("plan-changes") + ["--dry-run", "--detailed-exitcode"]
        _ = await bench.bench.run(plan + ["--changes-file", "changes.json"] + words)
        let root = ["--dry-run", "--repo-root", bench.remote.path.string]
        let apply = ["apply-changes", "--approved", "changes.json"] + root
        let same = await bench.bench.run(apply + words)
        #expect(same.code == 0, "\(same.errors)")
        let repository = ["--repo", "https://example.com/other.git"]
        for other in [[], ["--command-args", "-var-file y"], words + repository] {
            let result = await bench.bench.run(apply + other)
            #expect(result.code == 77)
            #expect(result.errors.contains("dev/other was approved with other arguments: "))
            #expect(result.errors.contains("the destroy of dev/web was approved with other arguments: "))
        }
    }

    @Test func `a plan of every module is approved for no change`() async throws {
        let bench = try await ChangesBench()
        let root = ["--dry-run", "--repo-root", bench.remote.path.string]
        _ = await bench.bench.run(["plan-changes", "--all", "--changes-file", "changes.json"] + root)
        let result = await bench.bench.run(["apply-changes", "--approved", "changes.json"] + root)
        #expect(result.code == 64)
        #expect(result.errors.contains("changes.json lists every module and compares no commits"))
    }

    @Test(arguments: ["", "{}", #"{"schema": 2}"#, "[1]"])
    func `a file that is no approval is an error`(text: String) async throws {
        let bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": ""])
        try bench.bench.folder.write(text, to: "changes.json")
        let root = bench.remote.path.string
        let result = await bench.bench.run(
            "apply-changes",
            "--local",
            "--repo-root",
            root,
            "--approved",
            "changes.json"
        )
        #expect(result.code == 64)
        #expect(result.errors.contains("changes.json is not what plan-changes --changes-file writes"))
    }
}
