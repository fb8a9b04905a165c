import Testing

/// The exact texts of what is found in standard configurations; positions are those in the document around each fragment.
@Suite struct StandardFindingsTests {
    @Test(arguments: golden.sections)
    func `everything that is wrong with a standard configuration is found at once, with what to write instead`(
        section: FindingsGolden.Section
    ) {
        #expect(section.found == section.findings)
    }

    private static let golden = FindingsGolden(
        #"""
        == standard {}
        1:1: error: no container is configured, so nothing can run
            hint: write standard_configuration: or containers:
        == standard {"terraform_planer": {}}
        1:1: error: no container is configured, so nothing can run
            hint: write standard_configuration: or containers:
        1:29: error: standard_configuration.terraform_planer: standard_configuration has no field terraform_planer
            hint: did you mean terraform_planner?
        == standard {"terraform_planner": {}}
        1:50: warning: standard_configuration.terraform_planner: no repository is allowed
            hint: list repositories in infrastructure_live_repositories
        1:50: note: standard_configuration.terraform_planner: there is no docker_image: the sandbox needs none, and on ECS the task definition names one
            hint: add docker_image and docker_tag for ECS
        == standard {"terraform_planner": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": []}}
        1:50: warning: standard_configuration.terraform_planner: no repository is allowed
            hint: list repositories in infrastructure_live_repositories
        == standard {"terraform_planner": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"], "allowed_apply_git_refs": ["main"]}}
        1:157: error: standard_configuration.terraform_planner.allowed_apply_git_refs: terraform_planner has no field allowed_apply_git_refs
            hint: the fields of terraform_planner are additional_allowed_options, container_image, environment_vars, infrastructure_live_repositories, infrastructure_live_repositories_regex, repo_access_https_tokens, repo_access_ssh_key_secrets_manager_arn, secrets_manager_env_vars
        == standard {"terraform_applier": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"]}}
        1:50: warning: standard_configuration.terraform_applier: no ref may be applied, because allowed_apply_git_refs names none
            hint: list the protected branches, such as allowed_apply_git_refs: [main, origin/main]
        1:50: warning: standard_configuration.terraform_applier: no variable may be updated, because allowed_update_variable_names names none
            hint: list them, such as allowed_update_variable_names: [image_version, ami]
        == standard {"terraform_applier": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"], "allowed_apply_git_refs": null, "allowed_update_variable_names": []}}
        1:183: warning: standard_configuration.terraform_applier.allowed_apply_git_refs: no ref may be applied, because allowed_apply_git_refs names none
            hint: list the protected branches, such as allowed_apply_git_refs: [main, origin/main]
        1:222: warning: standard_configuration.terraform_applier.allowed_update_variable_names: no variable may be updated, because allowed_update_variable_names names none
            hint: list them, such as allowed_update_variable_names: [image_version, ami]
        == standard {"terraform_applier": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["git@github.com:acme/*", "", "-x", "a\nb"], "allowed_apply_git_refs": ["release/*", "-x", "main~1", "main"], "allowed_update_variable_names": [".*", "tag"]}}
        1:149: warning: standard_configuration.terraform_applier.infrastructure_live_repositories[0]: (git@github.com:acme/*) looks like a pattern, but is taken literally here
            hint: move it to infrastructure_live_repositories_regex
        1:174: error: standard_configuration.terraform_applier.infrastructure_live_repositories[1]: () is not a repository
            hint: write its address, such as https://github.com/acme/live.git
        1:178: error: standard_configuration.terraform_applier.infrastructure_live_repositories[2]: (-x) is not a repository
            hint: write its address, such as https://github.com/acme/live.git
        1:184: error: standard_configuration.terraform_applier.infrastructure_live_repositories[3]: the repository (a\nb) contains U+000A LINE FEED
            hint: remove it
        1:220: error: standard_configuration.terraform_applier.allowed_apply_git_refs[0]: (release/*) is not the name of a branch, a tag or a commit
            hint: write a name such as main or origin/main; patterns are not taken here
        1:233: error: standard_configuration.terraform_applier.allowed_apply_git_refs[1]: (-x) is not the name of a branch, a tag or a commit
            hint: write a name such as main or origin/main; patterns are not taken here
        1:239: error: standard_configuration.terraform_applier.allowed_apply_git_refs[2]: (main~1) is not the name of a branch, a tag or a commit
            hint: write a name such as main or origin/main; patterns are not taken here
        1:292: error: standard_configuration.terraform_applier.allowed_update_variable_names[0]: (.*) is not the name of a variable
            hint: a variable is ASCII letters, digits, dashes and underscores; patterns are not taken here
        == standard {"terraform_planner": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"], "repo_access_https_tokens": {"bitbucket_token_secrets_manager_arn": "arn:x", "githubtoken": "x"}, "additional_allowed_options": ["-a b"]}}
        1:185: error: standard_configuration.terraform_planner.repo_access_https_tokens: repo_access_https_tokens must have the field bitbucket_username
            hint: Bitbucket takes a token only with its user's name
        1:234: error: standard_configuration.terraform_planner.repo_access_https_tokens.githubtoken: repo_access_https_tokens has no field githubtoken
            hint: the fields of repo_access_https_tokens are bitbucket_token_secrets_manager_arn, bitbucket_username, github_token_secrets_manager_arn, gitlab_token_secrets_manager_arn
        1:286: error: standard_configuration.terraform_planner.additional_allowed_options[0]: (-a b) is not the name of an option
            hint: an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes
        == standard {"terraform_planner": {"container_image": {"image": "x"}, "infrastructure_live_repositories": ["x:y"]}}
        1:50: note: standard_configuration.terraform_planner: there is no docker_image: the sandbox needs none, and on ECS the task definition names one
            hint: add docker_image and docker_tag for ECS
        1:71: error: standard_configuration.terraform_planner.container_image.image: container_image has no field image
            hint: the fields of container_image are docker_image, docker_tag
        == standard {"terraform_planner": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"], "repo_access_ssh_key_secrets_manager_arn": "arn:a", "secrets_manager_env_vars": {"DEPLOY_SCRIPT_SSH_PRIVATE_KEY": "arn:b"}}}
        1:238: error: standard_configuration.terraform_planner.secrets_manager_env_vars.DEPLOY_SCRIPT_SSH_PRIVATE_KEY: DEPLOY_SCRIPT_SSH_PRIVATE_KEY is set here to another value than by standard_configuration.terraform_planner.repo_access_ssh_key_secrets_manager_arn
            hint: keep one of the two
        == standard {"terraform_planner": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"], "repo_access_ssh_key_secrets_manager_arn": "arn:a", "secrets_manager_env_vars": {"DEPLOY_SCRIPT_SSH_PRIVATE_KEY": "arn:a"}}}
        == standard {"docker_image_builder": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "allowed_repos": ["x:y"]}, "docker_image_builder_hardcoded_options": {"idempotent": ["true"], "build-arg": ["A=1"]}}
        1:53: warning: standard_configuration.docker_image_builder: --build-arg is hardcoded, but callers may add values of their own, and many scripts take the last
            hint: remove it from allowed_options, or list it in single_options
        1:185: error: standard_configuration.docker_image_builder_hardcoded_options.idempotent: --idempotent takes no value, so it cannot be hardcoded with one
            hint: write --idempotent in hardcoded_args
        """#
    )
}
