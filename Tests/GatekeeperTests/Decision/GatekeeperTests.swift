import Gatekeeper
import Testing

@Suite struct GatekeeperTests {
    @Test func `a script is run with hardcoded options first and hardcoded arguments last`() throws {
        let gate = try Fixtures.gate(
            rules: #"""
                {"hardcoded_options": {"zeta": ["1"], "foo": ["a", "-b"]}, "hardcoded_args": ["--last", "tail"],
                 "allow_positional_args": true, "allowed_options": ["bar"], "allowed_options_without_args": ["v"]}
                """#
        )
        #expect(
            gate.run("one", "--bar=x", "two", "-v", "-bar", "y").job?.arguments == [
                "--foo", "a", "--foo=-b", "--zeta", "1", "--bar", "x", "-v", "--bar", "y", "one", "two", "--last",
                "tail",
            ]
        )
        #expect(gate.run().job?.command == ["s", "--foo", "a", "--foo=-b", "--zeta", "1", "--last", "tail"])
    }

    @Test func `a job names the rules that allowed it`() throws {
        let job = try #require(
            try Fixtures.gate().plan(
                "--repo",
                "https://github.com/acme/live.git",
                "--command",
                "plan",
                "--command-args",
                "-destroy"
            ).job
        )
        let base = "terraform-planner/infrastructure-deploy-script"
        #expect(
            job.rules == [
                "terraform-planner/script_config/infrastructure-deploy-script",
                "\(base)/allowed_options/repo", "\(base)/restricted_options_regex/repo",
                "\(base)/allowed_options/command", "\(base)/restricted_options_regex/command",
                "\(base)/allowed_options/command-args",
                "\(base)/nested_arguments/command-args/allowed_options_without_args/destroy",
            ]
        )
    }

    @Test func `a job carries what its container and its script configure`() throws {
        let gate = try Fixtures.gate(
            #"""
            {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "default": true,
              "environment_vars": {"B": "2", "A": "1"}, "secrets_manager_env_vars": {"S": "arn:s"},
              "additional_secrets_manager_arns": ["arn:t"],
              "script_config": {"s": {"on_abandon": "finish", "stop_grace_seconds": 90}}}}}
            """#
        )
        let job = try #require(gate.decide(nil, "s", []).job)
        #expect(job.container == "c" && job.script == "s")
        #expect(job.image?.reference == "i:1")
        #expect(job.environment.map(\.name) == ["A", "B"])
        #expect(job.secrets.map(\.secret) == ["arn:s"])
        #expect(job.additionalSecrets == ["arn:t"])
        #expect(job.onAbandon == .finish)
        #expect(job.stopGraceSeconds == 90)
    }

    @Test func `a request without a container goes to the default one`() throws {
        let json =
            #"{"containers": {"a": {"script_config": {"s": {}}}, "b": {"default": true, "script_config": {"s": {}}}}}"#
        #expect(try Fixtures.gate(json).decide(nil, "s", []).job?.container == "b")
    }

    @Test(arguments: [
        "{}", "null", #"{"allowed_options": []}"#, #"{"allowed_options": null}"#, #"{"on_abandon": "finish"}"#,
    ])
    func `a script without rules takes no arguments`(rules: String) throws {
        for legacy in [false, true] where legacy == false || rules != #"{"allowed_options": null}"# {
            let gate = try Fixtures.gate(rules: rules, legacy: legacy)
            #expect(gate.run().job?.arguments == [])
            #expect(gate.run("--x").rejection?.type == .optionNotAllowed)
            #expect(gate.run("--x", "y").rejection?.type == .optionNotAllowed)
            #expect(gate.run("x").rejection?.type == .positionalNotAllowed)
        }
    }

    @Test func `a null list means anything only in the old format`() throws {
        let rules = #"{"allowed_options": null, "restricted_options": ["evil"], "allow_positional_args": false}"#
        #expect(try Fixtures.gate(rules: rules).run("--x", "y").rejection?.type == .optionNotAllowed)
        let legacy = try Fixtures.gate(rules: rules, legacy: true)
        #expect(legacy.run("--x", "y", "-what", "-ever").job?.arguments == ["-x", "y", "--what=-ever"])
        #expect(legacy.run("--evil", "y").rejection?.type == .optionRestricted)
        #expect(legacy.run("y").rejection?.type == .positionalNotAllowed)
    }

    @Test func `an option without a value needs to be listed once only`() throws {
        let gate = try Fixtures.gate(rules: #"{"allowed_options": [], "allowed_options_without_args": ["force"]}"#)
        #expect(gate.run("--force", "-force").job?.arguments == ["--force", "--force"])
    }

    @Test func `without dash value options any value is taken whatever it looks like`() throws {
        let gate = try Fixtures.gate(rules: #"{"allowed_options": ["ref", "force"]}"#)
        #expect(gate.run("--ref", "--force").job?.arguments == ["--ref=--force"])
        #expect(gate.run("--ref", "--force", "--force", "x").job?.arguments == ["--ref=--force", "--force", "x"])
    }

    @Test func `what is hardcoded is the configuration's alone even where any option is allowed`() throws {
        let rules = #"{"restricted_options": [], "hardcoded_options": {"refs": ["main"]}}"#
        let gate = try Fixtures.gate(rules: rules, legacy: true)
        #expect(gate.run("--other", "x").job?.arguments == ["--refs", "main", "--other", "x"])
        #expect(gate.run("--refs", "x").rejection?.type == .optionHardcoded)
        #expect(gate.run("--refs", "main").rejection?.type == .optionHardcoded)
    }

    @Test func `a hardcoded option that is allowed by name may be added to`() throws {
        let gate = try Fixtures.gate(rules: #"{"allowed_options": ["foo"], "hardcoded_options": {"foo": ["a"]}}"#)
        #expect(gate.run("--foo", "b").job?.arguments == ["--foo", "a", "--foo", "b"])
    }

    @Test func `every occurrence of a repeated option is checked`() throws {
        let gate = try Fixtures.gate(
            rules: #"{"allowed_options": ["tag"], "restricted_options_regex": {"tag": "[a-z]+"}}"#
        )
        #expect(gate.run("--tag", "a", "--tag", "b").job != nil)
        #expect(gate.run("--tag", "a", "--tag", "B").rejection?.value == "B")
        #expect(gate.run("--tag", "A", "--tag", "b").rejection?.value == "A")
    }

    @Test func `a nested list is checked by its pattern and by its words`() throws {
        let gate = try Fixtures.gate(
            rules: #"""
                {"allowed_options": ["args"], "restricted_options_regex": {"args": "[a-z -]*"},
                 "nested_arguments": {"args": {"allow_positional_args": true, "allowed_options_without_args": ["-x1", "-x"]}}}
                """#
        )
        #expect(gate.run("--args", "-x word").job?.arguments == ["--args=-x word"])
        #expect(gate.run("--args", "-x1").rejection?.type == .optionRegexRestricted)
        #expect(gate.run("--args", "-y").rejection?.type == .optionNotAllowed)
    }

    @Test func `a job's arguments read back as what was approved`() throws {
        let gate = try Fixtures.gate()
        let grammar = StandardScript.infrastructureDeployScript.grammar
        for arguments: [ByteString] in [
            [], ["--ref", "main", "--command-args", "-destroy -var-file 'a b'"], ["--command-args", ""],
        ] {
            guard let job = gate.decide("terraform-applier", "infrastructure-deploy-script", arguments).job else {
                continue
            }
            #expect(try grammar.parse(job.arguments) == job.parsed)
        }
    }

    @Test func `a command line is split before it is decided about`() throws {
        let request = try JobRequest(
            container: "terraform-planner",
            script: "infrastructure-deploy-script",
            commandLine: "--ref main --command-args '-destroy -detailed-exitcode'"
        )
        #expect(request.arguments == ["--ref", "main", "--command-args", "-destroy -detailed-exitcode"])
        #expect(try Fixtures.gate().decide(request).job != nil)
    }

    @Test func `the standard scripts' grammars take everything that the gate passes`() throws {
        let gate = try Fixtures.gate()
        for script in StandardScript.all {
            for container in gate.configuration.containers where container.script(named: script.name) != nil {
                let job = try #require(gate.decide(container.name, script.name, []).job)
                #expect(throws: Never.self) { try script.grammar.parse(job.arguments) }
            }
        }
    }
}
