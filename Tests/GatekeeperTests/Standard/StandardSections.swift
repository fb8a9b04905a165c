import Fixtures
import Foundation
import Testing

/// Sections of a standard configuration: drawn with a seed, every field of them now there, now null, now missing.
struct StandardSections {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Draws the sections of one configuration.
    mutating func next() -> [String: Any] {
        var sections: [String: Any] = [:]
        // A configuration without any container is refused.
        while !sections.values.contains(where: { $0 is [String: Any] }) {
            for name in ["docker_image_builder", "ami_builder", "terraform_planner", "terraform_applier"] {
                if generator.chance(70) { sections[name] = generator.chance(10) ? NSNull() : section(name) }
            }
        }
        if generator.chance(30) {
            sections["docker_image_builder_hardcoded_args"] = list(["--idempotent", "--x", "a b"])
        }
        if generator.chance(30) {
            let options = [
                ["--log-level": ["info"], "docker-image-tag": ["a", "b"]], ["build-arg": ["COMMIT=1"]], [:],
            ]
            sections["docker_image_builder_hardcoded_options"] = generator.pick(options)
        }
        return sections
    }

    private mutating func section(_ name: String) -> [String: Any] {
        var fields: [String: Any] = [
            "container_image": ["docker_image": "registry.example/runner", "docker_tag": "v1"],
            "environment_vars": ["AWS_REGION": "eu-west-1", "EMPTY": ""],
            "secrets_manager_env_vars": ["GIT_PASSWORD": Self.arn("password")],
        ]
        let isTerraform = name.hasPrefix("terraform")
        let repositories = isTerraform ? "infrastructure_live_repositories" : "allowed_repos"
        fields[repositories] = list(Self.repositories)
        fields[repositories + "_regex"] = list(Self.patterns)
        if isTerraform || name == "ami_builder" {
            fields["repo_access_ssh_key_secrets_manager_arn"] = Self.arn("key")
            fields["repo_access_https_tokens"] = tokens()
        }
        if isTerraform { fields["additional_allowed_options"] = list(Self.options) }
        if name == "terraform_applier" {
            fields["allowed_apply_git_refs"] = list(["main", "origin/main", "v1.2", "release/7", "main"])
            fields["allowed_update_variable_names"] = list(["tag", "canary_tag", "_x-1", "tag"])
            fields["machine_user_git_info"] = generator.pick([
                ["name": "bot", "email": "bot@acme.example"], ["name": "bot"],
            ])
        }
        for field in fields.keys.sorted() {
            switch generator.below(6) {
            case 0: fields[field] = nil
            case 1: fields[field] = NSNull()
            default: break
            }
        }
        return fields
    }

    private mutating func tokens() -> [String: Any] {
        var tokens: [String: Any] = [:]
        for host in ["github", "gitlab"] where generator.chance(50) {
            tokens["\(host)_token_secrets_manager_arn"] = Self.arn(host)
        }
        if generator.chance(50) {
            tokens["bitbucket_token_secrets_manager_arn"] = Self.arn("bitbucket")
            tokens["bitbucket_username"] = "robot"
        }
        return tokens
    }

    private mutating func list(_ choices: [String]) -> [String] {
        (0..<generator.below(4)).map { _ in generator.pick(choices) }
    }

    private static func arn(_ name: String) -> String {
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:\(name)-AbCdEf"
    }

    private static let repositories = [
        "https://github.com/acme/live.git", "git@github.com:acme/live.git",
        "https://git.example:8443/a+b/c(d)^{e}$.git",
        #"https://x.y/back\slash"#, "https://x.y/ä?*[|]",
    ]
    private static let patterns = [
        #"https://github\.com/acme/live-[a-z]+\.git"#, #"git@github\.com:acme/(?:a|b)\.git"#, "a|b",
    ]
    private static let options = ["-target", "--refresh-only", "lock-timeout", "-destroy", "--var-file", "-target"]

    /// Every section with every field.
    static var complete: [String: Any] {
        var every = StandardSections(seed: 0)
        var sections: [String: Any] = [:]
        for name in ["docker_image_builder", "ami_builder", "terraform_planner", "terraform_applier"] {
            var fields: [String: Any] = [:]
            // A field that one draw leaves out comes with another.
            for _ in 0..<20 { fields.merge(every.section(name).filter { !($0.value is NSNull) }) { $1 } }
            sections[name] = fields
        }
        return sections
    }

    /// Every section without any.
    static var empty: [String: Any] {
        ["docker_image_builder": [:], "ami_builder": [:], "terraform_planner": [:], "terraform_applier": [:]]
    }
}

extension StandardSections {
    /// Sections that are wrong, and what Terraform says of them.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let json: String
        let words: String

