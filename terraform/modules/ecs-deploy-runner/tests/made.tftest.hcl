# What the module makes of its inputs, planned with a provider that makes up what AWS would say.

mock_provider "aws" {
  source = "../../tests/aws"
}

variables {
  container_images = {
    planner = {
      docker_image                    = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/runner"
      docker_tag                      = 12
      environment_vars                = { PARALLELISM = 10 }
      secrets_manager_env_vars        = { TOKEN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:t-AbCdEf:key::" }
      additional_secrets_manager_arns = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:own-AbCdEf"]
      script_config                   = { plan = { restricted_options_regex = { ref = "(?P<a>x)[(?i]\\(\\?a\\\\b" } } }
      default                         = true
    }
    builder = {
      docker_image  = "registry.example/kaniko"
      docker_tag    = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
      script_config = { build-docker-image = {} }
    }
  }
}

run "a_job_is_locked_down" {
  command = plan

  assert {
    condition = jsondecode(aws_ecs_task_definition.this["planner"].container_definitions)[0] == {
      name                   = "planner"
      image                  = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/runner:12"
      essential              = true
      entryPoint             = ["deploy-runner", "entrypoint"]
      stopTimeout            = 120
      user                   = "1000:1000"
      readonlyRootFilesystem = true
      privileged             = false
      environment            = [{ name = "PARALLELISM", value = "10" }]
      secrets = [
        { name = "TOKEN", valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:t-AbCdEf:key::" },
      ]
      mountPoints = [
        { sourceVolume = "home", containerPath = "/home/runner", readOnly = false },
        { sourceVolume = "tmp", containerPath = "/tmp", readOnly = false },
      ]
      linuxParameters = { initProcessEnabled = true, capabilities = { add = [], drop = ["ALL"] } }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = "ecs-deploy-runner"
          awslogs-region        = "eu-west-1"
          awslogs-stream-prefix = "ecs-deploy-runner"
          mode                  = "blocking"
        }
      }
    }
    error_message = aws_ecs_task_definition.this["planner"].container_definitions
  }
  assert {
    condition     = aws_ecs_task_definition.this["planner"].requires_compatibilities == toset(["FARGATE"])
    error_message = "A task could start where no workers are."
  }
  assert {
    condition     = local.rules.containers.planner.docker_tag == "12" && local.rules.containers.planner.environment_vars.PARALLELISM == "10"
    error_message = "The function is told numbers, which it refuses."
  }
}

run "a_plan_knows_the_rules" {
  command = plan

  assert {
    condition     = keys(jsondecode(output.rules_json).containers) == ["builder", "planner"] && !can(jsondecode(output.rules_json).ecs)
    error_message = "Nobody can see before the apply what becomes allowed."
  }
}

run "the_image_builder_is_root_on_its_own_filesystem_and_no_more" {
  command = plan

  assert {
    condition = jsondecode(aws_ecs_task_definition.this["builder"].container_definitions)[0] == merge(
      jsondecode(aws_ecs_task_definition.this["builder"].container_definitions)[0],
      {
        image                  = "registry.example/kaniko@sha256:0000000000000000000000000000000000000000000000000000000000000000"
        readonlyRootFilesystem = false
        privileged             = false
        mountPoints            = []
        linuxParameters        = { initProcessEnabled = true, capabilities = { add = [], drop = [] } }
      },
    )
    error_message = aws_ecs_task_definition.this["builder"].container_definitions
  }
  assert {
    condition     = !can(jsondecode(aws_ecs_task_definition.this["builder"].container_definitions)[0].user)
    error_message = "kaniko has to be root."
  }
}

run "each_role_has_its_own_secrets" {
  command = plan

  assert {
    condition     = join(" ", local.injected_secrets) == "arn:aws:secretsmanager:eu-west-1:123456789012:secret:t-AbCdEf"
    error_message = "ECS reads other secrets than those that it injects."
  }
  assert {
    condition = [
      for each in data.aws_iam_policy_document.task["planner"].statement : each.resources if each.sid == "ReadTheseSecrets"
    ] == [toset(["arn:aws:secretsmanager:eu-west-1:123456789012:secret:own-AbCdEf"])]
    error_message = "The planner does not read its secret, or others."
  }
  assert {
    condition     = [for each in data.aws_iam_policy_document.task["builder"].statement : each.sid] == ["HearHowToStop"]
    error_message = "The builder may do more than to hear how to stop."
  }
}

