import Gatekeeper
import Patterns
import Testing

@Suite struct ConfigurationLoadingTests {
    private static let everything = #"""
        {
          "containers": {
            "web": {
              "docker_image": "registry.example/web", "docker_tag": "1.2", "default": true,
              "environment_vars": {"B": "2", "A": "1\n2"}, "secrets_manager_env_vars": {"S": "arn:s"},
              "additional_secrets_manager_arns": ["arn:t"],
              "script_config": {
                "deploy": {
                  "hardcoded_options": {"--own": ["b", "a"], "-zone": []},
                  "hardcoded_args": ["--last"],
                  "allow_positional_args": true,
                  "allowed_options": ["--repo", "-tag", "args"],
                  "allowed_options_without_args": ["v"],
                  "allowed_options_with_optional_args": ["--lock"],
                  "restricted_options": ["evil"],
                  "restricted_options_regex": {"--repo": "https://h/[a-z]+\\.git"},
                  "single_options": ["repo"],
                  "dash_value_options": ["args"],
                  "nested_arguments": {"args": {"allowed_options": ["-var-file"], "allowed_options_without_args": ["--x1"]}},
                  "on_abandon": "finish",
                  "stop_grace_seconds": 90
                },
                "bare": null
              }
            }
          },
          "container_cpu": 512, "container_memory": 1024, "container_max_cpu": 1024, "container_max_memory": 2048,
          "container_default_launch_type": "EC2",
          "artifact_config": {"allow_runtime_selection": true, "bucket_name": "bucket", "region": "eu-west-1", "default_key_prefix": "p"},
          "legacy_null_means_any": true,
          "sandbox": {"network": "none", "anything": [1, 2.5, null]}
        }
        """#

    @Test func `every documented field is read`() throws {
        let configuration = try Fixtures.configuration(Self.everything)
        let container = try #require(configuration.container(named: "web"))
        #expect(configuration.defaultContainer?.name == "web")
        #expect(container.image?.reference == "registry.example/web:1.2")
        #expect(container.environment.map(\.value) == ["1\n2", "2"])
        #expect(container.secrets == container.secrets.filter { $0.name == "S" && $0.secret == "arn:s" })
        #expect(container.additionalSecrets == ["arn:t"])
        #expect(container.scripts.map(\.name) == ["bare", "deploy"])
        let script = try #require(container.script(named: "deploy"))
        #expect(script.hardcodedOptions.map(\.name) == ["own", "zone"])
        #expect(script.hardcodedOptions.first?.values == ["b", "a"])
        #expect(script.hardcodedArguments == ["--last"])
        #expect(script.rules.positionals == .accepted)
        #expect(script.rules.allowedOptions == .listed(["repo", "tag", "args"]))
        #expect(script.rules.optionsWithoutArguments == ["v"])
        #expect(script.rules.optionsWithOptionalArguments == ["lock"])
        #expect(script.rules.restrictedOptions == ["evil"])
        #expect(script.rules.patterns["repo"]?.description == #"https://h/[a-z]+\.git"#)
        #expect(script.rules.singleOptions == ["repo"])
        #expect(script.rules.dashValueOptions == .listed(["args"]))
        #expect(script.nestedArguments["args"]?.namedOptions == ["var-file", "x1"])
        #expect(script.onAbandon == .finish && script.stopGraceSeconds == 90)
        let bare = try #require(container.script(named: "bare"))
        #expect(bare.rules.namedOptions.isEmpty && bare.rules.allowedOptions == .listed([]))
        #expect(bare.rules.dashValueOptions == .all && bare.onAbandon == .cancel)
    }

    @Test func `sizes, artifacts and the sandbox's own settings are read`() throws {
        let configuration = try Fixtures.configuration(Self.everything)
        let sizes = configuration.sizes
        #expect([sizes.cpu, sizes.memory, sizes.maximumCPU, sizes.maximumMemory] == [512, 1024, 1024, 2048])
        #expect(sizes.launchType == .ec2)
        #expect(configuration.artifacts?.selection == .byCaller)
        #expect(configuration.artifacts?.bucketName == "bucket")
        #expect(configuration.nullRules == .allowAny)
        #expect(configuration.sandboxNode?["network"]?.string == "none")
        #expect(configuration.sandboxNode?.location.path == "sandbox")
    }

    @Test func `the settings of the ECS engine are kept unread, and written out again`() throws {
        let json = #"""
            {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}},
              "ecs": {"any": 1}}
            """#
        let configuration = try Fixtures.configuration(json)
        #expect(configuration.ecsNode?["any"]?.content == .integer(1))
        #expect(configuration.ecsNode?.location.path == "ecs")
        #expect(try Configuration.load(configuration.node).ecsNode?.json == configuration.ecsNode?.json)
        #expect(try Fixtures.configuration(Fixtures.standard).ecsNode == nil)
    }

    @Test func `sizes have the documented defaults`() throws {
        let sizes = try Fixtures.configuration(Fixtures.standard).sizes
        #expect([sizes.cpu, sizes.memory, sizes.maximumCPU, sizes.maximumMemory] == [1024, 4096, 2048, 8192])
        #expect(sizes.launchType == .fargate)
    }

    @Test(arguments: [Fixtures.standard, everything])
    func `a configuration written out in the documented shape loads as the same one`(json: String) throws {
        let configuration = try Fixtures.configuration(json)
        let again = try Configuration.load(configuration.node)
        #expect(again.node.json == configuration.node.json)
        let text = try Configuration.load(json: Array(configuration.node.json.utf8), form: .file)
        #expect(text.containers == configuration.containers)
        #expect(text.sizes == configuration.sizes)
    }

    @Test func `the containers of the standard configuration can be taken over as written ones`() throws {
        let standard = try Fixtures.configuration(Fixtures.standard)
        let written = try Fixtures.configuration(standard.containersNode.json, form: .environment)
        #expect(written.containers == standard.containers)
        #expect(ConfigurationDifference(from: standard, to: written).permissions.isEmpty)
    }

    @Test func `the environment holds a whole configuration or a bare map of containers`() throws {
        let bare =
            #"{"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": null}}, "sandbox": {"script_config": {}}}"#
        #expect(try Fixtures.configuration(bare, form: .environment).containers.map(\.name) == ["c", "sandbox"])
        #expect(try Fixtures.configuration(Fixtures.standard, form: .environment).containers.count == 4)
        #expect(throws: InvalidConfiguration.self) { try Fixtures.configuration(bare, form: .file) }
    }

    @Test func `a slip in the name of a top field is not taken for a container`() {
        let found = Fixtures.findings(#"{"contaners": {"c": {"script_config": {"s": {}}}}}"#, form: .environment)
        #expect(found.contains { $0.hint == "did you mean containers?" })
    }

    @Test func `what Terraform writes for attributes that are not set is read as missing`() throws {
        let json = #"""
            {"c": {"docker_image": "i", "docker_tag": "1", "secrets_manager_env_vars": null, "environment_vars": null,
              "additional_secrets_manager_arns": null, "default": null, "script_config": {"s": {
                "hardcoded_options": null, "hardcoded_args": null, "allow_positional_args": null, "allowed_options": [],
                "allowed_options_without_args": null, "restricted_options": null, "restricted_options_regex": null}}}}
            """#
        #expect(Fixtures.findings(json, form: .environment).isEmpty)
        #expect(try Fixtures.gate(rules: "{}").run().job != nil)
        #expect(Gatekeeper(try Fixtures.configuration(json, form: .environment)).run().job?.arguments == [])
    }
}
