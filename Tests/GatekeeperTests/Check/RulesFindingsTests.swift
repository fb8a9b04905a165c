import Testing

/// The exact texts of what is found in rules of scripts; positions are those in the document around each fragment.
@Suite struct RulesFindingsTests {
    @Test(arguments: golden.sections)
    func `everything that is wrong with rules is found at once, with what to write instead`(
        section: FindingsGolden.Section
    ) {
        #expect(section.found == section.findings)
    }

    private static let golden = FindingsGolden(
        #"""
        == rules {"allowed_option": []}
        1:87: error: containers.c.script_config.s.allowed_option: the configuration of a script has no field allowed_option
            hint: did you mean allowed_options?
        == rules {"allowed_options": "repo"}
        1:106: error: containers.c.script_config.s.allowed_options: the value must be a list of strings, this is a string
            hint: write it as a list: ["repo"]
        == rules {"allowed_options": ["foo", "--foo", "-foo"]}
        1:114: warning: containers.c.script_config.s.allowed_options[1]: the option --foo is listed twice, leading dashes do not count
            hint: remove one of the two
        1:123: warning: containers.c.script_config.s.allowed_options[2]: the option -foo is listed twice, leading dashes do not count
            hint: remove one of the two
        == rules {"allowed_options": ["f o", "--", "", "---x", "\u212aey", 1]}
        1:107: error: containers.c.script_config.s.allowed_options[0]: (f o) is not the name of an option
            hint: an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes
        1:114: error: containers.c.script_config.s.allowed_options[1]: (--) is not the name of an option
            hint: an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes
        1:120: error: containers.c.script_config.s.allowed_options[2]: () is not the name of an option
            hint: an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes
        1:124: error: containers.c.script_config.s.allowed_options[3]: (---x) is not the name of an option
            hint: an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes
        1:132: error: containers.c.script_config.s.allowed_options[4]: (Key) is not the name of an option, it contains U+212A
            hint: an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes
        1:144: error: containers.c.script_config.s.allowed_options[5]: the value must be a string, this is a number
            hint: write it in quotes: "1"
        == rules {"allowed_options": ["a1"], "restricted_options": ["--a1"]}
        1:107: error: containers.c.script_config.s.allowed_options[0]: --a1 is both allowed and in restricted_options
            hint: remove it from one of the two
        == rules {"allowed_options": ["repo"], "restricted_options_regex": {"repo": "a", "--repo": "b"}}
        1:158: error: containers.c.script_config.s.restricted_options_regex.--repo: repo and --repo are the same option, leading dashes do not count
            hint: keep one of the two
        == rules {"allowed_options": ["repo"], "restricted_options_regex": {"repo": "^https://github\\.com/acme/[a-z]+\\.git$"}}
        == rules {"allowed_options": ["repo"], "restricted_options_regex": {"reop": "x"}}
        1:145: warning: containers.c.script_config.s.restricted_options_regex.reop: there is a pattern for --reop, but callers may not pass it
            hint: did you mean --repo?
        == rules {"allowed_options_without_args": ["force"], "restricted_options_regex": {"force": "x"}}
        1:86: warning: containers.c.script_config.s: allowed_options is null, so callers may pass no option with a value
            hint: list the options that callers need, or write [] if they need none
        1:159: error: containers.c.script_config.s.restricted_options_regex.force: --force takes no value, so there is nothing for a pattern to match
            hint: remove the pattern, or move the option from allowed_options_without_args to allowed_options
        == rules {"restricted_options": ["x1"]}
        1:86: warning: containers.c.script_config.s: allowed_options is null, so callers may pass no option with a value
            hint: list the options that callers need, or write [] if they need none
        == rules {"allowed_options": null, "restricted_options_regex": {"x1": "a"}}
        1:106: warning: containers.c.script_config.s.allowed_options: allowed_options is null, so callers may pass no option with a value
            hint: list the options that callers need, or write [] if they need none
        1:141: warning: containers.c.script_config.s.restricted_options_regex.x1: there is a pattern for --x1, but callers may not pass it
            hint: add it to allowed_options, or remove the rule
        == rules {"allowed_options": null, "allow_positional_args": false}
        1:106: warning: containers.c.script_config.s.allowed_options: allowed_options is null, so callers may pass no option with a value
            hint: list the options that callers need, or write [] if they need none
        == rules {}
        == rules null
        == rules {"allowed_options": []}
        == rules {"allowed_options": ["foo"], "hardcoded_options": {"foo": ["a"]}}
        1:107: warning: containers.c.script_config.s.allowed_options[0]: --foo is hardcoded, but callers may add values of their own, and many scripts take the last
            hint: remove it from allowed_options, or list it in single_options
        == rules {"allowed_options": ["foo"], "single_options": ["foo"], "hardcoded_options": {"foo": ["a", "b"]}}
        1:164: error: containers.c.script_config.s.hardcoded_options.foo: --foo may be given once, but is hardcoded 2 times
            hint: keep one value
        == rules {"allowed_options_without_args": ["foo"], "hardcoded_options": {"foo": ["true"]}}
        1:150: error: containers.c.script_config.s.hardcoded_options.foo: --foo takes no value, so it cannot be hardcoded with one
            hint: write --foo in hardcoded_args
        == rules {"hardcoded_options": {"foo": []}}
        1:109: warning: containers.c.script_config.s.hardcoded_options.foo: --foo is hardcoded with no value, so it is never passed
            hint: give it a value, or write an option without a value in hardcoded_args
        == rules {"hardcoded_options": {"foo": ["a\nb", "--"], "v": ["-x"]}, "hardcoded_args": ["\u202e"]}
        1:117: error: containers.c.script_config.s.hardcoded_options.foo[0]: (a\nb) contains U+000A LINE FEED
            hint: remove it
        1:125: error: containers.c.script_config.s.hardcoded_options.foo[1]: programs disagree about what --foo -- means
            hint: use an option with a long name, and another value than --
        1:138: error: containers.c.script_config.s.hardcoded_options.v[0]: programs disagree about what -v -x means
            hint: use an option with a long name, and another value than --
        1:165: error: containers.c.script_config.s.hardcoded_args[0]: (\u{202E}) contains U+202E RIGHT-TO-LEFT OVERRIDE
            hint: remove it
        == rules {"allowed_options": ["foo"], "single_options": ["foo"], "hardcoded_options": {"foo": ["b"]}, "restricted_options_regex": {"foo": "a"}}
        1:172: error: containers.c.script_config.s.hardcoded_options.foo[0]: the hardcoded value of --foo (b) does not match its own pattern (a)
            hint: correct one of the two
        == rules {"allowed_options": ["v", "w1"], "allowed_options_without_args": ["f1"], "dash_value_options": ["v", "f1", "zz"], "single_options": ["w2"]}
        1:182: error: containers.c.script_config.s.dash_value_options[0]: programs disagree about what -v -x means, so it cannot take values that begin with a dash
            hint: give the option a long name
        1:187: error: containers.c.script_config.s.dash_value_options[1]: --f1 takes no value, so its value cannot begin with a dash
            hint: remove it
        1:193: warning: containers.c.script_config.s.dash_value_options[2]: dash_value_options lists --zz, but callers may not pass it
            hint: add it to allowed_options, or remove the rule
        1:219: warning: containers.c.script_config.s.single_options[0]: single_options lists --w2, but callers may not pass it
            hint: add it to allowed_options, or remove the rule
        == rules {"allowed_options_without_args": ["f1"], "allowed_options_with_optional_args": ["f1"]}
        1:166: error: containers.c.script_config.s.allowed_options_with_optional_args[0]: --f1 cannot both take no value and take one if it is there
            hint: remove it from one of the two lists
        == rules {"allowed_options": ["x1"], "nested_arguments": {"y1": {"allowed_options": ["-a1"], "restricted_options": ["a1"], "hardcoded_args": []}}}
        1:135: warning: containers.c.script_config.s.nested_arguments.y1: there are rules for the words of --y1, but it is not in allowed_options
            hint: allow it, or remove the rules
        1:162: error: containers.c.script_config.s.nested_arguments.y1.allowed_options[0]: --a1 is both allowed and in restricted_options
            hint: remove it from one of the two
        1:200: error: containers.c.script_config.s.nested_arguments.y1.hardcoded_args: the rules for a nested argument has no field hardcoded_args
            hint: the fields of the rules for a nested argument are allow_positional_args, allowed_options, allowed_options_with_optional_args, allowed_options_without_args, dash_value_options, restricted_options, restricted_options_regex, single_options
        == rules {"on_abandon": "stop", "stop_grace_seconds": 0}
        1:101: error: containers.c.script_config.s.on_abandon: the value must be cancel or finish, this is (stop)
        1:131: error: containers.c.script_config.s.stop_grace_seconds: the number must be from 1 to 7200, this is 0
        == rules {"on_abandon": "finish", "stop_grace_seconds": 90}
        == deploy {"allowed_options": ["repo", "ref", "command"]}
        1:81: warning: containers.c.script_config.infrastructure-deploy-script: infrastructure-deploy-script may be run on any repository, because --repo has no pattern
            hint: add repo to restricted_options_regex
        1:81: warning: containers.c.script_config.infrastructure-deploy-script: the script may be asked to apply, but hardcodes no --allowed-apply-refs, so it will refuse every ref
            hint: list the protected branches in hardcoded_options, or allow the commands plan and validate only
        == deploy {"allowed_options": ["repo", "ref", "command"], "restricted_options_regex": {"repo": "x", "command": "plan|validate"}}
        == deploy {"allowed_options": ["repo", "ref", "command"], "restricted_options_regex": {"repo": "x"}, "hardcoded_options": {"allowed-apply-refs": ["main"]}}
        == deploy {"allowed_options": ["ref", "allowed-apply-refs"]}
        1:141: error: containers.c.script_config.infrastructure-deploy-script.allowed_options[1]: callers may pass --allowed-apply-refs, and so choose themselves what may be applied
            hint: remove it from allowed_options, and list the refs in hardcoded_options
        """#
    )
}
