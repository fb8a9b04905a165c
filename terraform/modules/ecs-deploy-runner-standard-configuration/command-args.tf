# What `--command-args` may contain: options that Terraform and Terragrunt are given as they are.

locals {
  command_options = {
    "-var-file"                         = local.relative_path
    "--terragrunt-log-level"            = local.terragrunt_log_level
    "--terragrunt-modules-that-include" = local.compared_path
  }
  command_flags = ["-destroy", "-detailed-exitcode"]
  known_command_options = [
    for option in concat(keys(local.command_options), local.command_flags) : trimprefix(trimprefix(option, "-"), "-")
  ]

  # A name that is given twice counts once, as it was written first; one without dashes gets those that it has on a command
  # line.
  listed_options = {
    for name in ["terraform-planner", "terraform-applier"] : name => [
      for option in try([for each in local.sections[name].additional_allowed_options : tostring(each)], []) : {
        name     = trimprefix(trimprefix(option, "-"), "-")
        spelling = startswith(option, "-") ? option : length(option) == 1 ? "-${option}" : "--${option}"
      }
    ]
  }
  additional_options = {
    for name, options in local.listed_options : name => [
      for index, option in options : option.spelling
      if !contains(local.known_command_options, option.name) && index == index([for each in options : each.name], option.name)
    ]
  }

  command_args = {
    for name, additional in local.additional_options : name => {
      allow_positional_args              = false
      allowed_options                    = ["-var-file", "--terragrunt-log-level", "--terragrunt-modules-that-include"]
      allowed_options_without_args       = local.command_flags
      allowed_options_with_optional_args = additional
      restricted_options                 = []
      restricted_options_regex           = local.command_options
      single_options                     = concat(local.command_flags, ["--terragrunt-log-level"])
      dash_value_options                 = []
    }
  }
}
