import Fixtures
import Foundation
import RunProtocol
import Supervision
import Testing

/// What can go wrong between the CLI and a task on ECS, and what a user is told about it.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .timeLimit(.minutes(30))
)
struct AWSTroubleTests {
    /// Prints numbers slowly enough that something can happen meanwhile.
    private static let slowCount = "for i in $(seq 1 40); do echo line $i; sleep 0.1; done"
    private static let slowLines = (1...40).map { "line \($0)\n" }.joined()

    // MARK: - The call

    @Test func `a function that is not there is named, with what to check`() async throws {
        let site = try await AWSSite()
        let run = try await site.run("--aws-region", "eu-west-1", "--invoker-function-id", "no", "--", "own", "job")
        #expect(run.code == 69)
        #expect(run.errors.contains("there is no Lambda function no in this region and account"), "\(run.errors)")
        #expect(run.errors.contains("hint: check --aws-region, --invoker-function-id"))
    }

    @Test func `a caller without the permission is told which one is missing`() async throws {
        let site = try await AWSSite()
        try await site.standin.tell("PUT", "denied", #"{"denied": [{"action": "lambda:InvokeFunction"}]}"#)
        let run = try await site.start(try site.job("echo no")).result()
        #expect(run.code == 69)
        #expect(run.errors.contains("hint: allow lambda:InvokeFunction"), "\(run.errors)")
        #expect(try await site.tasksStarted() == 0)
    }

    @Test func `a region that is none is refused before anything is sent`() async throws {
        let site = try await AWSSite()
        let run = try await site.run("--aws-region", "evil.example/", "--", "own", "job")
        #expect(run.code == 64)
        #expect(run.errors.contains("is not the name of a region"), "\(run.errors)")
    }

    @Test func `a function that is no invoker of ours is told from one`() async throws {
        let site = try await AWSSite()
        try await site.put("echo", function: "aws_standin/tests/function.py")
        let run = try await site.run("--aws-region", "eu-west-1", "--invoker-function-id", "echo", "--", "own", "job")
        #expect(run.code == 70)
        #expect(run.errors.contains("answered with something that is not the invoker's protocol"), "\(run.errors)")
    }

    @Test func `a function that crashes is named, and the hint leads to its log`() async throws {
        var options = AWSSite.Options()
        options.command = ["/bin/false"]
        let site = try await AWSSite(options)
        let run = try await site.run("--aws-region", "eu-west-1", "--describe-containers")
        #expect(run.code == 69)
        #expect(run.errors.contains("the Lambda function ecs-deploy-runner-invoker failed before it answered"))
        #expect(run.errors.contains("hint: its own log says more: aws logs tail /aws/lambda/ecs-deploy-runner-invoker"))
    }

    @Test func `a function that takes too long is said to`() async throws {
        var options = AWSSite.Options()
        options.command = ["/bin/sleep", "60"]
        options.timeout = 1
        let site = try await AWSSite(options)
        let run = try await site.run("--aws-region", "eu-west-1", "--describe-containers")
        #expect(run.code == 69)
        #expect(run.errors.contains("ran out of time before it answered"), "\(run.errors)")
    }

    @Test(
        arguments: [
            ("&&&", "is not base 64"), ("aGVsbG8=", "holds no whole gzip file"),
            ("H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==", "JSON"),
        ]
    )
    func `a configuration that cannot be used is the answer to every call, and no crash`(
        value: String,
        words: String
    ) async throws {
        var options = AWSSite.Options()
        options.function = ["BASE64GZ_CONFIG_DATA_JSON": value]
        let site = try await AWSSite(options)
        for _ in 1...2 {
            let run = try await site.run("--aws-region", "eu-west-1", "--describe-containers")
            #expect(run.code == 64, "\(run.errors)")
            #expect(run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test func `a run of somebody else is unknown here`() async throws {
        let site = try await AWSSite()
        for command in ["status", "logs", "stop"] {
            let run = try await site.run(command, "--aws-region", "eu-west-1", "run-01arz3ndektsv4rrff")
            #expect(run.code == 64, "\(command): \(run.errors)")
            #expect(run.errors.contains("run-01arz3ndektsv4rrff"))
        }
    }

    // MARK: - The start

    @Test func `a start that is tried in vain is 75, and the token in its hint makes one task of the next try`()
        async throws
    {
        let site = try await AWSSite()
        let full = #"{"rules": [{"fault": "run-failure", "requests": "ecs:RunTask", "reason": "RESOURCE:MEMORY"}]}"#
        try await site.standin.tell("PUT", "faults", full)
        let job = try site.job("echo run; exit 4")
        let failed = try await site.start(job).result()
        #expect(failed.code == 75, "\(failed.errors)")
        let token = try #require(
            failed.errors.firstMatch(of: /the same command with --client-token (run-[0-9a-z]{18})/)
        )
        #expect(try await site.tasksStarted() == 0)
        try await site.standin.tell("PUT", "faults", "{}")
        let again = Array(job.prefix(2)) + ["--client-token", String(token.1)] + job.dropFirst(2)
        for _ in 1...2 {
            let run = try await site.start(again).result()
            #expect(run.code == 4, "\(run.errors)")
            #expect(run.output == "run\n")
        }
        #expect(try await site.tasksStarted() == 1)
    }

    @Test func `a token leads to the run that it started when ECS has forgotten both`() async throws {
        let site = try await AWSSite()
        let job = try site.job("echo run; exit 4", "--client-token", "nightly")
        for _ in 1...2 {
            let run = try await site.start(job).result()
            #expect(run.code == 4, "\(run.errors)")
            #expect(run.output == "run\n")
            try await site.forgetTasks()
        }
        #expect(try await site.tasksStarted() == 1)
    }

    @Test(
        arguments: [
            ("Capacity is unavailable at this time. Please try again later or in a different availability zone", 75),
            ("CannotPullContainerError: pull image manifest has been retried 1 time(s): manifest unknown", 69),
        ] as [(String, Int32)]
    )
    func `a task that never ran is 75 when time may mend it, and 69 when it will not`(
        reason: String,
        code: Int32
    ) async throws {
        let site = try await AWSSite()
        let failure = #"{"rules": [{"fault": "start-failure", "requests": "ecs:RunTask", "reason": "\#(reason)"}]}"#
        try await site.standin.tell("PUT", "faults", failure)
        let run = try await site.start(try site.job("echo no")).result()
        #expect(run.code == code, "\(run.errors)")
        #expect(run.errors.contains("did not start"), "\(run.errors)")
    }

    // MARK: - The log

    @Test func `where streams are denied the log is fetched piece by piece, and that is said`() async throws {
        let site = try await AWSSite()
        let denied = #"{"denied": [{"action": "lambda:InvokeWithResponseStream"}]}"#
        try await site.standin.tell("PUT", "denied", denied)
        let run = try await site.start(try site.job("seq 1 3000; exit 5")).result()
        #expect(run.code == 5, "\(run.errors)")
        #expect(run.output == (1...3000).map { "\($0)\n" }.joined())
        #expect(run.errors.contains("reading the log as a stream is denied"))
        #expect(run.errors.contains("log complete (3000 lines)"))
    }

    @Test func `a network that is gone for seconds costs time and nothing else`() async throws {
        let site = try await AWSSite()
        let tool = try site.start(try site.job(Self.slowCount))
        await tool.wait(for: "line 3\n")
        try await site.standin.tell("POST", "network/vanish", #"{"seconds": 3}"#)
        let run = try await tool.result()
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output == Self.slowLines)
        #expect(run.errors.contains("log complete"), "\(run.errors)")
    }

    @Test func `a function that crashes in the middle of a log is called again behind the last line`() async throws {
        let site = try await AWSSite()
        let wait = "until [ -e /state/go ]; do sleep 0.1; done"
        let count = "for i in $(seq 1 40); do echo line $i; [ $i != 20 ] || \(wait); done"
        let tool = try site.start(try site.job(count))
        await tool.wait(for: "line 20\n")
        try await site.standin.tell("POST", "functions/ecs-deploy-runner-invoker/crash")
        try site.write("", to: "state/go")
        let run = try await tool.result()
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output == Self.slowLines)
        #expect(run.errors.contains("reading on behind record"), "\(run.errors)")
        #expect(run.errors.contains("log complete"))
        #expect(try await site.tasksStarted() == 1)
    }

