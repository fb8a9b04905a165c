# Each of the four stands for one container; null leaves it out. What they hold is checked in checks.tf.

variable "docker_image_builder" {
  description = <<-EOT
    The container that builds container images:
    object({
      container_image          = optional(object({ docker_image = string, docker_tag = string }))
      secrets_manager_env_vars = optional(map(string))  # variable to the ARN of a secret
      environment_vars         = optional(map(string))
      allowed_repos            = optional(list(string))  # repositories, each taken literally
      allowed_repos_regex      = optional(list(string))  # patterns that match the whole address
    })
  EOT
  type        = any
  default     = null

  validation {
    condition     = var.docker_image_builder == null || can(keys(var.docker_image_builder))
    error_message = "docker_image_builder is null or an object; it is something else."
  }
}

variable "ami_builder" {
  description = <<-EOT
    The container that builds machine images with Packer:
    object({
      container_image                         = optional(object({ docker_image = string, docker_tag = string }))
      secrets_manager_env_vars                = optional(map(string))  # variable to the ARN of a secret
      environment_vars                        = optional(map(string))
      allowed_repos                           = optional(list(string))  # repositories, each taken literally
      allowed_repos_regex                     = optional(list(string))  # patterns that match the whole address
      repo_access_ssh_key_secrets_manager_arn = optional(string)
      repo_access_https_tokens                = optional(object({
        github_token_secrets_manager_arn    = optional(string)
        gitlab_token_secrets_manager_arn    = optional(string)
        bitbucket_token_secrets_manager_arn = optional(string)
        bitbucket_username                  = optional(string)  # needed with the token of Bitbucket
      }))
    })
  EOT
  type        = any
  default     = null

  validation {
    condition     = var.ami_builder == null || can(keys(var.ami_builder))
    error_message = "ami_builder is null or an object; it is something else."
  }
}

variable "terraform_planner" {
  description = <<-EOT
    The container that plans and validates:
    object({
      container_image                         = optional(object({ docker_image = string, docker_tag = string }))
      secrets_manager_env_vars                = optional(map(string))  # variable to the ARN of a secret
      environment_vars                        = optional(map(string))
      infrastructure_live_repositories        = optional(list(string))  # each taken literally
      infrastructure_live_repositories_regex  = optional(list(string))  # patterns that match the whole address
      additional_allowed_options              = optional(list(string))  # more options for --command-args
      repo_access_ssh_key_secrets_manager_arn = optional(string)
      repo_access_https_tokens                = optional(object({
        github_token_secrets_manager_arn    = optional(string)
        gitlab_token_secrets_manager_arn    = optional(string)
        bitbucket_token_secrets_manager_arn = optional(string)
        bitbucket_username                  = optional(string)  # needed with the token of Bitbucket
      }))
    })
  EOT
  type        = any
  default     = null

  validation {
    condition     = var.terraform_planner == null || can(keys(var.terraform_planner))
    error_message = "terraform_planner is null or an object; it is something else."
  }
}

variable "terraform_applier" {
  description = <<-EOT
    The container that applies and destroys, and updates variables:
    object({
      container_image                         = optional(object({ docker_image = string, docker_tag = string }))
      secrets_manager_env_vars                = optional(map(string))  # variable to the ARN of a secret
      environment_vars                        = optional(map(string))
      infrastructure_live_repositories        = optional(list(string))  # each taken literally
      infrastructure_live_repositories_regex  = optional(list(string))  # patterns that match the whole address
      additional_allowed_options              = optional(list(string))  # more options for --command-args
      repo_access_ssh_key_secrets_manager_arn = optional(string)
      repo_access_https_tokens                = optional(object({
        github_token_secrets_manager_arn    = optional(string)
        gitlab_token_secrets_manager_arn    = optional(string)
        bitbucket_token_secrets_manager_arn = optional(string)
        bitbucket_username                  = optional(string)  # needed with the token of Bitbucket
      }))
      allowed_apply_git_refs                  = optional(list(string))  # what is applied must be on one of these branches
      allowed_update_variable_names           = optional(list(string))
      machine_user_git_info                   = optional(object({ name = string, email = string }))
    })
  EOT
  type        = any
  default     = null

  validation {
    condition     = var.terraform_applier == null || can(keys(var.terraform_applier))
    error_message = "terraform_applier is null or an object; it is something else."
  }
}

variable "docker_image_builder_hardcoded_args" {
  description = "Positional arguments that build-docker-image is always given."
  type        = list(string)
  default     = ["--idempotent"]
}

variable "docker_image_builder_hardcoded_options" {
  description = "Options that build-docker-image is always given: name to values."
  type        = map(list(string))
  default     = {}

  validation {
    condition = alltrue([
      for option, values in coalesce(var.docker_image_builder_hardcoded_options, {}) :
      can(regex("^-{0,2}[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", option))
    ])
    error_message = "docker_image_builder_hardcoded_options has a key that is not the name of an option."
  }
}
