import Gatekeeper
import SystemPackage
import Testing

@testable import Sandbox

@Suite struct SandboxConfigurationTests {
    @Test func `without a section there is no network and nothing is mounted`() {
        let read = SandboxConfiguration.read(nil, relativeTo: "/etc/runner")
        #expect(read.findings.isEmpty)
        #expect(read.configuration == SandboxConfiguration())
        #expect(read.configuration.network == .none)
        #expect(read.configuration.maxRunTime == .seconds(14_400))
    }

    @Test func `every field is read, and relative paths start at the file's folder`() throws {
        let read = try Self.read(
            #"""
            {"network": "host", "local_repositories": ["live.git", "/srv/other.git"], "scripts": "../scripts",
             "max_run_minutes": 30, "mounts": [{"source": "state", "target": "/state", "mode": "read-write"}],
             "containers": {"planner": {"network": "none", "mounts": [{"source": "/data", "target": "/data"}]},
                            "builder": {"user_namespaces": "allowed"}}}
            """#
        )
        #expect(read.findings.isEmpty)
        let configuration = read.configuration
        #expect(configuration.network == .host)
        #expect(configuration.localRepositories == ["/etc/runner/live.git", "/srv/other.git"])
        #expect(configuration.scripts == "/etc/scripts")
        #expect(configuration.maxRunTime == .seconds(1800))
        #expect(configuration.network(of: "planner") == .none)
        #expect(configuration.network(of: "applier") == .host)
        #expect(configuration.userNamespaces(of: "planner") == .denied)
        #expect(configuration.userNamespaces(of: "builder") == .allowed)
        #expect(
            configuration.mounts(of: "planner") == [
                SandboxConfiguration.Mount("/etc/runner/state", at: "/state", .readWrite),
                SandboxConfiguration.Mount("/data", at: "/data", .readOnly),
            ]
        )
    }

    @Test func `a secret has one source, and a path starts at the file's folder`() throws {
        let read = try Self.read(
            #"""
            {"artifacts": "outputs", "secrets": {"arn:aws:secretsmanager:eu-west-1:1:secret:a": {"environment": "TOKEN"},
             "key": {"file": "keys/id"}, "other": {"secrets_manager": "arn:aws:secretsmanager:eu-west-1:1:secret:b"}}}
            """#
        )
        #expect(read.findings.isEmpty)
        #expect(read.configuration.artifacts == "/etc/runner/outputs")
        #expect(
            read.configuration.secrets == [
                "arn:aws:secretsmanager:eu-west-1:1:secret:a": .environment("TOKEN"),
                "key": .file("/etc/runner/keys/id"),
                "other": .secretsManager("arn:aws:secretsmanager:eu-west-1:1:secret:b"),
            ]
        )
    }

    @Test(
        arguments: [
            (#"{"secrets": {"a": {}}}"#, "has one source"),
            (#"{"secrets": {"a": {"file": "f", "environment": "E"}}}"#, "this has 2"),
            (#"{"secrets": {"a": {"environment": "A=B"}}}"#, "is not the name of an environment variable"),
            (#"{"secrets": {"a": {"env": "E"}}}"#, "has no field env"),
            (#"{"secrets": {"a": "E"}}"#, "must be a mapping"),
            (#"{"netwrok": "none"}"#, "did you mean network?"),
            (#"{"network": "bridge"}"#, "the value must be none or host"),
            (#"{"mounts": [{"source": "a", "target": "relative"}]}"#, "must be an absolute path"),
            (#"{"mounts": [{"source": "a", "target": "/x/../etc"}]}"#, "must be an absolute path"),
            (#"{"mounts": [{"source": "a", "target": "/"}]}"#, "must be an absolute path"),
            (#"{"mounts": [{"target": "/x"}]}"#, "must have the field source"),
            (#"{"max_run_minutes": 0}"#, "from 1 to"),
            (#"{"mounts": {"a": "b"}}"#, "must be a list of {source, target, mode}"),
            (#"["network"]"#, "must be a mapping"),
        ]
    )
    func `what is wrong is found and named`(json: String, text: String) throws {
        let findings = try Self.read(json).findings
        #expect(findings.contains { $0.description.contains(text) }, "\(findings)")
    }

    private static func read(
        _ json: String
    ) throws -> (configuration: SandboxConfiguration, findings: [ConfigurationFinding]) {
        SandboxConfiguration.read(try StrictJSON.parse(Array(json.utf8)).located(), relativeTo: "/etc/runner")
    }
}
