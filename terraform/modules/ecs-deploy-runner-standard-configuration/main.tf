locals {
  # Options that callers may give, and the pattern of each that has one.
  open_options = {
    for container, scripts in local.rules : container => {
      for script, rules in scripts : script => [
        for option in local.options[script] : merge(option, {
          pattern = try(rules.patterns[option.name], option.pattern)
        }) if !option.fixed && !contains(rules.withheld, option.name)
      ]
    }
  }

  script_config = {
    for container, scripts in local.rules : container => {
      for script, rules in scripts : script => {
        hardcoded_options                  = rules.hardcoded
        hardcoded_args                     = rules.arguments
        allow_positional_args              = false
        allowed_options                    = [for o in local.open_options[container][script] : o.name if !o.flag]
        allowed_options_without_args       = [for o in local.open_options[container][script] : o.name if o.flag]
        allowed_options_with_optional_args = []
        restricted_options                 = []
        restricted_options_regex = {
          for o in local.open_options[container][script] : o.name => o.pattern if o.pattern != null
        }
        single_options     = [for o in local.open_options[container][script] : o.name if !o.repeatable]
        dash_value_options = [for o in local.open_options[container][script] : o.name if o.dash]
        nested_arguments   = rules.nested
        on_abandon         = rules.on_abandon
      }
    }
  }

  # In the shape of the input `container_images` of ecs-deploy-runner, one for every section that is not null.
  container_images = {
    for name, section in local.sections : name => {
      docker_image = try(section.container_image.docker_image, null)
      docker_tag   = try(tostring(section.container_image.docker_tag), null)
      secrets_manager_env_vars = merge(
        contains(local.injects_access, name) ? local.access_secrets[name] : {},
        try({ for variable, value in section.secrets_manager_env_vars : variable => tostring(value) }, {}),
      )
      environment_vars = merge(
        contains(local.injects_access, name) ? local.access_variables[name] : {},
        try({ for variable, value in section.environment_vars : variable => tostring(value) }, {}),
      )
      additional_secrets_manager_arns = name == "ami-builder" ? local.readable_secrets : []
      script_config                   = local.script_config[name]
      default                         = false
    } if section != null
  }
}
