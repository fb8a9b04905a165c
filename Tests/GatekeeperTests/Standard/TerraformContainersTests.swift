import Gatekeeper
import Testing

/// What the planner and the applier of the standard configuration accept; the accepted rows are what stock pipelines send.
@Suite struct TerraformContainersTests {
    private static let repository: [ByteString] = ["--repo", "https://github.com/acme/live.git"]
    private static let refs: [ByteString] = ["--allowed-apply-refs", "main", "--allowed-apply-refs", "origin/main"]

    @Test(
        arguments: [
            (
                [
                    "--ref", "refs/heads/main", "--binary", "terragrunt", "--command", "plan", "--deploy-path",
                    "dev/vpc",
                ],
                ["--ref", "refs/heads/main", "--binary", "terragrunt", "--command", "plan", "--deploy-path", "dev/vpc"]
            ),
            (
                ["--ref", "4f2a", "--command", "plan", "--command-args", "", "--force-https", "true"],
                ["--ref", "4f2a", "--command", "plan", "--command-args", "", "--force-https", "true"]
            ),
            (
                ["--command", "plan", "--command-args", "-destroy", "--apply-ref-for-destroy", "origin/main"],
                ["--command", "plan", "--command-args=-destroy", "--apply-ref-for-destroy", "origin/main"]
            ),
            (
                ["--command=plan-all", "--command-args=--terragrunt-modules-that-include=../_envcommon/vpc.hcl"],
                ["--command", "plan-all", "--command-args=--terragrunt-modules-that-include=../_envcommon/vpc.hcl"]
            ),
            (
                ["--command", "validate-all", "--command-args", "--terragrunt-log-level debug -detailed-exitcode"],
                ["--command", "validate-all", "--command-args=--terragrunt-log-level=debug -detailed-exitcode"]
            ),
            (
                ["--command", "plan", "--command-args", "-var-file common.tfvars -var-file='a/b.tfvars' --destroy"],
                ["--command", "plan", "--command-args=-var-file=common.tfvars -var-file=a/b.tfvars -destroy"]
            ),
            (
                ["--command", "plan", "--command-args", "-var 'name=two words' -compact-warnings"],
                ["--command", "plan", "--command-args", "'-var=name=two words' -compact-warnings"]
            ),
            (["--deploy-path", "dev/"], ["--deploy-path", "dev/"]),
            (["--deploy-path", ""], ["--deploy-path", ""]),
            (["--deploy-path", "."], ["--deploy-path", "."]),
            (["--deploy-path", "./dev/_global/.hidden/x@1.2+3"], ["--deploy-path", "./dev/_global/.hidden/x@1.2+3"]),
            (
                ["--backend-config", "backend/dev.hcl", "--backend-config=key=dev/vpc.tfstate"],
                ["--backend-config", "backend/dev.hcl", "--backend-config", "key=dev/vpc.tfstate"]
            ),
            (
                ["--store-outputs", "true", "--log-level", "debug"],
                ["--store-outputs", "true", "--log-level", "debug"]
            ),
            (["--repo", "https://github.com/acme/live.git", "--ref", "feature/x#1"], ["--ref", "feature/x#1"]),
            ([], []),
        ] as [([ByteString], [ByteString])]
    )
    func `the planner accepts what stock pipelines send`(arguments: [ByteString], rebuilt: [ByteString]) throws {
        let decision = try Fixtures.gate().decide("terraform-planner", "infrastructure-deploy-script", arguments)
        #expect(decision.job?.arguments == Self.repository + rebuilt, "\(decision.rejection?.description ?? "")")
    }

    @Test(arguments: [
        "apply", "apply-all", "destroy", "destroy-all", "refresh", "output", "plan ", "planx", "Plan", "", "pla",
    ])
    func `the planner runs plan and validate only`(command: String) throws {
        let rejection = try #require(try Fixtures.gate().plan("--command", ByteString(command)).rejection)
        #expect(rejection.errorType == "OptionRegexRestrictedError")
        #expect(rejection.rule == "terraform-planner/infrastructure-deploy-script/restricted_options_regex/command")
    }

    @Test(arguments: [
        "plan", "apply", "validate", "destroy", "refresh", "plan-all", "apply-all", "validate-all", "destroy-all",
    ])
    func `the applier runs every command, with the allowed refs in front`(command: String) throws {
        let job = try #require(try Fixtures.gate().apply("--command", ByteString(command)).job)
        #expect(job.arguments == Self.refs + Self.repository + ["--command", ByteString(command)])
        #expect(job.onAbandon == .finish)
        #expect(job.parsed.values(of: "allowed-apply-refs") == ["main", "origin/main"])
    }

    @Test func `a stock destroy of a deleted folder is accepted by the applier`() throws {
        let job = try Fixtures.gate().apply(
            "--ref",
            "main",
            "--command",
            "apply",
            "--command-args",
            "-destroy",
            "--deploy-path",
            "dev/old",
            "--apply-ref-for-destroy",
            "4f2a8c0",
            "--repo",
            "https://github.com/acme/live.git",
            "--force-https",
            "true"
        ).job
        #expect(job?.parsed.value(of: "command-args") == "-destroy")
    }

