# The options of the standard scripts, one a row. `pattern`: what every value must match. `repeatable`: may be given more
# than once. `dash`: its value may begin with a dash. `flag`: has no value. `fixed`: only the configuration gives it.

locals {
  scripts = {
    infrastructure-deploy-script = [
      { name = "repo" },
      { name = "ref", pattern = local.ref },
      { name = "binary", pattern = local.binary },
      { name = "command" },
      { name = "command-args", dash = true },
      { name = "deploy-path", pattern = local.directory },
      { name = "backend-config", pattern = local.backend_config, repeatable = true },
      { name = "force-https", pattern = local.boolean },
      { name = "apply-ref-for-destroy", pattern = local.ref },
      { name = "store-outputs", pattern = local.boolean },
      { name = "log-level", pattern = local.log_level },
      { name = "allowed-apply-refs", repeatable = true, fixed = true },
    ]
    terraform-update-variable = [
      { name = "name", repeatable = true },
      { name = "value", pattern = local.literal, repeatable = true, dash = true },
      { name = "vars-path", pattern = local.relative_path },
      { name = "git-url" },
      { name = "git-checkout-path", pattern = local.relative_path },
      { name = "git-branch-name", pattern = local.ref },
      { name = "git-user-name" },
      { name = "git-user-email" },
      { name = "skip-git", pattern = local.boolean },
      { name = "skip-ci-flag" },
      { name = "skip-fmt", flag = true },
    ]
    build-docker-image = [
      { name = "repo" },
      { name = "ref", pattern = local.ref },
      { name = "sha", pattern = local.sha },
      { name = "context-path", pattern = local.directory },
      { name = "dockerfile-path", pattern = local.relative_path },
      { name = "docker-image-tag", pattern = local.image_reference, repeatable = true },
      { name = "build-arg", pattern = local.build_argument, repeatable = true },
      { name = "env-secret", pattern = local.environment_secret, repeatable = true },
      { name = "iam-role", pattern = local.role_arn },
      { name = "idempotent", flag = true },
      { name = "no-push", flag = true },
      { name = "output-properties-file", pattern = local.relative_path },
      { name = "output-properties-file-key", pattern = local.name },
    ]
    build-packer-artifact = [
      { name = "packer-template-path" },
      { name = "var", pattern = local.packer_variable, repeatable = true },
      { name = "idempotent", pattern = local.boolean },
      { name = "build-name", pattern = local.name },
      { name = "ssh-key-secrets-manager-arn", fixed = true },
      { name = "github-token-secrets-manager-arn", fixed = true },
      { name = "gitlab-token-secrets-manager-arn", fixed = true },
      { name = "bitbucket-token-secrets-manager-arn", fixed = true },
      { name = "bitbucket-username", fixed = true },
      { name = "output-properties-file", pattern = local.relative_path },
      { name = "output-properties-file-key", pattern = local.name },
    ]
  }

  # Every column in every row.
  options = {
    for script, rows in local.scripts : script => [
      for row in rows : {
        name       = row.name
        pattern    = try(row.pattern, null)
        repeatable = try(row.repeatable, false)
        dash       = try(row.dash, false)
        flag       = try(row.flag, false)
        fixed      = try(row.fixed, false)
      }
    ]
  }
}
