import Testing

/// The exact texts of what is found in containers; positions are those in the document around each fragment.
@Suite struct ContainerFindingsTests {
    @Test(arguments: golden.sections)
    func `everything that is wrong with a container is found at once, with what to write instead`(
        section: FindingsGolden.Section
    ) {
        #expect(section.found == section.findings)
    }

    private static let golden = FindingsGolden(
        #"""
        == container null
        1:22: error: containers.c: a container must be a mapping, this is null
        == container []
        1:22: error: containers.c: a container must be a mapping, this is a list
        == container {}
        1:22: warning: containers.c: no script may be run in c
            hint: list its scripts in script_config
        1:22: note: containers.c: there is no docker_image: the sandbox needs none, and on ECS the task definition names one
            hint: add docker_image and docker_tag for ECS
        == container {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}, "docker_imag": "x"}
        1:91: error: containers.c.docker_imag: a container has no field docker_imag
            hint: the fields of a container are additional_secrets_manager_arns, default, docker_image, docker_tag, environment_vars, script_config, secrets_manager_env_vars
        == container {"docker_image": "x", "script_config": {"s": {}}}
        1:39: warning: containers.c.docker_image: there is no docker_tag, so the image that runs can change at any time
            hint: add docker_tag
        == container {"docker_image": "x", "docker_tag": "latest", "script_config": {"s": {}}}
        1:58: warning: containers.c.docker_tag: the tag latest moves, so the image that runs can change at any time
            hint: name a version
        == container {"docker_image": "host:5000/x:1", "docker_tag": "1", "script_config": {"s": {}}}
        1:39: error: containers.c.docker_image: docker_image has a tag of its own (host:5000/x:1)
            hint: move the tag to docker_tag
        == container {"docker_image": "host:5000/x", "docker_tag": 1.0, "script_config": {"s": {}}}
        1:39: warning: containers.c.docker_image: there is no docker_tag, so the image that runs can change at any time
            hint: add docker_tag
        1:68: error: containers.c.docker_tag: the value must be a string, this is a decimal number
            hint: write it in quotes: "1.0"
        == container {"docker_image": "host:5000/x@sha256:0", "script_config": {"s": {}}}
        == container {"docker_image": "a\nb", "docker_tag": "1", "script_config": {"s": {}}}
        1:39: error: containers.c.docker_image: (a\nb) contains U+000A LINE FEED
            hint: remove it
        == container {"docker_image": "i", "docker_tag": "1", "environment_vars": {"A-B": "", "1A": "", "": "", "\u212a": "", "N": "\u0000", "M": 1}, "script_config": {"s": {}}}
        1:84: error: containers.c.environment_vars.A-B: (A-B) is not the name of an environment variable
            hint: a name is ASCII letters, digits and underscores, and does not begin with a digit
        1:95: error: containers.c.environment_vars.1A: (1A) is not the name of an environment variable
            hint: a name is ASCII letters, digits and underscores, and does not begin with a digit
        1:105: error: containers.c.environment_vars."": () is not the name of an environment variable
            hint: a name is ASCII letters, digits and underscores, and does not begin with a digit
        1:113: error: containers.c.environment_vars."K": (K) is not the name of an environment variable, it contains U+212A
            hint: a name is ASCII letters, digits and underscores, and does not begin with a digit
        1:132: error: containers.c.environment_vars.N: the value of N contains U+0000 NULL
            hint: remove it
        1:147: error: containers.c.environment_vars.M: the value must be a string, this is a number
            hint: write it in quotes: "1"
        == container {"docker_image": "i", "docker_tag": "1", "environment_vars": {"LD_PRELOAD": "x", "TF_CLI_ARGS": "x", "TF_CLI_ARGS_plan": "x"}, "script_config": {"s": {}}}
        1:84: error: containers.c.environment_vars.LD_PRELOAD: LD_PRELOAD loads code into every program of the job
            hint: remove it, and install what is needed in the image
        1:103: error: containers.c.environment_vars.TF_CLI_ARGS: TF_CLI_ARGS adds arguments to Terraform that the gate does not see
            hint: write them as hardcoded_options of the script
        1:123: error: containers.c.environment_vars.TF_CLI_ARGS_plan: TF_CLI_ARGS_plan adds arguments to Terraform that the gate does not see
            hint: write them as hardcoded_options of the script
        == container {"docker_image": "i", "docker_tag": "1", "environment_vars": {"TF_PLUGIN_CACHE_DIR": "x", "TERRAGRUNT_SOURCE": "x", "TG_X": "1", "GIT_SSH_COMMAND": "x"}, "script_config": {"s": {}}}
        1:84: warning: containers.c.environment_vars.TF_PLUGIN_CACHE_DIR: TF_PLUGIN_CACHE_DIR decides where Terraform finds the plugins that it runs
            hint: remove it, and keep the plugins where the image's configuration of Terraform says
        1:112: warning: containers.c.environment_vars.TERRAGRUNT_SOURCE: TERRAGRUNT_SOURCE sets an option of Terragrunt that the gate does not see; a forgotten TERRAGRUNT_SOURCE is enough to destroy everything
            hint: write it as a hardcoded option of the script, or in terragrunt.hcl
        1:138: warning: containers.c.environment_vars.TG_X: TG_X sets an option of Terragrunt that the gate does not see
            hint: write it as a hardcoded option of the script, or in terragrunt.hcl
        1:151: warning: containers.c.environment_vars.GIT_SSH_COMMAND: GIT_SSH_COMMAND changes what git does, up to the commands it runs
            hint: remove it, or write the setting into the image's git configuration
        == container {"docker_image": "i", "docker_tag": "1", "environment_vars": {"PATH": "/bin", "GITHUB_TOKEN": "x", "GIT_USERNAME": "u", "GIT_PASSWORD": "p", "TF_VAR_x": "1"}, "script_config": {"s": {}}}
        1:84: warning: containers.c.environment_vars.PATH: PATH is set by the runner itself
            hint: remove it, unless the scripts need another value than the runner's
        1:100: warning: containers.c.environment_vars.GITHUB_TOKEN: GITHUB_TOKEN is a secret, and environment_vars are readable by anyone who sees the task
            hint: move it to secrets_manager_env_vars
        1:142: warning: containers.c.environment_vars.GIT_PASSWORD: GIT_PASSWORD is a secret, and environment_vars are readable by anyone who sees the task
            hint: move it to secrets_manager_env_vars
        == container {"docker_image": "i", "docker_tag": "1", "environment_vars": {"A": "1"}, "secrets_manager_env_vars": {"A": "arn:x", "B": "", "C": "name", "LD_X": "arn:x"}, "script_config": {"s": {}}}
        1:84: error: containers.c.environment_vars.A: A is also set by secrets_manager_env_vars
            hint: remove it here
        1:143: error: containers.c.secrets_manager_env_vars.B: () does not name a secret
            hint: write the ARN of the secret
        1:152: note: containers.c.secrets_manager_env_vars.C: (name) is not an ARN, so only the sandbox can use it
            hint: write the ARN of the secret for ECS
        1:160: error: containers.c.secrets_manager_env_vars.LD_X: LD_X loads code into every program of the job
            hint: remove it, and install what is needed in the image
        == container {"docker_image": "i", "docker_tag": "1", "additional_secrets_manager_arns": ["arn:x", "a\u202eb"], "script_config": {"s": {}}}
        1:108: error: containers.c.additional_secrets_manager_arns[1]: (a\u{202E}b) does not name a secret
            hint: write the ARN of the secret
        == container {"docker_image": "i", "docker_tag": "1", "script_config": {"../s": {}, "a/b": null, "-s": {}, ".s": {}, "..": {}, "s\u0301": {}}}
        1:81: error: containers.c.script_config."../s": (../s) is not the name of a script
            hint: a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash
        1:93: error: containers.c.script_config."a/b": (a/b) is not the name of a script
            hint: a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash
        1:106: error: containers.c.script_config.-s: (-s) is not the name of a script
            hint: a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash
        1:116: error: containers.c.script_config.".s": (.s) is not the name of a script
            hint: a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash
        1:126: error: containers.c.script_config."..": (..) is not the name of a script
            hint: a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash
        1:136: error: containers.c.script_config."ś": (ś) is not the name of a script, it contains U+0301
            hint: a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash
        == container {"docker_image": "i", "docker_tag": "1", "script_config": {"s": []}}
        1:86: error: containers.c.script_config.s: the configuration of a script must be a mapping, this is a list
        """#
    )
}
