import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Deployer

@Suite struct ExplainTests {
    @Test func `what is allowed is shown as one would type it, and exits with 0`() async throws {
        let bench = try Workbench()
        let result = await bench.run("explain", "--", "demo", "speak", "--name=anna", "it's", "")
        #expect(result.code == 0)
        #expect(result.output == #"allowed: demo speak --name anna 'it'\''s' ''"# + "\n")
        #expect(result.errors.isEmpty)
    }

    @Test func `what is refused has its rule and its hint, and exits with 77`() async throws {
        let bench = try Workbench()
        let result = await bench.run("explain", "--", "demo", "speak", "--nam", "anna")
        #expect(result.code == 77)
        #expect(
            result.output.hasPrefix(
                "refused: OptionNotInAllowedOptionsError: Option --nam is not in the provided list of allowed options for the script."
            )
        )
        #expect(result.output.contains("\n  rule: demo/speak/allowed_options\n"), "\(result.output)")
        #expect(result.output.contains("did you mean --name?\n"), "\(result.output)")
    }

    @Test func `as JSON the decision has the form of the wire`() async throws {
        let allowed = try await Workbench().run("explain", "--output", "json", "--", "demo", "silent")
        #expect(allowed.output == #"{"argv":[],"container":"demo","decision":"allow","script":"silent"}"# + "\n")
        let refused = try await Workbench().run("explain", "--output", "json", "--", "demo", "silent", "x")
        #expect(refused.code == 77)
        #expect(refused.output.hasPrefix(#"{"decision":"refuse","errorMessage":"#))
    }

    @Test func `the size is decided on as well`() async throws {
        let result = try await Workbench().run("explain", "--task-cpu", "999999", "--", "demo", "silent")
        #expect(result.code == 77)
        #expect(result.output.contains("TaskCpuRestrictedError"))
    }

    @Test func `a configuration that is not there is 64`() async throws {
        let result = try await Workbench().run("explain", "--config", "gone.yml", "--", "demo", "silent")
        #expect(result.code == 64)
        #expect(
            result.errors
                == "deploy-runner: error: the configuration gone.yml cannot be read: No such file or directory\n  hint: check the path\n"
        )
    }

    // MARK: - --requests

    private static let requests = """
        {"container_name": "demo", "script": "silent"}
        {"action": "explain", "container_name": "demo", "script": "speak", "args": ["--name", "anna", ""]}

        {"container_name": "demo", "script": "speak", "args": ["--name", "Anna"]}
        """

    @Test func `a file of requests gives one decision a line, in order, and 0 whatever they are`() async throws {
        let bench = try Workbench()
        try bench.folder.write(Self.requests, to: "requests.jsonl")
        let result = await bench.run("explain", "--requests", "requests.jsonl")
        #expect(result.code == 0)
        let lines = result.output.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[0] == #"{"argv":[],"container":"demo","decision":"allow","script":"silent"}"#)
        #expect(lines[1] == #"{"argv":["--name","anna",""],"container":"demo","decision":"allow","script":"speak"}"#)
        #expect(lines[2].hasPrefix(#"{"decision":"refuse","errorMessage":"Provided value for option name (Anna)"#))
    }

    @Test func `with --output text a decision is a line for people, with the number of its request`() async throws {
        let bench = try Workbench()
        try bench.folder.write(Self.requests, to: "requests.jsonl")
        let result = await bench.run("explain", "--output", "text", "--requests", "requests.jsonl")
        let lines = result.output.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[1] == "2: allowed: demo speak --name anna ''")
        #expect(lines[2].hasPrefix("4: refused: OptionRegexRestrictedError: "))
    }

    static let malformed: [(line: String, cause: String)] = [
        ("{", "1:2: the text ends in the middle of a value"),
        ("{} x", "1:4: something follows the end of the value"),
        ("[]", "a request must be a mapping, this is a list"),
        ("{}", "a request must have the field script"),
        (#"{"script": "speak", "script": "silent"}"#, #"the name "script" occurs twice in one object"#),
        (#"{"script": "speak", "agrs": []}"#, "agrs: a request has no field agrs"),
        (#"{"script": "speak", "args": [1]}"#, "args[0]: the value must be a string"),
        (#"{"script": 1}"#, "script: the value must be a string"),
        (#"{"script": "a", "task_cpu": "1"}"#, "task_cpu"),
        (#"{"script": "speak", "args": "a 'b"}"#, "args cannot be split into words"),
        (#"{"action": "jump", "script": "speak"}"#, "action"),
        (#"{"action": "describe"}"#, "only run and explain requests can be decided"),
        ("\u{FEFF}{}", "the text begins with a byte order mark"),
    ]

    @Test(arguments: malformed)
    func `a line that is no request gets an error with its number, the others are decided, and the code is 64`(
        line: String,
        cause: String
    ) async throws {
        let bench = try Workbench()
        let good = #"{"container_name": "demo", "script": "silent"}"#
        try bench.folder.write("\(good)\n\(line)\n\(good)", to: "requests.jsonl")
        let result = await bench.run("explain", "--requests", "requests.jsonl")
        #expect(result.code == 64)
        let lines = result.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 3)
        #expect(lines[0] == lines[2])
        #expect(lines[0].contains(#""decision":"allow""#))
        let error = try #require(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
        #expect(error["decision"] as? String == "error")
        #expect(error["line"] as? Int == 2)
        #expect(error["errorType"] as? String == "MalformedRequest")
        let reason = "\(error["errorMessage"] ?? "") \(error["cause"] ?? "")"
        #expect(reason.contains(cause), "\(reason)")
    }

    @Test func `bytes that are not UTF-8 are refused, not repaired`() async throws {
        let bench = try Workbench()
        try bench.folder.write(
            Array(#"{"container_name": "demo", "script": "s"#.utf8) + [0xFF] + Array(#""}"#.utf8),
            to: "r"
        )
        let result = await bench.run("explain", "--requests", "r")
        #expect(result.code == 64)
        #expect(result.output.contains("byte 0xFF is not UTF-8"), "\(result.output)")
    }

    @Test func `a conversation over standard input is answered line by line`() async throws {
        let bench = try Workbench()
        let pipe = try Supervision.Pipe()
        let running = Workbench.Call(Task { await bench.run(["explain", "--requests", "-"], input: pipe.reading) })
        _ = try pipe.writing.writeAll(#"{"container_name": "demo", "script": "silent"}"#.utf8)
        _ = try pipe.writing.writeAll("\n".utf8)
        await bench.console.saw(#""decision":"allow""#)
        _ = try pipe.writing.writeAll(#"{"container_name": "demo", "script": "loud"}"#.utf8)
        try pipe.writing.close()
        let result = await running.result
        #expect(result.code == 0)
        #expect(result.output.split(separator: "\n").count == 2)
        try pipe.reading.close()
    }

    @Test func `a file of requests that is not there is 64`() async throws {
        let result = try await Workbench().run("explain", "--requests", "gone")
        #expect(result.code == 64)
        #expect(
            result.errors.hasPrefix(
                "deploy-runner: error: the requests in gone cannot be read: No such file or directory\n"
            )
        )
    }

    @Test func `a reader that goes away ends the decisions quietly, with 141`() async throws {
        let bench = try Workbench()
        bench.console.fail(.output, with: .brokenPipe)
        let result = await bench.run("explain", "--", "demo", "silent")
        #expect(result.code == 141)
        #expect(result.errors.isEmpty)
    }
}
