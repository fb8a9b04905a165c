import Gatekeeper
import Testing

@Suite struct ConfigurationDifferenceTests {
    private func difference(_ old: String, _ new: String) throws -> [NewPermission] {
        ConfigurationDifference(from: try Fixtures.configuration(old), to: try Fixtures.configuration(new)).permissions
    }

    private func rulesDifference(_ old: String, _ new: String, legacy: Bool = false) throws -> [String] {
        try difference(Fixtures.script("s", rules: old), Fixtures.script("s", rules: new, legacy: legacy)).map(
            \.description
        )
    }

    @Test(
        arguments: [
            (#"{"allowed_options": ["aa"]}"#, #"{"allowed_options": ["--aa"]}"#, []),
            (#"{"allowed_options": ["aa", "bb"]}"#, #"{"allowed_options": ["aa"]}"#, []),
            (
                #"{"allowed_options": ["aa"]}"#, #"{"allowed_options": ["aa", "bb"]}"#,
                ["the option --bb for s in c\n    for example: c s --bb ''"]
            ),
            (
                #"{"allowed_options": []}"#, #"{"allowed_options_without_args": ["ff"]}"#,
                ["the option --ff without a value for s in c\n    for example: c s --ff"]
            ),
            (
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "plan|apply"}}"#,
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "(?:ap|re)ply|plan"}}"#,
                ["the value (reply) of the option --aa for s in c\n    for example: c s --aa reply"]
            ),
            (
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "plan|apply"}}"#,
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "^(apply)|pl(an)$"}}"#, []
            ),
            (
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "https://github\\.com/acme/[a-z]+"}}"#,
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "https://github.com/acme/[a-z]+"}}"#,
                [
                    "the value (https://githubacom/acme/a) of the option --aa for s in c\n    for example: c s --aa https://githubacom/acme/a"
                ]
            ),
            (
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "x"}}"#,
                #"{"allowed_options": ["aa"]}"#,
                ["the value () of the option --aa for s in c\n    for example: c s --aa ''"]
            ),
            (
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "x|\u0001"}}"#,
                #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "x|\u0001|\u0002"}}"#, []
            ),
            (
                #"{"allowed_options": ["aa"], "dash_value_options": []}"#, #"{"allowed_options": ["aa"]}"#,
                ["the value (-) of the option --aa for s in c\n    for example: c s --aa=-"]
            ),
            (
                #"{"allowed_options": ["aa"], "single_options": ["aa"]}"#, #"{"allowed_options": ["aa"]}"#,
                ["the option --aa more than once for s in c\n    for example: c s --aa '' --aa ''"]
            ),
            (
                #"{"allowed_options": []}"#, #"{"allowed_options": [], "allow_positional_args": true}"#,
                ["positional arguments for s in c\n    for example: c s x"]
            ),
            (
                #"{"allowed_options": ["aa"], "hardcoded_options": {"own": ["main"]}}"#,
                #"{"allowed_options": ["aa"], "hardcoded_options": {"own": ["main", "dev"]}, "hardcoded_args": ["-f"]}"#,
                [
                    "--own is passed as (main, dev), before as (main), for s in c",
                    "hardcoded arguments are (-f), before nothing, for s in c",
                ]
            ),
            (
                #"{"allowed_options": ["aa"], "nested_arguments": {"aa": {"allowed_options_without_args": ["-x1"]}}}"#,
                #"{"allowed_options": ["aa"], "nested_arguments": {"aa": {"allowed_options_without_args": ["-x1", "-x2"]}}}"#,
                ["the option -x2 without a value inside --aa for s in c\n    for example: c s --aa=-x2"]
            ),
            (
                #"{"allowed_options": ["aa"], "nested_arguments": {"aa": {"allowed_options_without_args": ["-x1"]}}}"#,
                #"{"allowed_options": ["aa"]}"#,
                ["any value of the option --aa for s in c\n    for example: c s --aa x"]
            ),
        ] as [(String, String, [String])]
    )
    func `what becomes allowed is shown by a request`(old: String, new: String, permissions: [String]) throws {
        #expect(try rulesDifference(old, new) == permissions)
    }

    @Test func `lifting the rules of the old format is seen`() throws {
        let rules = #"{"restricted_options": ["evil"], "hardcoded_options": {"own": ["x"]}}"#
        #expect(
            try rulesDifference(rules, rules, legacy: true)
                == ["the option --any-other-option for s in c\n    for example: c s --any-other-option ''"]
        )
    }

    @Test func `a new container, script, default, secret and size are seen`() throws {
        let old = #"{"containers": {"a": {"script_config": {"s": {}}}}}"#
        let new = #"""
            {"containers": {
              "a": {"default": true, "secrets_manager_env_vars": {"S": "arn:s"}, "script_config": {"s": {}, "t": {}}},
              "b": {"script_config": {"u": {}}}},
             "container_max_cpu": 4096, "container_max_memory": 8192}
            """#
        #expect(
            try difference(old, new).map(\.description) == [
                "requests that name no container go to a\n    for example: s",
                "jobs of a may read the secret arn:s",
                "the script t in a\n    for example: a t",
                "the container b\n    for example: b u",
                "tasks of up to cpu 4096 and memory 8192 MiB\n    for example: --task-memory 8192 --task-cpu 4096 a s",
            ]
        )
        #expect(try difference(new, new).isEmpty)
        #expect(try difference(new, old).isEmpty)
    }

    @Test func `a repository added to the standard configuration is seen with its address`() throws {
        let list = #""infrastructure_live_repositories": ["https://h/a.git""#
        let old = #"{"standard_configuration": {"terraform_applier": {\#(list)], "allowed_apply_git_refs": ["main"]}}}"#
        let new =
            #"{"standard_configuration": {"terraform_applier": {\#(list), "https://h/b.git"], "allowed_apply_git_refs": ["main", "dev"]}}}"#
        let found = try difference(old, new)
        #expect(found.map(\.kind) == [.value, .hardcoded, .hardcoded, .value, .hardcoded])
        #expect(found.first?.witness?.arguments == ["--repo", "https://h/b.git"])
        #expect(
            found.map(\.message).contains {
                $0.hasPrefix("--allowed-apply-refs is passed as (main, dev), before as (main),")
            }
        )
    }

    @Test func `a value that a pattern allows but the gate refuses is no difference`() throws {
        let old =
            #"{"allowed_options": ["aa"], "single_options": [], "dash_value_options": [], "restricted_options_regex": {"aa": "x"}}"#
        let new =
            #"{"allowed_options": ["aa"], "dash_value_options": [], "restricted_options_regex": {"aa": "x|-x|x\\n|\u202e|--"}}"#
        #expect(try rulesDifference(old, new).isEmpty)
    }

    @Test func `a comparison that cannot be made is reported and not passed over`() throws {
        let old = #"{"allowed_options": ["aa"], "restricted_options_regex": {"aa": "-[a-z]+"}}"#
        let new = #"{"allowed_options": ["aa"], "nested_arguments": {"aa": {"allowed_options_without_args": ["-x1"]}}}"#
        let found = try difference(Fixtures.script("s", rules: old), Fixtures.script("s", rules: new))
        #expect(found.map(\.kind) == [.value])
        #expect(found.first?.witness == nil)
    }
}
