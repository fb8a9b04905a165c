# The credentials with which each container reads repositories: as variables for the Terraform scripts, as names of
# secrets for the script that builds machine images.

locals {
  sections = {
    docker-image-builder = var.docker_image_builder
    ami-builder          = var.ami_builder
    terraform-planner    = var.terraform_planner
    terraform-applier    = var.terraform_applier
  }

  access = {
    for name, section in local.sections : name => {
      ssh-key            = try(section.repo_access_ssh_key_secrets_manager_arn, null)
      github-token       = try(section.repo_access_https_tokens.github_token_secrets_manager_arn, null)
      gitlab-token       = try(section.repo_access_https_tokens.gitlab_token_secrets_manager_arn, null)
      bitbucket-token    = try(section.repo_access_https_tokens.bitbucket_token_secrets_manager_arn, null)
      bitbucket-username = try(section.repo_access_https_tokens.bitbucket_username, null)
    }
  }

  access_secrets = {
    for name, access in local.access : name => {
      for variable, arn in {
        DEPLOY_SCRIPT_SSH_PRIVATE_KEY = access.ssh-key
        DEPLOY_SCRIPT_GITHUB_TOKEN    = access.github-token
        DEPLOY_SCRIPT_GITLAB_TOKEN    = access.gitlab-token
        DEPLOY_SCRIPT_BITBUCKET_TOKEN = access.bitbucket-token
      } : variable => arn if arn != null
    }
  }
  access_variables = {
    for name, access in local.access : name => {
      for variable, text in { DEPLOY_SCRIPT_BITBUCKET_USERNAME = access.bitbucket-username } : variable => text
      if text != null
    }
  }

  # What the script that builds machine images is told: which secrets to read, through the API.
  access_options = {
    for option, value in {
      ssh-key-secrets-manager-arn         = local.access.ami-builder.ssh-key
      github-token-secrets-manager-arn    = local.access.ami-builder.github-token
      gitlab-token-secrets-manager-arn    = local.access.ami-builder.gitlab-token
      bitbucket-token-secrets-manager-arn = local.access.ami-builder.bitbucket-token
      bitbucket-username                  = local.access.ami-builder.bitbucket-username
    } : option => [value] if value != null
  }
  readable_secrets = [
    for key in ["ssh-key", "github-token", "gitlab-token", "bitbucket-token"] : local.access.ami-builder[key]
    if local.access.ami-builder[key] != null
  ]
  injects_access = ["terraform-planner", "terraform-applier"]
}
