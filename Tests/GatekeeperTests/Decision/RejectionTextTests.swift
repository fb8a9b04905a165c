import Gatekeeper
import Testing

/// The exact text of every kind of refusal: documented words first, then the rule, then what would be allowed.
@Suite struct RejectionTextTests {
    private static let rules = #"""
        {"allow_positional_args": false, "allowed_options": ["repo", "ref", "tag", "args", "command", "fixed"],
         "allowed_options_without_args": ["force"], "hardcoded_options": {"fixed": ["a"], "own": ["b"]},
         "restricted_options": ["danger"], "single_options": ["ref", "fixed"], "dash_value_options": ["args"],
         "restricted_options_regex": {"repo": "https://github\\.com/acme/live\\.git", "command": "plan|plan-all|apply",
           "ref": "[a-z]+"},
         "nested_arguments": {"args": {"allowed_options": ["-var-file"], "allowed_options_without_args": ["-destroy"],
           "restricted_options": ["-evil"], "single_options": ["-destroy"], "restricted_options_regex": {"-var-file": "[a-z]+"}}}}
        """#

    @Test(
        arguments: [
            (
                ["--repo", "git@github.com:acme/live.git"],
                #"""
                OptionRegexRestrictedError: Provided value for option repo (git@github.com:acme/live.git) does not match regex (https://github\.com/acme/live\.git)
                rule: c/s/restricted_options_regex/repo
                hint: the https form of this repository is allowed: https://github.com/acme/live.git
                """#
            ),
            (
                ["--x"],
                #"""
                OptionNotInAllowedOptionsError: Option --x is not in the provided list of allowed options for the script.
                rule: c/s/allowed_options
                hint: the allowed options are --args, --command, --fixed, --force, --ref, --repo, --tag
                """#
            ),
            (
                ["--rpeo", "x"],
                #"""
                OptionNotInAllowedOptionsError: Option --rpeo is not in the provided list of allowed options for the script.
                rule: c/s/allowed_options
                hint: did you mean --repo?
                """#
            ),
            (
                ["--comm", "plan"],
                #"""
                OptionNotInAllowedOptionsError: Option --comm is not in the provided list of allowed options for the script.
                rule: c/s/allowed_options
                hint: options cannot be abbreviated; did you mean --command?
                """#
            ),
            (
                ["--own=x"],
                #"""
                OptionNotInAllowedOptionsError: Option --own is not in the provided list of allowed options for the script.
                rule: c/s/allowed_options
                hint: the configuration sets it; leave it out
                """#
            ),
            (
                ["-destroy"],
                #"""
                OptionNotInAllowedOptionsError: Option -destroy is not in the provided list of allowed options for the script.
                rule: c/s/allowed_options
                hint: it belongs inside another option: --args "-destroy"
                """#
            ),
            (
                ["-danger"],
                #"""
                OptionInRestrictedOptionsError: Option -danger is in the provided list of restricted options for the script.
                rule: c/s/restricted_options/danger
                hint: leave it out
                """#
            ),
            (
                ["--fixed", "z"],
                #"""
                OptionHardcodedError: Option --fixed is set by the configuration and cannot be given another value.
                rule: c/s/hardcoded_options/fixed
                hint: leave it out, or give it the configured value (a)
                """#
            ),
            (
                ["--ref", "a", "--tag", "x", "--ref=b"],
                #"""
                OptionRepeatedError: Option --ref is given more than once, but is in the list of single options of the script.
                rule: c/s/single_options/ref
                hint: give it once; programs disagree about which of two values counts
                """#
            ),
            (
                ["--tag"],
                #"""
                OptionValueMissingError: Option --tag takes a value, but none follows it.
                rule: c/s/allowed_options/tag
                hint: write --tag VALUE
                """#
            ),
            (
                ["--command"],
                #"""
                OptionValueMissingError: Option --command takes a value, but none follows it.
                rule: c/s/allowed_options/command
                hint: write --command plan or plan-all or apply
                """#
            ),
            (
                ["--force=yes"],
                #"""
                OptionValueUnexpectedError: Option --force takes no value, but (yes) is given.
                rule: c/s/allowed_options_without_args/force
                hint: write --force alone
                """#
            ),
            (
                ["--tag", "--ref", "main"],
                #"""
                OptionDashValueError: Provided value for option tag (--ref) begins with a dash, which only the dash value options of the script may.
                rule: c/s/dash_value_options/tag
                hint: --ref looks like the next option: give --tag a value before it
                """#
            ),
            (
                ["--tag=-x"],
                #"""
                OptionDashValueError: Provided value for option tag (-x) begins with a dash, which only the dash value options of the script may.
                rule: c/s/dash_value_options/tag
                hint: write a value that does not begin with a dash
                """#
            ),
            (
                ["-\u{301}x"],
                #"""
                OptionNameError: (-́x) begins with a dash, but is not the name of an option.
                rule: c/s/option_names
                hint: an option is one or two dashes and ASCII letters, digits, dots, dashes and underscores
                """#
            ),
            (
                ["--force", "yes"],
                #"""
                PositionalArgsNotAllowedError: (yes) is a positional argument, and positional arguments are not allowed for the script.
                rule: c/s/allow_positional_args
                hint: --force takes no value: remove (yes)
                """#
            ),
            (
                ["repo", "x"],
                #"""
                PositionalArgsNotAllowedError: (repo) is a positional argument, and positional arguments are not allowed for the script.
                rule: c/s/allow_positional_args
                hint: did you mean --repo?
                """#
            ),
            (
                [""],
                #"""
                PositionalArgsNotAllowedError: () is a positional argument, and positional arguments are not allowed for the script.
                rule: c/s/allow_positional_args
                hint: pass values with the options that take them
                """#
            ),
            (
                ["--tag", "--", "x"],
                #"""
                ArgumentTerminatorError: Argument 2 is a bare --, which is not allowed among the arguments of a script.
                rule: request/arguments/terminator
                hint: remove it; the -- that separates the arguments from infrastructure-deployer's own options is not part of them
                """#
            ),
            (
                ["--tag=--"],
                #"""
                ArgumentTerminatorError: Argument 1 is a bare --, which is not allowed among the arguments of a script.
                rule: c/s/terminator
                hint: remove it
                """#
            ),
            (
                ["--args", "-var-file 'x"],
                #"""
                ArgumentQuotingError: Provided value for option args (-var-file 'x) cannot be split into words: the quote ' at byte 11 is never closed.
                rule: c/s/nested_arguments/args/words
                hint: close the quote, or write a backslash before it if it is meant literally
                """#
            ),
            (
                ["--args", "-lock=false"],
                #"""
                OptionNotInAllowedOptionsError: Option -lock is not in the provided list of allowed options for the script (inside --args).
                rule: c/s/nested_arguments/args/allowed_options
                hint: the allowed options are -destroy, -var-file
                """#
            ),
            (
                ["--args", "-evil"],
                #"""
                OptionInRestrictedOptionsError: Option -evil is in the provided list of restricted options for the script (inside --args).
                rule: c/s/nested_arguments/args/restricted_options/evil
                hint: leave it out
                """#
            ),
            (
                ["--args", "-destroy x"],
                #"""
                PositionalArgsNotAllowedError: (x) is a positional argument, and positional arguments are not allowed for the script (inside --args).
                rule: c/s/nested_arguments/args/allow_positional_args
                hint: -destroy takes no value: remove (x)
                """#
            ),
            (
                ["--args", "-var-file ../x"],
                #"""
                OptionRegexRestrictedError: Provided value for option -var-file (../x) does not match regex ([a-z]+) (inside --args)
                rule: c/s/nested_arguments/args/restricted_options_regex/var-file
                hint: without .. in it, the path is allowed: x
                """#
            ),
            (
                ["--args", "-destroy -- x"],
                #"""
                ArgumentTerminatorError: Argument 2 is a bare --, which is not allowed among the arguments of a script (inside --args).
                rule: c/s/nested_arguments/args/terminator
                hint: remove it
                """#
            ),
            (
                ["--tag", "a\u{202E}b"],
                #"""
                ArgumentCharacterError: Argument 2 (a\u{202E}b) contains U+202E RIGHT-TO-LEFT OVERRIDE at byte 2, which changes the direction of the text around it.
                rule: request/arguments/characters
                hint: remove it; it makes a reader see another argument than the one that would run
                """#
            ),
            (
                ["--tag", "a\0b"],
                #"""
                ArgumentCharacterError: Argument 2 (a\0b) contains the control character U+0000 NULL at byte 2.
                rule: request/arguments/characters
                hint: remove it; arguments are single lines of text
                """#
            ),
            (
                ["a\u{200B}"],
                #"""
                ArgumentCharacterError: Argument 1 (a\u{200B}) contains the invisible character U+200B ZERO WIDTH SPACE at byte 2.
                rule: request/arguments/characters
                hint: remove it; it often comes with text copied from a web page
                """#
            ),
            (
                ["--tag", ByteString([0x61, 0xFF])],
                #"""
                ArgumentCharacterError: Argument 2 (a\xFF) is not UTF-8: byte 0xFF at byte 2.
                rule: request/arguments/characters
                hint: encode the argument as UTF-8
                """#
            ),
        ] as [([ByteString], String)]
    )
    func `a refusal says what, by which rule, and what to do`(arguments: [ByteString], text: String) throws {
        let gate = try Fixtures.gate(rules: Self.rules)
        #expect(gate.decide("c", "s", arguments).rejection?.description == text)
    }

    @Test func `lengths are refused with their limits`() throws {
        let gate = Gatekeeper(
            try Fixtures.gate(rules: "{}").configuration,
            limits: ArgumentLimits(argumentBytes: 50, totalBytes: 60, count: 3)
        )
        let rule =
            "\nrule: request/arguments/length\nhint: put long values into a file of the repository and pass its path"
        let long = ByteString(String(repeating: "x", count: 51))
        let tooLong = String(repeating: "x", count: 40) + "… (51 bytes in all)"
        #expect(
            gate.run(long).rejection?.description
                == "ArgumentTooLongError: Argument 1 (\(tooLong)) is 51 bytes long, at most 50 are allowed.\(rule)"
        )
        let half = ByteString(String(repeating: "x", count: 31))
        #expect(
            gate.run(half, half).rejection?.description
                == "ArgumentTooLongError: The arguments are 62 bytes long together, at most 60 are allowed.\(rule)"
        )
        #expect(
            gate.run("", "", "", "").rejection?.description
                == "ArgumentTooLongError: There are 4 arguments, at most 3 are allowed.\(rule)"
        )
    }

    @Test(
        arguments: [
            (
                "terraform-planer", "infrastructure-deploy-script",
                """
                ContainerNotFoundError: Container (terraform-planer) is not configured.
                rule: request/container_name
                hint: did you mean terraform-planner?
                """
            ),
            (
                "x", "infrastructure-deploy-script",
                """
                ContainerNotFoundError: Container (x) is not configured.
                rule: request/container_name
                hint: the containers are ami-builder, docker-image-builder, terraform-applier, terraform-planner
                """
            ),
            (
                nil, "infrastructure-deploy-script",
                """
                NoDefaultContainerError: The request names no container, and no container is marked as the default.
                rule: request/container_name
                hint: name one of the containers: ami-builder, docker-image-builder, terraform-applier, terraform-planner
                """
            ),
            (
                "terraform-planner", "infrastructure-deploy",
                """
                ScriptNotAllowedError: Script (infrastructure-deploy) is not in the list of scripts of the container terraform-planner.
                rule: terraform-planner/script_config
                hint: the scripts of terraform-planner are infrastructure-deploy-script
                """
            ),
            (
                "terraform-planner", "infrastructure-deploy-scrpit",
                """
                ScriptNotAllowedError: Script (infrastructure-deploy-scrpit) is not in the list of scripts of the container terraform-planner.
                rule: terraform-planner/script_config
                hint: did you mean infrastructure-deploy-script?
                """
            ),
            (
                "terraform-planner", "terraform-update-variable",
                """
                ScriptNotAllowedError: Script (terraform-update-variable) is not in the list of scripts of the container terraform-planner.
                rule: terraform-planner/script_config
                hint: this script may be run in terraform-applier
                """
            ),
            (
                "terraform-planner", "../infrastructure-deploy-script\n",
                #"""
                ScriptNotAllowedError: Script (../infrastructure-deploy-script\n) is not in the list of scripts of the container terraform-planner.
                rule: terraform-planner/script_config
                hint: the scripts of terraform-planner are infrastructure-deploy-script
                """#
            ),
        ] as [(ByteString?, ByteString, String)]
    )
    func `an unknown container or script is refused with the nearest one`(
        container: ByteString?,
        script: ByteString,
        text: String
    ) throws {
        #expect(try Fixtures.gate().decide(container, script, []).rejection?.description == text)
    }

    @Test func `a rejection names its option and its value`() throws {
        let gate = try Fixtures.gate(rules: Self.rules)
        let rejection = try #require(gate.run("--repo", "x").rejection)
        #expect(rejection.option == "--repo")
        #expect(rejection.value == "x")
        #expect(rejection.errorType == rejection.type.rawValue)
    }

    @Test func `a very long value is cut in the message but not in the rejection`() throws {
        let gate = try Fixtures.gate(rules: Self.rules)
        let long = ByteString(String(repeating: "y", count: 10_000))
        let rejection = try #require(gate.run("--repo", long).rejection)
        #expect(rejection.message.utf8.count < 400)
        #expect(rejection.value == long)
    }

    @Test func `every kind of refusal has its own name, in the style of the documented ones`() {
        let names = RejectionType.allCases.map(\.rawValue)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasSuffix("Error") })
        #expect(RejectionType.optionRegexRestricted.rawValue == "OptionRegexRestrictedError")
        #expect(RejectionType.optionNotAllowed.rawValue == "OptionNotInAllowedOptionsError")
    }
}
