import Gatekeeper
import Testing

/// Configurations as a user would write them, in JSON so that this target needs no YAML.
enum Fixtures {
    /// All four standard containers; one repository by https, as most users have it.
    static let standard = #"""
        {
          "standard_configuration": {
            "docker_image_builder": {
              "container_image": {"docker_image": "registry.example/kaniko", "docker_tag": "v1"},
              "allowed_repos": ["https://github.com/acme/app.git"],
              "allowed_repos_regex": ["https://github\\.com/acme/service-[a-z]+\\.git"],
              "secrets_manager_env_vars": {"GIT_PASSWORD": "arn:aws:secretsmanager:eu-west-1:1:secret:git"}
            },
            "ami_builder": {
              "container_image": {"docker_image": "registry.example/runner", "docker_tag": "v1"},
              "allowed_repos": ["git@github.com:acme/live.git"],
              "repo_access_ssh_key_secrets_manager_arn": "arn:aws:secretsmanager:eu-west-1:1:secret:ssh"
            },
            "terraform_planner": {
              "container_image": {"docker_image": "registry.example/runner", "docker_tag": "v1"},
              "infrastructure_live_repositories": ["https://github.com/acme/live.git"],
              "additional_allowed_options": ["-var", "-compact-warnings"],
              "repo_access_https_tokens": {
                "github_token_secrets_manager_arn": "arn:aws:secretsmanager:eu-west-1:1:secret:pat"
              }
            },
            "terraform_applier": {
              "container_image": {"docker_image": "registry.example/runner", "docker_tag": "v1"},
              "infrastructure_live_repositories": ["https://github.com/acme/live.git"],
              "allowed_update_variable_names": ["tag", "ami"],
              "allowed_apply_git_refs": ["main", "origin/main", "main"],
              "machine_user_git_info": {"name": "bot", "email": "bot@acme.example"},
              "repo_access_https_tokens": {
                "github_token_secrets_manager_arn": "arn:aws:secretsmanager:eu-west-1:1:secret:pat"
              }
            }
          }
        }
        """#

    static func configuration(_ json: String, form: DocumentForm = .file) throws -> Configuration {
        try Configuration.load(json: Array(json.utf8), form: form)
    }

    /// The gate of the standard configuration, compiled once for all tests.
    static func gate() throws -> Gatekeeper {
        try standardGate.get()
    }

    private static let standardGate = Result { try gate(standard) }

    static func gate(_ json: String) throws -> Gatekeeper {
        Gatekeeper(try configuration(json))
    }

    /// A gate with one container `c` and one script `s` with these rules.
    static func gate(rules: String, legacy: Bool = false) throws -> Gatekeeper {
        try gate(script("s", rules: rules, legacy: legacy))
    }

    static func script(_ name: String, rules: String, legacy: Bool = false) -> String {
        #"{"legacy_null_means_any": \#(legacy), "containers": {"c": {"script_config": {"\#(name)": \#(rules)}}}}"#
    }

    static func findings(_ json: String, form: DocumentForm = .file) -> [ConfigurationFinding] {
        ConfigurationCheck(json: Array(json.utf8), form: form).findings
    }
}

extension Gatekeeper {
    func decide(_ container: ByteString?, _ script: ByteString, _ arguments: [ByteString]) -> Decision {
        decide(JobRequest(container: container, script: script, arguments: arguments))
    }

    func plan(_ arguments: ByteString...) -> Decision {
        decide("terraform-planner", "infrastructure-deploy-script", arguments)
    }

    func apply(_ arguments: ByteString...) -> Decision {
        decide("terraform-applier", "infrastructure-deploy-script", arguments)
    }

    /// The script `s` of the container `c`.
    func run(_ arguments: ByteString...) -> Decision {
        decide("c", "s", arguments)
    }
}