    @Test func `a function that is short of time hands the log on from call to call`() async throws {
        var options = AWSSite.Options()
        options.timeout = 20
        let site = try await AWSSite(options)
        // Longer than a call that has 20 s reads before it hands on.
        let run = try await site.start(try site.job("for i in $(seq 1 40); do echo line $i; sleep 0.4; done")).result()
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output == Self.slowLines)
        #expect(!run.errors.contains("breaks off"), "\(run.errors)")
        #expect(run.errors.contains("log complete (40 lines)"))
    }

    /// How the log comes back.
    enum LogWay: String, CaseIterable {
        case stream
        case pieces
        case cloudwatch
    }

    @Test(arguments: LogWay.allCases)
    func `credentials that end while a run is followed do not end the run, and that is said`(
        _ way: LogWay
    ) async throws {
        let site = try await AWSSite()
        if way == .pieces {
            let denied = #"{"denied": [{"action": "lambda:InvokeWithResponseStream"}]}"#
            try await site.standin.tell("PUT", "denied", denied)
        }
        let route = way == .cloudwatch ? "cloudwatch" : "invoker"
        // Longer than the invoker waits for a piece to fill.
        let count = "for i in $(seq 1 600); do echo line $i; sleep 0.1; done"
        let tool = try site.start(try site.job(count, "--logs-via", route))
        await tool.wait(for: "line 3\n")
        let key = site.standin.facts.accessKeyID
        try await site.standin.tell("PUT", "expired-credentials", #"{"access_keys": ["\#(key)"]}"#)
        try await site.standin.tell("POST", "functions/ecs-deploy-runner-invoker/crash")
        let run = try await tool.result()
        #expect(run.code == 70, "\(run.errors)")
        #expect(
            run.errors.contains("it goes on, or is stopped when nobody has followed it for some minutes"),
            "\(run.errors)"
        )
        let hint = "hint: infrastructure-deployer logs --aws-region eu-west-1"
        #expect(run.errors.contains(hint), "\(run.errors)")
    }

    @Test func `a log that lost a line is never called complete, whatever the job did`() async throws {
        let site = try await AWSSite()
        try await site.standin.tell("PUT", "faults", #"{"seed": 1, "rules": [{"fault": "drop", "rate": 0.02}]}"#)
        let run = try await site.start(try site.job("seq 1 500")).result()
        #expect(run.code == 74, "\(run.errors)")
        #expect(run.errors.contains("log incomplete: record"), "\(run.errors)")
    }

    // MARK: - The client

    @Test func `whoever attaches when the client was killed keeps the run going`() async throws {
        var options = AWSSite.Options()
        options.abandonAfter = 15
        let site = try await AWSSite(options)
        // Longer than the lease with its client, which reads the log past the invoker, and again without it.
        let script = "for i in $(seq 360); do echo $i; sleep 0.1; done; exit 9"
        let tool = try site.start(try site.job(script, "--logs-via", "cloudwatch"))
        await tool.wait(for: "\n160\n")
        let run = try #require(try await site.runs().first)
        tool.signal(SIGKILL)
        let killed = try await tool.result()
        #expect(killed.code == 137)
        #expect(killed.output.contains("\n160\n"))
        let log = try await site.run("logs", "--aws-region", "eu-west-1", run)
        #expect(log.code == 9, "\(log.errors)")
        #expect(log.output == (1...360).map { "\($0)\n" }.joined())
    }

    @Test func `a run whose client was killed saves its state and ends as abandoned`() async throws {
        var options = AWSSite.Options()
        options.abandonAfter = 10
        let site = try await AWSSite(options)
        let script = "trap 'echo caught; echo saved; exit 3' INT; echo ready; while :; do sleep 0.05; done"
        let tool = try site.start(try site.job(script))
        await tool.wait(for: "ready")
        let run = try #require(try await site.runs().first)
        tool.signal(SIGKILL)
        #expect(try await tool.result().code == 137)
        var status = ""
        while !status.contains(#""phase":"ended""#) {
            status = try await site.run("status", "--aws-region", "eu-west-1", run, "--output", "json").output
        }
        let log = try await site.run("logs", "--aws-region", "eu-west-1", run)
        #expect(log.code == 143, "\(log.errors)")
        #expect(log.output == "ready\ncaught\nsaved\n")
        #expect(log.errors.contains("stopped: its client vanished"), "\(log.errors)")
        #expect(log.errors.contains("log complete"))
    }

    // MARK: - Other people's clients

    @Test func `the AWS CLI and boto3 call the invoker, too`() async throws {
        let site = try await AWSSite()
        let variables = site.standin.environment.merging(["AWS_DEFAULT_REGION": "eu-west-1"]) { $1 }
        let client = PythonPeer.command("invoker_clients.py", [site.standin.facts.function], environment: variables)
        let result = try await client.capture(limit: 1 << 20)
        #expect(result.succeeded, "\(result.errorText)")
    }
}