    @Test(arguments: [
        "-auto-approve", "-lock=false", "-target=x", "-chdir=/", "-var-file=/etc/passwd", "-var-file=../x",
        "-var-file a/../../x",
        "-var-file ~/x", "-var-file", "-destroy=false", "-destroy -destroy", "planfile", "-- planfile", "-destroy; id",
        "-var-file=",
        "-var-file=http://x", "--terragrunt-log-level=loud", "--terragrunt-source=/x", "-plugin-dir=x", "-dest",
        "-var-fil=x",
        "--terragrunt-modules-that-include=/etc/passwd", "--terragrunt-modules-that-include=a/../../b", "'", "\"", "\\",
        "$(id)", "`id`", "-var-file=$HOME", "-var-file=-destroy", "-",
    ])
    func `nothing else may stand in the applier's command arguments`(value: String) throws {
        #expect(try Fixtures.gate().apply("--command-args", ByteString(value)).rejection != nil)
    }

    @Test(arguments: [
        "-x", "--upload-pack=x", "main@{1}", "HEAD^", "HEAD~1", "main:x", "a..b", "a b", "", "/main", "main/",
        "main//x", ".x", "x.",
        "a/.b", "a.", "refs/heads/*", "@", "@{-1}", "main^{tree}", "a\\b", "é", "\u{212A}", "$(id)",
    ])
    func `a ref is a name and computes nothing`(ref: String) throws {
        let gate = try Fixtures.gate()
        for option: ByteString in ["--ref", "--apply-ref-for-destroy"] {
            #expect(gate.plan(option, ByteString(ref)).rejection != nil)
            #expect(gate.apply(option + "=" + ByteString(ref)).rejection != nil)
        }
    }

    @Test(arguments: [
        "..", "../x", "a/..", "a/../b", "/", "/a", "//a", "a//b", "~/a", "-a", "a/..b/../..", "a b", "a;b", "a$b",
        "a\\b", "a:b", "é",
        "./../a", "...", "a/...",
    ])
    func `a deploy path stays inside the repository`(path: String) throws {
        #expect(try Fixtures.gate().plan("--deploy-path", ByteString(path)).rejection != nil)
    }

    @Test(arguments: [
        "endpoint=https://evil.example", "access_key=x", "path=/tmp/x", "path=../x", "/etc/x", "role_arn=x", "x=y", "",
    ])
    func `a backend setting cannot send the state elsewhere`(value: String) throws {
        #expect(try Fixtures.gate().apply("--backend-config", ByteString(value)).rejection != nil)
    }

    @Test(arguments: ["--allowed-apply-refs", "--allowed-apply-ref", "-allowed-apply-refs", "--allowed-apply-refs="])
    func `callers cannot say which refs may be applied`(option: String) throws {
        let rejection = try #require(try Fixtures.gate().apply(ByteString(option), "feature").rejection)
        #expect(rejection.type == .optionNotAllowed)
    }

    @Test func `a planner has nothing that says what may be applied`() throws {
        #expect(try Fixtures.gate().plan().job?.parsed.contains("allowed-apply-refs") == false)
        #expect(try Fixtures.gate().plan().job?.onAbandon == .cancel)
    }

    @Test func `without allowed refs the applier is given none`() throws {
        let json = #"{"standard_configuration": {"terraform_applier": {"infrastructure_live_repositories": ["a:b"]}}}"#
        #expect(
            try Fixtures.gate(json).apply("--command", "apply").job?.arguments == [
                "--repo", "a:b", "--command", "apply",
            ]
        )
    }

    @Test func `credentials reach the job as secrets under the documented names`() throws {
        let json = #"""
            {"standard_configuration": {"terraform_planner": {
              "infrastructure_live_repositories": ["a:b"],
              "repo_access_ssh_key_secrets_manager_arn": "arn:ssh",
              "repo_access_https_tokens": {"github_token_secrets_manager_arn": "arn:hub",
                "gitlab_token_secrets_manager_arn": "arn:lab", "bitbucket_token_secrets_manager_arn": "arn:bucket",
                "bitbucket_username": "bot"},
              "environment_vars": {"A": "1"}, "secrets_manager_env_vars": {"B": "arn:b"}}}}
            """#
        let job = try #require(try Fixtures.gate(json).plan().job)
        #expect(
            job.secrets.map { "\($0.name)=\($0.secret)" } == [
                "B=arn:b", "DEPLOY_SCRIPT_BITBUCKET_TOKEN=arn:bucket", "DEPLOY_SCRIPT_GITHUB_TOKEN=arn:hub",
                "DEPLOY_SCRIPT_GITLAB_TOKEN=arn:lab", "DEPLOY_SCRIPT_SSH_PRIVATE_KEY=arn:ssh",
            ]
        )
        #expect(job.environment.map { "\($0.name)=\($0.value)" } == ["A=1", "DEPLOY_SCRIPT_BITBUCKET_USERNAME=bot"])
    }
}
