import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// The built function, as Lambda runs it; where it would ask AWS nobody listens.
@Suite(.timeLimit(.minutes(30))) struct InvokerProgramTests {
    private static let configuration = #"""
        {"containers": {"box": {"docker_image": "i", "docker_tag": "1", "script_config": {"tool": {
           "hardcoded_options": {"fixed": ["x"]}, "allowed_options": ["name"]}}}},
         "ecs": {"cluster": "c", "subnets": ["subnet-1"], "task_definitions": {"box": "box:7"}}}
        """#

    private static let aws = [
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret",
    ]

    private func function(
        _ environment: [String: String],
        files: [String: String] = [:]
    ) async throws -> EmulatedFunction {
        try await EmulatedFunction(
            [BuiltProgram.invoker.string],
            environment: environment.merging(Self.aws) { given, _ in given },
            files: files
        )
    }

    private func packed(_ json: String) async throws -> [String: String] {
        let command = Command("sh", ["-c", "gzip -c | base64 -w0"], environment: ["PATH": "/usr/bin:/bin"])
        return ["BASE64GZ_CONFIG_DATA_JSON": try await command.capture(input: Array(json.utf8)).outputText]
    }

    @Test func `a schedule's event, with its arguments in one string, is decided upon like any other`() async throws {
        let function = try await function(try await packed(Self.configuration))
        let event = #"{"action": "explain", "container_name": "box", "script": "tool", "args": "--name 'a b'"}"#
        let answer = try await function.invoke(event)
        #expect(answer.end.functionError == nil)
        #expect(
            answer.text
                == #"{"argv":["--fixed","x","--name","a b"],"container":"box","decision":"allow","script":"tool"}"#
        )
    }

    @Test func `a refusal is a function error with its documented type`() async throws {
        let function = try await function(try await packed(Self.configuration))
        let answer = try await function.invoke(
            #"{"container_name": "box", "script": "tool", "args": ["--evil", "s3cret"]}"#
        )
        #expect(answer.end.functionError == "Unhandled")
        let error = try #require(RunnerError(wire: answer.payload))
        #expect(error.errorType == "OptionNotInAllowedOptionsError")
        #expect(error.code == .refused)
        let log = try await function.closedLog()
        let line = try #require(log.split(separator: "\n").last)
        let entry = try RuntimeScenarioTests.fields(Array(line.utf8))
        #expect(entry["decision"] as? String == "refuse")
        #expect((entry["rule"] as? String)?.hasPrefix("box/tool/") == true)
        #expect((entry["request_id"] as? String)?.count == 36)
        #expect(!log.contains("s3cret"))
    }

    @Test func `a configuration can lie in the function's package`() async throws {
        let function = try await function([:], files: ["deploy-runner.json": Self.configuration])
        let answer = try await function.invoke(#"{"action": "describe"}"#)
        #expect(answer.end.functionError == nil)
        #expect(answer.text.contains(#""scripts":["tool"]"#))
    }

    @Test(arguments: [
        ("%%%", "ConfigurationUnreadable"), ("aGVsbG8=", "ConfigurationUnreadable"), (nil, "NoConfiguration"),
    ])
    func `a configuration that cannot be read is the answer to every call, and no crash`(
        text: String?,
        errorType: String
    ) async throws {
        let function = try await function(text.map { ["BASE64GZ_CONFIG_DATA_JSON": $0] } ?? [:])
        for request in [#"{"action": "describe"}"#, #"{"script": "tool"}"#] {
            let answer = try await function.invoke(request)
            #expect(answer.end.functionError == "Unhandled")
            #expect(RunnerError(wire: answer.payload)?.errorType == errorType)
        }
        #expect(try await function.measure().map(\.invocations) == [2])
    }

    @Test(arguments: ["{", #"{"containers": {"c": 1}}"#, #"{"containers": {}}"#])
    func `a configuration that is wrong is the answer, with what is wrong`(json: String) async throws {
        let function = try await function(try await packed(json))
        let answer = try await function.invoke(#"{"action": "describe"}"#)
        let error = try #require(RunnerError(wire: answer.payload))
        #expect(error.errorType == "InvalidConfiguration")
        #expect(error.cause?.contains("BASE64GZ_CONFIG_DATA_JSON") == true)
    }

    @Test func `a call that needs AWS says what stands in the way`() async throws {
        let function = try await function(try await packed(Self.configuration))
        let answer = try await function.stream(#"{"action": "logs", "run_id": "run-01arz3ndektsv4rrff"}"#)
        let error = try #require(RunnerError(wire: answer.payload))
        #expect(error.code == .tryAgain)
        #expect(answer.end.errorCode == "Function.\(error.errorType)")
    }

    @Test func `a region that is not there is the answer to every call`() async throws {
        var environment = try await packed(Self.configuration)
        environment["AWS_REGION"] = ""
        environment["AWS_DEFAULT_REGION"] = ""
        let answer = try await function(environment).invoke(#"{"action": "describe"}"#)
        #expect(RunnerError(wire: answer.payload)?.code == .usage)
    }

    @Test func `the level of the log is the environment's, and one that does not exist is told`() async throws {
        var environment = try await packed(Self.configuration)
        environment["DEPLOY_RUNNER_LOG_LEVEL"] = "Error"
        let quiet = try await function(environment)
        _ = try await quiet.invoke(#"{"action": "describe"}"#)
        #expect(try await quiet.closedLog() == "")
        environment["DEPLOY_RUNNER_LOG_LEVEL"] = "loud"
        let told = try await function(environment)
        _ = try await told.invoke(#"{"action": "describe"}"#)
        let log = try await told.closedLog()
        #expect(log.contains(#""error_type":"UnknownLogLevel""#))
        #expect(log.contains(#""message":"answered""#))
    }

    @Test func `SIGTERM ends it well`() async throws {
        let function = try await function(try await packed(Self.configuration))
        _ = try await function.invoke(#"{"action": "describe"}"#)
        #expect(try await function.close() == [0])
    }

    @Test func `outside of Lambda it says that it belongs there`() async throws {
        let result = try await Command(BuiltProgram.invoker.string, [], environment: [:]).capture()
        #expect(result.ending == .exited(64))
        #expect(result.errorText.contains("NotInLambda"))
    }
}
