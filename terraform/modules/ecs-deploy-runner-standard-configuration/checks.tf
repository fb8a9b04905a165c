# What is wrong with the inputs: outputs.tf gives no containers while there is anything. Terraform drops an attribute that an
# object type does not name without a word, and `try` takes one of another shape for missing; a rule must vanish by neither.

locals {
  # Every field of each section, and the shape that it has.
  common_fields = {
    container_image          = "object"
    secrets_manager_env_vars = "map"
    environment_vars         = "map"
  }
  access_fields = {
    repo_access_ssh_key_secrets_manager_arn = "text"
    repo_access_https_tokens                = "object"
  }
  builder_fields = merge(local.common_fields, { allowed_repos = "list", allowed_repos_regex = "list" })
  terraform_fields = merge(local.common_fields, local.access_fields, {
    infrastructure_live_repositories       = "list"
    infrastructure_live_repositories_regex = "list"
    additional_allowed_options             = "list"
  })
  fields = {
    docker-image-builder = local.builder_fields
    ami-builder          = merge(local.builder_fields, local.access_fields)
    terraform-planner    = local.terraform_fields
    terraform-applier = merge(local.terraform_fields, {
      allowed_apply_git_refs        = "list"
      allowed_update_variable_names = "list"
      machine_user_git_info         = "object"
    })
  }
  object_fields = {
    container_image = ["docker_image", "docker_tag"]
    repo_access_https_tokens = [
      "github_token_secrets_manager_arn", "gitlab_token_secrets_manager_arn", "bitbucket_token_secrets_manager_arn",
      "bitbucket_username",
    ]
    machine_user_git_info = ["name", "email"]
  }

  # Every field that is given, with its path.
  given = flatten([
    for section, fields in { for name, section in local.sections : name => section if section != null } : [
      for field, value in fields : {
        path  = "${replace(section, "-", "_")}.${field}"
        field = field
        shape = lookup(local.fields[section], field, "none")
        value = value
      }
    ]
  ])
  unknown_fields = [for each in local.given : each.path if each.shape == "none"]


  # Those of another shape than they should have; null stands for any.
  shapeless = {
    text = [for each in local.given : each.path if each.shape == "text" && each.value != null && !can(tostring(each.value))]
    list = [
      for each in local.given : each.path
      if each.shape == "list" && each.value != null && !can([for text in tolist(each.value) : regex("^.*$", tostring(text))])
    ]
    map = [
      for each in local.given : each.path
      if each.shape == "map" && each.value != null && !can([for text in values(each.value) : length(tostring(text))])
    ]
    object = [
      for each in local.given : each.path
      if each.shape == "object" && each.value != null && (
        !can([for text in values(each.value) : tostring(text)])
        || length(setsubtract(try(keys(each.value), []), lookup(local.object_fields, each.field, []))) > 0
        || each.field == "container_image" && length(try(coalesce(each.value.docker_image, ""), "")) == 0
        || try(each.value.bitbucket_token_secrets_manager_arn, null) != null && try(each.value.bitbucket_username, null) == null
      )
    ]
  }

  # Entries of lists that are not what the list is for, with the path of the list.
  address = "^[^-\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$"
  entries = {
    allowed_repos                    = local.address
    infrastructure_live_repositories = local.address
    additional_allowed_options       = "^-{0,2}[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"
    allowed_update_variable_names    = "^[A-Za-z_][A-Za-z0-9_-]*$"
    # By the rules of git, of which the rest stands below: no computation such as main~1, and no pattern.
    allowed_apply_git_refs = "^[^-\\s~^:?*\\[\\\\\\x00-\\x1f\\x7f][^\\s~^:?*\\[\\\\\\x00-\\x1f\\x7f]*$"
  }
  no_ref = "\\.\\.|@\\{|^@$|//|^/|/$|(^|/)\\.|\\.(/|$)|\\.lock(/|$)"
  wrong_entries = flatten([
    for each in local.given : try([
      for text in tolist(each.value) : "${each.path}: ${text}"
      if !can(regex(local.entries[each.field], text)) || each.field == "allowed_apply_git_refs" && can(regex(local.no_ref, text))
    ], []) if contains(keys(local.entries), each.field)
  ])

  # Patterns that are none, or that the gate refuses although Terraform reads them: without escapes of backslashes, without
  # all escapes, and without classes, so that each construct is found where it is one.
  listed_patterns = flatten([
    for each in local.given : try([for text in tolist(each.value) : { path = each.path, text = text }], [])
    if endswith(each.field, "_regex")
  ])
  wrong_patterns = [
    for each in local.listed_patterns : "${each.path}: ${each.text}"
    if !can(regexall(each.text, "")) || can(regex(local.refused_escape, replace(each.text, local.double_backslash, "")))
    || can(regex(local.refused_class, replace(each.text, local.any_escape, "")))
    || can(regex(local.refused_group, replace(replace(each.text, local.any_escape, ""), local.any_class, "")))
  ]

  # A variable is set once: as a credential, or by hand.
  set_twice = flatten([
    for name in local.injects_access : [
      for variable, value in merge(local.access_secrets[name], local.access_variables[name]) : "${replace(name, "-", "_")}: ${variable}"
      if try(local.sections[name].secrets_manager_env_vars[variable], local.sections[name].environment_vars[variable], value) != value
    ]
  ])

  # Values that callers could not give either.
  wrong_hardcoded = flatten([
    for option in local.open_options.docker-image-builder.build-docker-image : [
      for value in try(local.rules.docker-image-builder.build-docker-image.hardcoded[option.name], []) : "${option.name}: ${value}"
      if option.pattern != null && !can(regex("^(?:${option.pattern})$", value))
    ] if var.docker_image_builder != null
  ])
}
