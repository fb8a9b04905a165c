# The function that decides, starts and follows; and the configuration that it decides by.

locals {
  function_name      = "${var.name}-invoker"
  function_log_group = "/aws/lambda/${local.function_name}"
  # The most that Fargate gives a task between SIGTERM and SIGKILL, in seconds.
  stop_timeout_seconds = 120

  package = coalesce(var.invoker_lambda_package, "${path.module}/../../../.build/package/invoker.zip")

  # What the gate decides by: of the inputs alone, so that a plan knows it.
  rules = {
    # As they were given: which variables are secrets also says what is redacted.
    containers = {
      for name, container in var.container_images : name => merge(
        { for key, value in container : key => value if value != null },
        # As texts, which the gate insists on.
        { for key, value in { docker_tag = try(tostring(container.docker_tag), null) } : key => value if value != null },
        { environment_vars = local.containers[name].environment },
      )
    }
    container_cpu                 = var.container_cpu
    container_memory              = var.container_memory
    container_max_cpu             = var.container_max_cpu
    container_max_memory          = var.container_max_memory
    container_default_launch_type = var.container_default_launch_type
    artifact_config               = local.artifact_config
    legacy_null_means_any         = var.legacy_null_means_any
  }
  # Where tasks run; AWS gives the ids of the rest.
  place = merge(
    {
      cluster              = aws_ecs_cluster.this.name
      assign_public_ip     = var.assign_public_ip
      log_group            = local.log_group
      stop_timeout_seconds = local.stop_timeout_seconds
      max_run_minutes      = var.max_run_minutes
    },
    { for key, names in { capacity_providers = aws_ecs_capacity_provider.workers[*].name } : key => { EC2 = names[0] } if length(names) > 0 },
  )
  configuration_json = jsonencode(merge(local.rules, {
    ecs = merge(local.place, {
      subnets         = var.vpc_subnet_ids
      security_groups = [aws_security_group.outbound.id]
      task_definitions = {
        for name, definition in aws_ecs_task_definition.this : name => "${definition.family}:${definition.revision}"
      }
    })
  }))
  # The same with ids that are as long and compress as badly, so that a plan knows the size.
  planned_json = jsonencode(merge(local.rules, {
    ecs = merge(local.place, {
      subnets          = [for index in range(length(var.vpc_subnet_ids)) : "subnet-0${substr(sha1(tostring(index)), 0, 16)}"]
      security_groups  = ["sg-0${substr(sha1("security group"), 0, 16)}"]
      task_definitions = { for name in keys(local.containers) : name => "${var.name}-${name}:12345" }
    })
  }))
  function_variables = {
    for kind, json in { real = local.configuration_json, planned = local.planned_json } : kind => merge(
      { DEPLOY_RUNNER_LOG_LEVEL = var.invoker_lambda_loglevel },
      {
        for key, value in { BASE64GZ_CONFIG_DATA_JSON = base64gzip(json) } : key => value
        if var.invoker_lambda_configuration_source == "environment"
      },
    )
  }
  # Lambda counts names and values of all variables together, and has 4 KB for them.
  function_variables_size = sum([for key, value in local.function_variables.planned : length(key) + length(value)])
}

resource "aws_cloudwatch_log_group" "invoker" {
  # checkov:skip=CKV_AWS_158: encrypted with AWS's key; invoker_lambda_cloudwatch_log_group_kms_key_id names your own.
  # checkov:skip=CKV_AWS_338: kept for ever by default; ..._retention_in_days says how long.
  count             = var.invoker_lambda_should_create_cloudwatch_log_group ? 1 : 0
  name              = local.function_log_group
  retention_in_days = var.invoker_lambda_cloudwatch_log_group_retention_in_days
  kms_key_id        = var.invoker_lambda_cloudwatch_log_group_kms_key_id
  tags              = merge(var.custom_tags, coalesce(var.invoker_lambda_cloudwatch_log_group_tags, {}))
}

resource "aws_lambda_function" "invoker" {
  # checkov:skip=CKV_AWS_50: the function writes one line a call; tracing would tell nothing more.
  # checkov:skip=CKV_AWS_115: each follower of a log keeps an execution busy; ..._reserved_concurrent_executions limits.
  # checkov:skip=CKV_AWS_116: calls wait for their answer; a scheduled one that fails stands in the function's log.
  # checkov:skip=CKV_AWS_117: the function calls ECS and CloudWatch Logs only, and needs no way into the VPC.
  # checkov:skip=CKV_AWS_173: the variables hold rules and names of secrets, no secrets.
  # checkov:skip=CKV_AWS_272: who may change the function may as well change a signing profile; deny both to CI.
  function_name                  = local.function_name
  description                    = "Decides what the deploy runner ${var.name} runs, starts it and sends its log"
  role                           = aws_iam_role.invoker.arn
  package_type                   = var.invoker_lambda_image == null ? "Zip" : "Image"
  image_uri                      = var.invoker_lambda_image
  filename                       = var.invoker_lambda_image == null ? local.package : null
  source_code_hash               = var.invoker_lambda_image == null && fileexists(local.package) ? filebase64sha256(local.package) : null
  handler                        = var.invoker_lambda_image == null ? "bootstrap" : null
  runtime                        = var.invoker_lambda_image == null ? "provided.al2023" : null
  architectures                  = [var.invoker_lambda_architecture]
  memory_size                    = 512
  timeout                        = 900
  reserved_concurrent_executions = coalesce(var.invoker_lambda_reserved_concurrent_executions, -1)
  tags                           = var.custom_tags

  environment {
    variables = local.function_variables.real
  }

  lifecycle {
    precondition {
      condition     = var.invoker_lambda_image != null || fileexists(local.package)
      error_message = "There is no package of the invoker at ${local.package}: build it with `make package-invoker`, or set invoker_lambda_package to where it lies, or invoker_lambda_image to an image in ECR."
    }
    precondition {
      condition     = length(local.wrong_patterns) == 0
      error_message = "Patterns in restricted_options_regex cannot be used: ${join(", ", local.wrong_patterns)}. The syntax is RE2's, without flags, \\b, \\p{…}, \\Q…\\E, \\x{…}, octal escapes, {,n}, && and [:names:] in brackets."
    }
    precondition {
      condition     = local.function_variables_size <= 4096
      error_message = "The configuration is too large for the function's variables: they would have ${local.function_variables_size} bytes, and Lambda has 4096 for all of them. Put it into the package as deploy-runner.json and set invoker_lambda_configuration_source to \"package\"; docs/deploy.md shows how."
    }
    precondition {
      condition     = var.container_cpu <= var.container_max_cpu && var.container_memory <= var.container_max_memory
      error_message = "container_cpu (${var.container_cpu}) and container_memory (${var.container_memory}) must not exceed container_max_cpu (${var.container_max_cpu}) and container_max_memory (${var.container_max_memory})."
    }
    precondition {
      condition     = var.container_default_launch_type != "EC2" || local.has_workers
      error_message = "container_default_launch_type is EC2, but there is no ec2_worker_pool_configuration: no task would find a place."
    }
  }

  # A function that starts before its role may write logs loses the first of them.
  depends_on = [aws_cloudwatch_log_group.invoker, aws_iam_role_policy_attachment.this, aws_iam_role_policy.this]
}

# A call that Lambda repeats by itself would start a second task.
resource "aws_lambda_function_event_invoke_config" "invoker" {
  function_name                = aws_lambda_function.invoker.function_name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 3600
}