run "variants_of_names_policies_and_logs" {
  command = plan

  variables {
    name                                              = "runner"
    use_managed_iam_policies                          = false
    should_create_cloudwatch_log_group                = false
    cloudwatch_log_group_name                         = "everything"
    cloudwatch_log_group_subscription_destination_arn = "arn:aws:lambda:eu-west-1:123456789012:function:reader"
    invoker_lambda_should_create_cloudwatch_log_group = false
    ecs_task_permissions_boundary                     = "arn:aws:iam::123456789012:policy/jobs"
    invoker_lambda_role_permissions_boundary          = "arn:aws:iam::123456789012:policy/invoker"
    repository_credentials_secrets_manager_arn        = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry-AbCdEf"
    secrets_manager_kms_key_arn                       = "arn:aws:kms:eu-west-1:123456789012:key/1"
    artifact_config                                   = { bucket_name = "outputs", default_key_prefix = "/runs/" }
  }

  assert {
    condition     = length(aws_iam_policy.this) == 0 && keys(aws_iam_role_policy.this) == ["invoker", "task-builder", "task-execution", "task-planner"]
    error_message = "Policies are not inline."
  }
  assert {
    condition     = length(aws_cloudwatch_log_group.this) == 0 && length(aws_cloudwatch_log_group.invoker) == 0 && aws_cloudwatch_log_subscription_filter.this[0].log_group_name == "everything"
    error_message = "A log group is made that exists, or not subscribed to."
  }
  assert {
    condition     = aws_iam_role.task["planner"].permissions_boundary == "arn:aws:iam::123456789012:policy/jobs" && aws_iam_role.invoker.permissions_boundary == "arn:aws:iam::123456789012:policy/invoker"
    error_message = "A role has no boundary."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this["builder"].container_definitions)[0].repositoryCredentials.credentialsParameter == var.repository_credentials_secrets_manager_arn
    error_message = "The image cannot be pulled."
  }
  assert {
    condition     = local.artifacts == "arn:aws:s3:::outputs/runs/*"
    error_message = "Jobs may write somewhere else: ${local.artifacts}"
  }
  assert {
    condition = [
      for each in data.aws_iam_policy_document.task_execution.statement : each.sid
    ] == ["WriteLogsOfTasks", "PullTheseImages", "SignInToECR", "InjectTheseSecrets", "DecryptSecrets"]
    error_message = "ECS may do something else."
  }
  assert {
    condition     = [aws_ecs_cluster.this.name, aws_lambda_function.invoker.function_name, aws_iam_role.task_execution.name, aws_security_group.outbound.name] == ["runner", "runner-invoker", "runner-task-execution-role", "runner-outbound"]
    error_message = "A name does not begin with that of the runner."
  }
}

run "workers_are_started_on_demand_and_keep_their_credentials" {
  command = plan

  variables {
    ec2_worker_pool_configuration = { min_size = 0, max_size = 2, ami = "ami-1", instance_type = "m6i.large" }
    container_default_launch_type = "EC2"
  }

  assert {
    condition     = aws_launch_template.workers["ecs-deploy-runner"].metadata_options[0].http_tokens == "required" && aws_launch_template.workers["ecs-deploy-runner"].metadata_options[0].http_put_response_hop_limit == 1
    error_message = "A container reaches the credentials of its instance."
  }
  assert {
    condition     = aws_ecs_capacity_provider.workers[0].auto_scaling_group_provider[0].managed_termination_protection == "ENABLED" && aws_ecs_capacity_provider.workers[0].auto_scaling_group_provider[0].managed_scaling[0].status == "ENABLED"
    error_message = "Workers are not started on demand, or ended under a task."
  }
  assert {
    condition     = aws_autoscaling_group.workers["ecs-deploy-runner"].protect_from_scale_in && aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "workers-ecs-deploy-runner"])
    error_message = "The cluster does not have the pool."
  }
  assert {
    condition     = aws_ecs_task_definition.this["planner"].requires_compatibilities == toset(["FARGATE", "EC2"])
    error_message = "Tasks cannot run on the workers."
  }
}