        init(_ json: String, _ words: String) {
            self.json = json
            self.words = words
        }

        var testDescription: String { json }
    }

    static let mistakes =
        written
        + refused.map { pattern in
            Mistake(
                #"{"terraform_planner": {"infrastructure_live_repositories_regex": ["\#(pattern)"]}}"#,
                "Patterns cannot be used"
            )
        }

    private static let written = [
        Mistake(#"{"terraform_planner": {"infrastructure_live_repos": ["x"]}}"#, "fields that do not exist"),
        Mistake(#"{"terraform_planner": "yes"}"#, "terraform_planner is null or an object"),
        Mistake(#"{"ami_builder": {"allowed_repos": "https://x.y/z.git"}}"#, "is not a list of texts"),
        Mistake(#"{"ami_builder": {"allowed_repos": [["https://x.y/z.git"]]}}"#, "is not a list of texts"),
        Mistake(#"{"ami_builder": {"allowed_repos": ["-oProxyCommand=x"]}}"#, "none is empty, begins with a dash"),
        Mistake(#"{"ami_builder": {"allowed_repos": [""]}}"#, "none is empty, begins with a dash"),
        Mistake(#"{"docker_image_builder": {"allowed_repos_regex": ["(a"]}}"#, "Patterns cannot be used"),
        Mistake(
            #"{"docker_image_builder": {"container_image": {"tag": "v1"}}}"#,
            "with docker_image and docker_tag"
        ),
        Mistake(#"{"terraform_applier": {"allowed_apply_git_refs": ["main~1"]}}"#, "patterns and computations"),
        Mistake(#"{"terraform_applier": {"allowed_apply_git_refs": ["a..b"]}}"#, "patterns and computations"),
        Mistake(#"{"terraform_applier": {"allowed_apply_git_refs": ["-x"]}}"#, "patterns and computations"),
        Mistake(#"{"terraform_applier": {"allowed_update_variable_names": ["a.*"]}}"#, "patterns are not taken"),
        Mistake(
            #"{"terraform_applier": {"machine_user_git_info": {"user": "x"}}}"#,
            "name and email, and nothing else"
        ),
        Mistake(#"{"terraform_applier": {"machine_user_git_info": "bot"}}"#, "name and email, and nothing else"),
        Mistake(
            #"{"terraform_planner": {"repo_access_https_tokens": {"bitbucket_token_secrets_manager_arn": "arn:x"}}}"#,
            "only with bitbucket_username"
        ),
        Mistake(
            #"{"terraform_planner": {"repo_access_https_tokens": "arn:x"}}"#,
            "terraform_planner.repo_access_https_tokens"
        ),
        Mistake(
            #"{"terraform_planner": {"repo_access_ssh_key_secrets_manager_arn": ["arn:x"]}}"#,
            "is not a text: terraform_planner.repo_access_ssh_key_secrets_manager_arn"
        ),
        Mistake(
            #"""
            {"terraform_planner": {"secrets_manager_env_vars": {"DEPLOY_SCRIPT_GITHUB_TOKEN": "arn:a"},
              "repo_access_https_tokens": {"github_token_secrets_manager_arn": "arn:b"}}}
            """#,
            "keep one of the two"
        ),
        Mistake(
            #"""
            {"terraform_planner": {"environment_vars": {"DEPLOY_SCRIPT_BITBUCKET_USERNAME": "a"},
              "repo_access_https_tokens": {"bitbucket_token_secrets_manager_arn": "arn:b", "bitbucket_username": "b"}}}
            """#,
            "keep one of the two"
        ),
        Mistake(
            #"{"terraform_planner": {"environment_vars": {"A": ["x"], "B": "b"}}}"#,
            "names of variables to texts"
        ),
        Mistake(#"{"terraform_planner": {"environment_vars": {"A": null}}}"#, "names of variables to texts"),
        Mistake(#"{"terraform_planner": {"environment_vars": "A"}}"#, "names of variables to texts"),
        Mistake(
            #"""
            {"docker_image_builder": {"allowed_repos_regex": ["https://a/b"]},
              "docker_image_builder_hardcoded_options": {"repo": ["https://evil/x"]}}
            """#,
            "own pattern"
        ),
    ]

    /// What Terraform takes for a pattern, and the gate does not; in JSON.
    private static let refused = [
        #"(?i)a"#, #"a\\b"#, #"[[:alpha:]]"#, #"[x[:^alpha:]]"#, #"\\pL"#, #"\\\\\\Qa\\E"#, #"\\x{41}"#,
        #"\\07"#, #"a{,2}"#, #"[a&&b]"#,
    ]
}
