import RunProtocol
import Testing

@Suite struct InvokerAnswerTests {
    private func json(_ answer: some Encodable) -> String {
        String(decoding: JSON.encode(answer), as: UTF8.self)
    }

    @Test func `the answer to run names the run, its task and its log`() throws {
        let run = try #require(RunID("run-01m8593s4k00000000"))
        var answer = RunAnswer(run: run, task: "arn:aws:ecs:eu-west-1:1:task/x", container: "planner", script: "plan")
        #expect(
            json(answer) == #"""
                {"container":"planner","log":{},"run_id":"run-01m8593s4k00000000","script":"plan",\#
                "task":"arn:aws:ecs:eu-west-1:1:task/x"}
                """#
        )
        answer.log = ["group": "ecs-deploy-runner"]
        answer.resolvedRef = "0123abcd"
        #expect(json(answer).contains(#""log":{"group":"ecs-deploy-runner"},"resolved_ref":"0123abcd","run_id""#))
        #expect(try JSON.decode(RunAnswer.self, from: JSON.encode(answer)) == answer)
    }

    @Test func `explain allows with the argument vector`() {
        let allowed = ExplainAnswer.Allowed(container: "planner", script: "plan", argv: ["--ref", "main", ""])
        #expect(
            json(ExplainAnswer.allow(allowed))
                == #"{"argv":["--ref","main",""],"container":"planner","decision":"allow","script":"plan"}"#
        )
    }

    @Test func `explain refuses with the error's type, message, rule and hint`() {
        var error = RunnerError(
            .refused,
            "OptionNotInAllowedOptionsError",
            "Option --x is not allowed",
            hint: "use --y"
        )
        error.rule = "allowed_options"
        #expect(
            json(ExplainAnswer.refuse(error)) == #"""
                {"decision":"refuse","errorMessage":"Option --x is not allowed",\#
                "errorType":"OptionNotInAllowedOptionsError","hint":"use --y","rule":"allowed_options"}
                """#
        )
        #expect(
            json(ExplainAnswer.refuse(RunnerError(.refused, "E", "no")))
                == #"{"decision":"refuse","errorMessage":"no","errorType":"E"}"#
        )
    }

    @Test func `describe lists containers with their scripts`() throws {
        let answer = DescribeAnswer(containers: [.init(name: "planner", scripts: ["plan"], isDefault: true)])
        #expect(json(answer) == #"{"containers":[{"default":true,"name":"planner","scripts":["plan"]}]}"#)
        #expect(try JSON.decode(DescribeAnswer.self, from: JSON.encode(answer)) == answer)
    }

    @Test func `a status survives JSON with everything in it`() throws {
        let run = try #require(RunID("run-01m8593s4k00000000"))
        var status = RunStatus(run: run, container: "c", script: "s", startedAt: Timestamp(milliseconds: 123))
        status.phase = .ended
        status.endedAt = Timestamp(milliseconds: 456)
        status.outcome = .stopped(.timedOut, code: 1)
        status.facts = ["resolved_ref": "0123abcd"]
        status.detail = "no cgroup limits"
        #expect(try JSON.decode(RunStatus.self, from: JSON.encode(status)) == status)
        #expect(json(status).contains(#""outcome":{"code":1,"end":"stopped","stopped":"timed-out"},"phase":"ended""#))
        #expect(!json(status).contains("log"))
        status.log = ["group": "ecs-deploy-runner", "stream": "s"]
        #expect(try JSON.decode(RunStatus.self, from: JSON.encode(status)) == status)
        #expect(json(status).contains(#""log":{"group":"ecs-deploy-runner","stream":"s"}"#))
    }
}
