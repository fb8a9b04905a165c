locals {
  # What a job may write to: `/tmp`, where repositories are cloned, and its home, where Terraform keeps its plugins. Both
  # are empty volumes of the task; the image says with VOLUME whom they belong to.
  writable = { tmp = "/tmp", home = "/home/runner" }
  # The user of the images in `docker/`.
  user = "1000:1000"

  # What Fargate has: CPU units to the MiB of memory that go with them.
  fargate_memories = {
    256   = [512, 1024, 2048]
    512   = range(1024, 4097, 1024)
    1024  = range(2048, 8193, 1024)
    2048  = range(4096, 16385, 1024)
    4096  = range(8192, 30721, 1024)
    8192  = range(16384, 61441, 4096)
    16384 = range(32768, 122881, 8192)
  }

  container_definitions = {
    for name, container in local.containers : name => merge(
      {
        name        = name
        image       = container.image
        essential   = true
        entryPoint  = ["deploy-runner", "entrypoint"]
        stopTimeout = local.stop_timeout_seconds
        environment = [for key, value in container.environment : { name = key, value = value }]
        secrets     = [for key, arn in container.secrets : { name = key, valueFrom = arn }]
        mountPoints = [
          for volume, path in local.writable :
          { sourceVolume = volume, containerPath = path, readOnly = false } if !contains(local.image_builders, name)
        ]
        readonlyRootFilesystem = !contains(local.image_builders, name)
        privileged             = false
        linuxParameters = {
          initProcessEnabled = true
          capabilities       = { add = [], drop = contains(local.image_builders, name) ? [] : ["ALL"] }
        }
        logConfiguration = {
          logDriver = "awslogs"
          options = {
            awslogs-group         = local.log_group
            awslogs-region        = local.region
            awslogs-stream-prefix = "ecs-deploy-runner"
            # The default drops lines when the driver falls behind.
            mode = "blocking"
          }
        }
      },
      { for key, value in { user = local.user } : key => value if !contains(local.image_builders, name) },
      {
        for key, arn in { repositoryCredentials = var.repository_credentials_secrets_manager_arn } :
        key => { credentialsParameter = arn } if arn != null
      },
    )
  }
}

resource "aws_ecs_task_definition" "this" {
  for_each                 = local.containers
  family                   = "${var.name}-${each.key}"
  network_mode             = "awsvpc"
  requires_compatibilities = concat(["FARGATE"], local.has_workers ? ["EC2"] : [])
  cpu                      = var.container_cpu
  memory                   = var.container_memory
  task_role_arn            = aws_iam_role.task[each.key].arn
  execution_role_arn       = aws_iam_role.task_execution.arn
  container_definitions    = jsonencode([local.container_definitions[each.key]])
  tags                     = var.custom_tags

  dynamic "volume" {
    for_each = contains(local.image_builders, each.key) ? {} : local.writable
    content {
      name = volume.key
    }
  }

  lifecycle {
    # The function names a revision until it is told of the next one, so that one goes last.
    create_before_destroy = true

    precondition {
      condition     = contains(lookup(local.fargate_memories, tostring(var.container_cpu), []), var.container_memory)
      error_message = "container_cpu (${var.container_cpu}) and container_memory (${var.container_memory}) are no size that Fargate has: with ${var.container_cpu} CPU units go ${join(", ", lookup(local.fargate_memories, tostring(var.container_cpu), []))} MiB."
    }
  }
}
