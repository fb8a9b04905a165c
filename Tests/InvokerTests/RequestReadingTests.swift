import RunProtocol
import Testing

@testable import Invoker

@Suite struct RequestReadingTests {
    @Test func `the documented request is read whole`() throws {
        let request = try Self.read(
            #"""
            {"action": "run", "container_name": "terraform-planner", "script": "infrastructure-deploy-script",
             "args": ["--ref", "main", "", "a b"], "task_cpu": 1024, "task_memory": 2048,
             "task_launch_type": "FARGATE", "client_token": "t", "caller": {"ci": "github-actions"}}
            """#
        )
        guard case .run(let run, .unattended) = request else {
            Issue.record("\(request)")
            return
        }
        #expect(run.containerName == "terraform-planner")
        #expect(run.args == ["--ref", "main", "", "a b"])
        #expect(run.taskCPU == 1024)
        #expect(run.taskMemory == 2048)
        #expect(run.taskLaunchType == "FARGATE")
        #expect(run.clientToken == "t")
        #expect(run.caller == ["ci": "github-actions"])
    }

    @Test func `a schedule's string of arguments is split as a shell splits words`() throws {
        guard case .run(let run, _) = try Self.read(#"{"script": "s", "args": "--a 'b c' \"\" -d"}"#) else { return }
        #expect(run.args == ["--a", "b c", "", "-d"])
        #expect(run.containerName == nil)
    }

    @Test func `the other actions have their own fields`() throws {
        let id = "run-01arz3ndektsv4rrff"
        let run = try #require(RunID(id))
        #expect(try Self.read(#"{"action": "describe"}"#) == .describe)
        #expect(try Self.read(#"{"action": "status", "run_id": "\#(id)"}"#) == .status(run))
        #expect(try Self.read(#"{"action": "attend", "run_id": "\#(id)"}"#) == .attend(run))
        #expect(
            try Self.read(#"{"action": "logs", "run_id": "\#(id)", "cursor": "12@99"}"#)
                == .logs(run, LogCursor(after: 12, hint: "99"), LogLimits())
        )
        #expect(
            try Self.read(#"{"action": "stop", "run_id": "\#(id)", "urgency": "hurried", "reason": "signal-2"}"#)
                == .stop(run, StopRequest(.hurried, because: .signal(2)))
        )
    }

    @Test(
        arguments: [
            ("", "1:1"),
            ("[]", "a request must be a mapping"),
            (#"{"args": []}"#, "must have the field script"),
            (#"{"script": "s", "arg": ["x"]}"#, "did you mean args?"),
            (#"{"script": "s", "script": "t"}"#, "script"),
            (#"{"script": "s", "args": [1]}"#, "must be a string"),
            (#"{"script": "s", "args": "'open"}"#, "cannot be split"),
            (#"{"script": "s", "task_cpu": "1024"}"#, "must be a whole number"),
            (#"{"script": "s", "task_cpu": -1}"#, "from 1 to"),
            (#"{"action": "delete"}"#, "the value must be run or explain"),
            (#"{"action": "describe", "script": "s"}"#, "has no field script"),
            (#"{"action": "status"}"#, "must have the field run_id"),
            (#"{"action": "status", "run_id": "../../etc/passwd"}"#, "is not a run id"),
            (#"{"action": "logs", "run_id": "run-01arz3ndektsv4rrff", "cursor": "x"}"#, "is not a cursor"),
        ]
    )
    func `what is not exactly a request is refused, with what is wrong`(json: String, text: String) {
        let error = #expect(throws: RunnerError.self) { try Self.read(json) }
        #expect(error?.code == .usage)
        #expect(error?.errorType == "MalformedRequest")
        #expect(error?.cause?.contains(text) == true, "\(error?.cause ?? "")")
    }

    private static func read(_ json: String) throws -> InvokerRequest {
        try InvokerRequest.read(Array(json.utf8))
    }
}
