# The containers with every field that they may leave out.

locals {
  containers = {
    for name, container in var.container_images : name => {
      image = join(
        startswith(coalesce(try(container.docker_tag, null), "latest"), "sha256:") ? "@" : ":",
        [container.docker_image, coalesce(try(container.docker_tag, null), "latest")],
      )
      environment        = coalesce(try(tomap(container.environment_vars), null), {})
      secrets            = coalesce(try(tomap(container.secrets_manager_env_vars), null), {})
      additional_secrets = coalesce(try(tolist(container.additional_secrets_manager_arns), null), [])
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
}
