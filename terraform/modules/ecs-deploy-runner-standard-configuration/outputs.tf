output "container_images" {
  description = "The containers, for the input `container_images` of the module ecs-deploy-runner."
  value       = local.container_images

  precondition {
    condition     = length(local.unknown_fields) == 0
    error_message = "There are fields that do not exist: ${join(", ", local.unknown_fields)}. docs/configuration.md lists those of each section."
  }
  precondition {
    condition     = length(local.shapeless.text) == 0
    error_message = "Something is not a text: ${join(", ", local.shapeless.text)}."
  }
  precondition {
    condition     = length(local.shapeless.list) == 0
    error_message = "Something is not a list of texts without line breaks: ${join(", ", local.shapeless.list)}."
  }
  precondition {
    condition     = length(local.shapeless.map) == 0
    error_message = "Something does not map names of variables to texts: ${join(", ", local.shapeless.map)}."
  }
  precondition {
    condition     = length(local.shapeless.object) == 0
    error_message = "Something is not the object that it should be: ${join(", ", local.shapeless.object)}. A container_image is an object with docker_image and docker_tag, and nothing else; repo_access_https_tokens has github_token_secrets_manager_arn, gitlab_token_secrets_manager_arn and bitbucket_token_secrets_manager_arn, the last only with bitbucket_username; machine_user_git_info has name and email, and nothing else."
  }
  precondition {
    condition     = length(local.wrong_entries) == 0
    error_message = "Lists have entries that cannot be meant: ${join(", ", local.wrong_entries)}. Repositories are addresses such as https://github.com/acme/live.git, of which none is empty, begins with a dash or contains control characters; additional_allowed_options are names such as -target or --refresh-only, without values; allowed_apply_git_refs are branches, tags or commits such as main or origin/main, and patterns and computations such as main~1 are not taken; allowed_update_variable_names are names of letters, digits, dashes and underscores, and patterns are not taken."
  }
  precondition {
    condition     = length(local.wrong_patterns) == 0
    error_message = "Patterns cannot be used: ${join(", ", local.wrong_patterns)}. The syntax is RE2's, without flags, \\b, \\p{…}, \\Q…\\E, \\x{…}, octal escapes, {,n}, && and [:names:] in brackets."
  }
  precondition {
    condition     = length(local.set_twice) == 0
    error_message = "A variable is set to another value than by the fields repo_access_*; keep one of the two: ${join(", ", local.set_twice)}."
  }
  precondition {
    condition     = length(local.wrong_hardcoded) == 0
    error_message = "docker_image_builder_hardcoded_options has a value that does not match the option's own pattern: ${join(", ", local.wrong_hardcoded)}."
  }
}
