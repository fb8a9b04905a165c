# The containers with every field that they may leave out.

locals {
  containers = {
    for name, container in var.container_images : name => {
      image = join(
        startswith(coalesce(try(container.docker_tag, null), "latest"), "sha256:") ? "@" : ":",
        [container.docker_image, coalesce(try(container.docker_tag, null), "latest")],
      )
      # As texts, which a map that holds numbers alone would not be.
      environment        = try({ for variable, value in container.environment_vars : variable => tostring(value) }, {})
      secrets            = try({ for variable, value in container.secrets_manager_env_vars : variable => tostring(value) }, {})
      additional_secrets = try([for arn in container.additional_secrets_manager_arns : tostring(arn)], [])
      scripts            = coalesce(try(keys(container.script_config), null), [])
      is_default         = coalesce(try(tobool(container.default), null), false)
    }
  }

  # kaniko unpacks images over its own root filesystem, as root. Every other job gets neither.
  image_builders = [for name, container in local.containers : name if contains(container.scripts, "build-docker-image")]

  # The secrets that a definition injects, by the ARN of the whole secret: `valueFrom` may name one key of it.
  injected_secrets = distinct(flatten([
    for container in local.containers : [
      for arn in values(container.secrets) : join(":", slice(split(":", arn), 0, min(7, length(split(":", arn)))))
    ]
  ]))

  # Repositories of ECR that images come from; other registries are asked without AWS's permissions.
  ecr_repositories = distinct([
    for container in local.containers : format(
      "arn:%s:ecr:%s:%s:repository/%s",
      local.partition,
      regex(local.ecr_image, container.image)[1],
      regex(local.ecr_image, container.image)[0],
      regex(local.ecr_image, container.image)[2],
    ) if can(regex(local.ecr_image, container.image))
  ])
  ecr_image = "^([0-9]{12})\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com[a-z.]*/([^:@]+)"

  # The patterns of all rules, those of nested arguments too, as far as they are any.
  patterns = flatten([
    for name, container in var.container_images : [
      for script, rules in try({ for key, each in container.script_config : key => each }, {}) : [
        for list in concat([rules], try([for option, nested in rules.nested_arguments : nested], [])) : [
          for option, pattern in try({ for key, each in list.restricted_options_regex : key => each }, {}) :
          { path = "${name}/${script}/${option}", text = pattern } if pattern != null
        ]
      ]
    ]
  ])
  # Those that are none, and those that the gate refuses although Terraform reads them; the standard configuration has the
  # same, and says more about it.
  wrong_patterns = [
    for each in local.patterns : "${each.path}: ${each.text}" if !can(regexall(each.text, ""))
    || can(regex("\\\\(?:[bBCEPQp0-9]|x\\{)", replace(each.text, "/\\\\\\\\/", "")))
    || can(regex("\\[[^\\]]*(?:&&|\\[:\\^?[a-z]+:\\])", replace(each.text, "/\\\\./", "")))
    || can(regex("\\(\\?[^:<P]|\\{,", replace(replace(each.text, "/\\\\./", ""), "/\\[\\^?\\]?[^\\]]*\\]/", "")))
  ]
}
