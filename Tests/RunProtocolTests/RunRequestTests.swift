import RunProtocol
import Testing

@Suite struct RunRequestTests {
    private func json(_ request: RunRequest) -> String {
        String(decoding: JSON.encode(request), as: UTF8.self)
    }

    @Test func `a request has the documented fields`() {
        var request = RunRequest(
            containerName: "terraform-planner",
            script: "infrastructure-deploy-script",
            args: ["--ref", "main", "--command-args", "", "--deploy-path", "dev/vpc"]
        )
        request.taskCPU = 1024
        request.taskMemory = 2048
        request.taskLaunchType = "FARGATE"
        request.clientToken = "7f9c"
        request.caller = ["ci": "github-actions", "run_url": "https://ci.example/run/1"]
        #expect(
            json(request) == #"""
                {"args":["--ref","main","--command-args","","--deploy-path","dev/vpc"],\#
                "caller":{"ci":"github-actions","run_url":"https://ci.example/run/1"},"client_token":"7f9c",\#
                "container_name":"terraform-planner","script":"infrastructure-deploy-script","task_cpu":1024,\#
                "task_launch_type":"FARGATE","task_memory":2048}
                """#
        )
    }

    @Test func `what was not said is not written`() {
        #expect(
            json(RunRequest(containerName: nil, script: "plan", args: []))
                == #"{"args":[],"caller":{},"script":"plan"}"#
        )
    }

    @Test func `arguments pass untouched`() throws {
        let args = [
            "", " ", "\"", "'", "\\", "$HOME", "a\nb", "\u{0}", "é", "e\u{301}", "\u{202E}", "</script>", "a/b",
        ]
        let request = RunRequest(containerName: nil, script: "plan", args: args)
        let read = try JSON.decode(Arguments.self, from: JSON.encode(request)).args
        #expect(read.map { Array($0.utf8) } == args.map { Array($0.utf8) })
    }

    private struct Arguments: Decodable {
        let args: [String]
    }
}
