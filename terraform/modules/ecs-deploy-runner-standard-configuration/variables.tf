# Each of the four stands for one container; null leaves it out. They are checked by hand, since Terraform drops an
# attribute that an object type does not name without a word, and a rule must not vanish because of a typing error.

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
    condition = var.docker_image_builder == null || can(keys(var.docker_image_builder)) && length(setsubtract(try(keys(var.docker_image_builder), []), [
      "container_image", "secrets_manager_env_vars", "environment_vars", "allowed_repos", "allowed_repos_regex",
    ])) == 0
    error_message = "docker_image_builder is null or an object whose fields are among container_image, secrets_manager_env_vars, environment_vars, allowed_repos and allowed_repos_regex; it is something else, or has a field that does not exist."
  }
  validation {
    condition = (
      try(var.docker_image_builder.container_image, null) == null
      || try(length(var.docker_image_builder.container_image.docker_image) > 0 && length(setsubtract(keys(var.docker_image_builder.container_image), ["docker_image", "docker_tag"])) == 0, false)
    )
    error_message = "container_image of docker_image_builder is an object with docker_image and docker_tag, and nothing else."
  }
  validation {
    condition = alltrue([
      for field in ["allowed_repos", "allowed_repos_regex"] :
      can([for each in tolist(var.docker_image_builder[field]) : regex("^.*$", tostring(each))]) if try(var.docker_image_builder[field], null) != null
    ])
    error_message = "One of allowed_repos, allowed_repos_regex of docker_image_builder is not a list of texts without line breaks."
  }
  validation {
    condition = alltrue([
      for field in ["secrets_manager_env_vars", "environment_vars"] :
      can([for each in values(var.docker_image_builder[field]) : tostring(each)]) if try(var.docker_image_builder[field], null) != null
    ])
    error_message = "secrets_manager_env_vars and environment_vars of docker_image_builder map names of variables to texts."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.docker_image_builder.allowed_repos), null), []) : can(regex("^[^-\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$", each))
    ])
    error_message = "allowed_repos of docker_image_builder holds addresses such as https://github.com/acme/live.git: none is empty, begins with a dash or contains control characters."
  }
  validation {
    condition     = alltrue([for each in coalesce(try(tolist(var.docker_image_builder.allowed_repos_regex), null), []) : can(regexall(each, ""))])
    error_message = "allowed_repos_regex of docker_image_builder holds a pattern that is none; the syntax is RE2's."
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
    condition = var.ami_builder == null || can(keys(var.ami_builder)) && length(setsubtract(try(keys(var.ami_builder), []), [
      "container_image", "secrets_manager_env_vars", "environment_vars", "allowed_repos", "allowed_repos_regex",
      "repo_access_ssh_key_secrets_manager_arn", "repo_access_https_tokens",
    ])) == 0
    error_message = "ami_builder is null or an object whose fields are among container_image, secrets_manager_env_vars, environment_vars, allowed_repos, allowed_repos_regex, repo_access_ssh_key_secrets_manager_arn and repo_access_https_tokens; it is something else, or has a field that does not exist."
  }
  validation {
    condition = (
      try(var.ami_builder.container_image, null) == null
      || try(length(var.ami_builder.container_image.docker_image) > 0 && length(setsubtract(keys(var.ami_builder.container_image), ["docker_image", "docker_tag"])) == 0, false)
    )
    error_message = "container_image of ami_builder is an object with docker_image and docker_tag, and nothing else."
  }
  validation {
    condition = alltrue([
      for field in ["allowed_repos", "allowed_repos_regex"] :
      can([for each in tolist(var.ami_builder[field]) : regex("^.*$", tostring(each))]) if try(var.ami_builder[field], null) != null
    ])
    error_message = "One of allowed_repos, allowed_repos_regex of ami_builder is not a list of texts without line breaks."
  }
  validation {
    condition = alltrue([
      for field in ["secrets_manager_env_vars", "environment_vars"] :
      can([for each in values(var.ami_builder[field]) : tostring(each)]) if try(var.ami_builder[field], null) != null
    ])
    error_message = "secrets_manager_env_vars and environment_vars of ami_builder map names of variables to texts."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.ami_builder.allowed_repos), null), []) : can(regex("^[^-\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$", each))
    ])
    error_message = "allowed_repos of ami_builder holds addresses such as https://github.com/acme/live.git: none is empty, begins with a dash or contains control characters."
  }
  validation {
    condition     = alltrue([for each in coalesce(try(tolist(var.ami_builder.allowed_repos_regex), null), []) : can(regexall(each, ""))])
    error_message = "allowed_repos_regex of ami_builder holds a pattern that is none; the syntax is RE2's."
  }
  validation {
    condition = length(setsubtract(try(keys(var.ami_builder.repo_access_https_tokens), []), [
      "github_token_secrets_manager_arn", "gitlab_token_secrets_manager_arn", "bitbucket_token_secrets_manager_arn",
      "bitbucket_username",
      ])) == 0 && (
      try(var.ami_builder.repo_access_https_tokens.bitbucket_token_secrets_manager_arn, null) == null
      || try(var.ami_builder.repo_access_https_tokens.bitbucket_username, null) != null
    )
    error_message = "repo_access_https_tokens of ami_builder holds github_token_secrets_manager_arn, gitlab_token_secrets_manager_arn and bitbucket_token_secrets_manager_arn, the last only with bitbucket_username."
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
    condition = var.terraform_planner == null || can(keys(var.terraform_planner)) && length(setsubtract(try(keys(var.terraform_planner), []), [
      "container_image", "secrets_manager_env_vars", "environment_vars", "infrastructure_live_repositories",
      "infrastructure_live_repositories_regex", "additional_allowed_options",
      "repo_access_ssh_key_secrets_manager_arn", "repo_access_https_tokens",
    ])) == 0
    error_message = "terraform_planner is null or an object whose fields are among container_image, secrets_manager_env_vars, environment_vars, infrastructure_live_repositories, infrastructure_live_repositories_regex, additional_allowed_options, repo_access_ssh_key_secrets_manager_arn and repo_access_https_tokens; it is something else, or has a field that does not exist."
  }
  validation {
    condition = (
      try(var.terraform_planner.container_image, null) == null
      || try(length(var.terraform_planner.container_image.docker_image) > 0 && length(setsubtract(keys(var.terraform_planner.container_image), ["docker_image", "docker_tag"])) == 0, false)
    )
    error_message = "container_image of terraform_planner is an object with docker_image and docker_tag, and nothing else."
  }
  validation {
    condition = alltrue([
      for field in ["infrastructure_live_repositories", "infrastructure_live_repositories_regex", "additional_allowed_options"] :
      can([for each in tolist(var.terraform_planner[field]) : regex("^.*$", tostring(each))]) if try(var.terraform_planner[field], null) != null
    ])
    error_message = "One of infrastructure_live_repositories, infrastructure_live_repositories_regex, additional_allowed_options of terraform_planner is not a list of texts without line breaks."
  }
  validation {
    condition = alltrue([
      for field in ["secrets_manager_env_vars", "environment_vars"] :
      can([for each in values(var.terraform_planner[field]) : tostring(each)]) if try(var.terraform_planner[field], null) != null
    ])
    error_message = "secrets_manager_env_vars and environment_vars of terraform_planner map names of variables to texts."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.terraform_planner.infrastructure_live_repositories), null), []) : can(regex("^[^-\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$", each))
    ])
    error_message = "infrastructure_live_repositories of terraform_planner holds addresses such as https://github.com/acme/live.git: none is empty, begins with a dash or contains control characters."
  }
  validation {
    condition     = alltrue([for each in coalesce(try(tolist(var.terraform_planner.infrastructure_live_repositories_regex), null), []) : can(regexall(each, ""))])
    error_message = "infrastructure_live_repositories_regex of terraform_planner holds a pattern that is none; the syntax is RE2's."
  }
  validation {
    condition = length(setsubtract(try(keys(var.terraform_planner.repo_access_https_tokens), []), [
      "github_token_secrets_manager_arn", "gitlab_token_secrets_manager_arn", "bitbucket_token_secrets_manager_arn",
      "bitbucket_username",
      ])) == 0 && (
      try(var.terraform_planner.repo_access_https_tokens.bitbucket_token_secrets_manager_arn, null) == null
      || try(var.terraform_planner.repo_access_https_tokens.bitbucket_username, null) != null
    )
    error_message = "repo_access_https_tokens of terraform_planner holds github_token_secrets_manager_arn, gitlab_token_secrets_manager_arn and bitbucket_token_secrets_manager_arn, the last only with bitbucket_username."
  }
  validation {
    # A variable is set once: as a credential, or by hand.
    condition = alltrue([
      for variable, value in {
        DEPLOY_SCRIPT_SSH_PRIVATE_KEY = try(var.terraform_planner.repo_access_ssh_key_secrets_manager_arn, null)
        DEPLOY_SCRIPT_GITHUB_TOKEN    = try(var.terraform_planner.repo_access_https_tokens.github_token_secrets_manager_arn, null)
        DEPLOY_SCRIPT_GITLAB_TOKEN    = try(var.terraform_planner.repo_access_https_tokens.gitlab_token_secrets_manager_arn, null)
        DEPLOY_SCRIPT_BITBUCKET_TOKEN = try(var.terraform_planner.repo_access_https_tokens.bitbucket_token_secrets_manager_arn, null)
      } : try(var.terraform_planner.secrets_manager_env_vars[variable], value) == value if value != null
    ])
    error_message = "secrets_manager_env_vars of terraform_planner sets one of the variables DEPLOY_SCRIPT_* to another secret than the fields repo_access_*; keep one of the two."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.terraform_planner.additional_allowed_options), null), []) :
      can(regex("^-{0,2}[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", each))
    ])
    error_message = "additional_allowed_options of terraform_planner holds names of options such as -target or --refresh-only, without values."
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
    condition = var.terraform_applier == null || can(keys(var.terraform_applier)) && length(setsubtract(try(keys(var.terraform_applier), []), [
      "container_image", "secrets_manager_env_vars", "environment_vars", "infrastructure_live_repositories",
      "infrastructure_live_repositories_regex", "additional_allowed_options",
      "repo_access_ssh_key_secrets_manager_arn", "repo_access_https_tokens", "allowed_apply_git_refs",
      "allowed_update_variable_names", "machine_user_git_info",
    ])) == 0
    error_message = "terraform_applier is null or an object whose fields are among container_image, secrets_manager_env_vars, environment_vars, infrastructure_live_repositories, infrastructure_live_repositories_regex, additional_allowed_options, repo_access_ssh_key_secrets_manager_arn, repo_access_https_tokens, allowed_apply_git_refs, allowed_update_variable_names and machine_user_git_info; it is something else, or has a field that does not exist."
  }
  validation {
    condition = (
      try(var.terraform_applier.container_image, null) == null
      || try(length(var.terraform_applier.container_image.docker_image) > 0 && length(setsubtract(keys(var.terraform_applier.container_image), ["docker_image", "docker_tag"])) == 0, false)
    )
    error_message = "container_image of terraform_applier is an object with docker_image and docker_tag, and nothing else."
  }
  validation {
    condition = alltrue([
      for field in ["infrastructure_live_repositories", "infrastructure_live_repositories_regex", "additional_allowed_options", "allowed_apply_git_refs", "allowed_update_variable_names"] :
      can([for each in tolist(var.terraform_applier[field]) : regex("^.*$", tostring(each))]) if try(var.terraform_applier[field], null) != null
    ])
    error_message = "One of infrastructure_live_repositories, infrastructure_live_repositories_regex, additional_allowed_options, allowed_apply_git_refs, allowed_update_variable_names of terraform_applier is not a list of texts without line breaks."
  }
  validation {
    condition = alltrue([
      for field in ["secrets_manager_env_vars", "environment_vars"] :
      can([for each in values(var.terraform_applier[field]) : tostring(each)]) if try(var.terraform_applier[field], null) != null
    ])
    error_message = "secrets_manager_env_vars and environment_vars of terraform_applier map names of variables to texts."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.terraform_applier.infrastructure_live_repositories), null), []) : can(regex("^[^-\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$", each))
    ])
    error_message = "infrastructure_live_repositories of terraform_applier holds addresses such as https://github.com/acme/live.git: none is empty, begins with a dash or contains control characters."
  }
  validation {
    condition     = alltrue([for each in coalesce(try(tolist(var.terraform_applier.infrastructure_live_repositories_regex), null), []) : can(regexall(each, ""))])
    error_message = "infrastructure_live_repositories_regex of terraform_applier holds a pattern that is none; the syntax is RE2's."
  }
  validation {
    condition = length(setsubtract(try(keys(var.terraform_applier.repo_access_https_tokens), []), [
      "github_token_secrets_manager_arn", "gitlab_token_secrets_manager_arn", "bitbucket_token_secrets_manager_arn",
      "bitbucket_username",
      ])) == 0 && (
      try(var.terraform_applier.repo_access_https_tokens.bitbucket_token_secrets_manager_arn, null) == null
      || try(var.terraform_applier.repo_access_https_tokens.bitbucket_username, null) != null
    )
    error_message = "repo_access_https_tokens of terraform_applier holds github_token_secrets_manager_arn, gitlab_token_secrets_manager_arn and bitbucket_token_secrets_manager_arn, the last only with bitbucket_username."
  }
  validation {
    # A variable is set once: as a credential, or by hand.
    condition = alltrue([
      for variable, value in {
        DEPLOY_SCRIPT_SSH_PRIVATE_KEY = try(var.terraform_applier.repo_access_ssh_key_secrets_manager_arn, null)
        DEPLOY_SCRIPT_GITHUB_TOKEN    = try(var.terraform_applier.repo_access_https_tokens.github_token_secrets_manager_arn, null)
        DEPLOY_SCRIPT_GITLAB_TOKEN    = try(var.terraform_applier.repo_access_https_tokens.gitlab_token_secrets_manager_arn, null)
        DEPLOY_SCRIPT_BITBUCKET_TOKEN = try(var.terraform_applier.repo_access_https_tokens.bitbucket_token_secrets_manager_arn, null)
      } : try(var.terraform_applier.secrets_manager_env_vars[variable], value) == value if value != null
    ])
    error_message = "secrets_manager_env_vars of terraform_applier sets one of the variables DEPLOY_SCRIPT_* to another secret than the fields repo_access_*; keep one of the two."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.terraform_applier.additional_allowed_options), null), []) :
      can(regex("^-{0,2}[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", each))
    ])
    error_message = "additional_allowed_options of terraform_applier holds names of options such as -target or --refresh-only, without values."
  }
  validation {
    # By the rules of git: no computation such as main~1, and no pattern.
    condition = alltrue([
      for each in coalesce(try(tolist(var.terraform_applier.allowed_apply_git_refs), null), []) :
      can(regex("^[^-\\s~^:?*\\[\\\\\\x00-\\x1f\\x7f][^\\s~^:?*\\[\\\\\\x00-\\x1f\\x7f]*$", each))
      && !can(regex("\\.\\.|@\\{|^@$|//|^/|/$|(^|/)\\.|\\.(/|$)|\\.lock(/|$)", each))
    ])
    error_message = "allowed_apply_git_refs of terraform_applier holds names of branches, tags or commits such as main or origin/main; patterns and computations such as main~1 are not taken."
  }
  validation {
    condition = alltrue([
      for each in coalesce(try(tolist(var.terraform_applier.allowed_update_variable_names), null), []) : can(regex("^[A-Za-z_][A-Za-z0-9_-]*$", each))
    ])
    error_message = "allowed_update_variable_names of terraform_applier holds names of variables: letters, digits, dashes and underscores; patterns are not taken."
  }
  validation {
    condition     = length(setsubtract(try(keys(var.terraform_applier.machine_user_git_info), []), ["name", "email"])) == 0
    error_message = "machine_user_git_info of terraform_applier is an object with name and email, and nothing else."
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
