import Gatekeeper
import RunProtocol
import Sandbox
import SystemPackage
import Testing

@testable import Deployer

@Suite struct ConfigurationReportTests {
    private static func report(_ text: String, named name: String = "deploy-runner.yml") -> ConfigurationReport {
        let syntax: ConfigurationText.Syntax = name.hasSuffix(".json") ? .json : .yaml
        return ConfigurationReport(
            ConfigurationText(bytes: Array(text.utf8), name: name, folder: "/etc/runner", syntax: syntax)
        )
    }

    @Test func `a configuration without errors is loaded, its relative paths counted from its folder`() throws {
        let text = Workbench.configuration + "\nsandbox: {scripts: my-scripts, local_repositories: [../live.git]}\n"
        let report = Self.report(text)
        #expect(report.findings.allSatisfy { $0.severity != .error }, "\(report.lines)")
        let loaded = try report.usable()
        #expect(loaded.sandbox.scripts == "/etc/runner/my-scripts")
        #expect(loaded.sandbox.localRepositories == ["/etc/live.git"])
        #expect(loaded.gate.containers.map(\.name) == ["demo"])
    }

    @Test func `the section for ECS is checked where it is written, and only there`() throws {
        let text =
            Workbench.configuration + """

                ecs:
                  cluster: runner
                  subnets: [subnet-1]
                  task_definitions: {demo: "demo:7"}
                  max_run_minutes: 0
                """
        let lines = Self.report(text).findings.filter { $0.severity == .error }.map { $0.rendered(file: "x") }
        #expect(lines == ["x:16:20: error: ecs.max_run_minutes: the number must be from 1 to 10080, this is 0"])
    }

    @Test func `all errors come at once, in the order of the file, the sandbox section among them`() throws {
        let text = """
            sandbox:
              network: everywhere
            containers:
              demo:
                docker_image: x
                docker_tag: "1"
                script_config:
                  speak: {alowed_options: []}
            """
        let error = try #require(throws: RunnerError.self) { try Self.report(text).usable() }
        let expected = """
            the configuration deploy-runner.yml has 2 errors
            cause: deploy-runner.yml:2:12: error: sandbox.network: the value must be none or host, this is (everywhere)
            deploy-runner.yml:8:15: error: containers.demo.script_config.speak.alowed_options: the configuration of a script has no field alowed_options
                hint: did you mean allowed_options?
            hint: correct it; infrastructure-deployer check-config shows warnings as well
            """
        #expect("\(error)" == expected)
        #expect(error.code == .usage)
    }

    @Test func `a text that is no document has one finding, with its place`() throws {
        #expect(Self.report("a: [").lines.count == 1)
        #expect(Self.report("a: [").loaded == nil)
        let json = Self.report(#"{"a": 1,}"#, named: "c.json")
        #expect(
            json.lines == [
                #"c.json:1:9: error: the text is not JSON: unexpected "}", expected a name in double quotes"#
            ]
        )
    }

    @Test func `an empty file says what to write`() throws {
        let error = try #require(throws: RunnerError.self) { try Self.report("# nothing yet\n").usable() }
        #expect(error.cause?.contains("the configuration is empty") == true)
        #expect(error.cause?.contains("write standard_configuration: or containers:") == true)
    }

    @Test func `JSON may be the map of containers alone, as the infrastructure modules write it`() throws {
        let json = #"{"demo": {"docker_image": "x", "docker_tag": "1", "script_config": {"speak": {}}}}"#
        #expect(try Self.report(json, named: "c.json").usable().gate.containers.map(\.name) == ["demo"])
    }

    @Test func `YAML booleans of old do not pass for true`() throws {
        let text = "containers: {demo: {docker_image: x, docker_tag: '1', default: yes, script_config: {speak: {}}}}"
        let report = Self.report(text)
        #expect(
            report.lines.contains {
                $0.contains("containers.demo.default: the value must be true or false, this is a string")
            },
            "\(report.lines)"
        )
        #expect(report.loaded == nil)
    }
}
