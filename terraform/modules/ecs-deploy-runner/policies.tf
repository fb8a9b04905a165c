# What each role may do. docs/aws.md has the table of calls that these are made from, and why each is needed.

data "aws_iam_policy_document" "invoker" {
  statement {
    sid       = "StartTheseTasks"
    actions   = ["ecs:RunTask"]
    resources = [for definition in aws_ecs_task_definition.this : definition.arn]
    condition {
      test     = "StringEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.this.arn]
    }
  }
  statement {
    sid       = "PassTheseRoles"
    actions   = ["iam:PassRole"]
    resources = concat([aws_iam_role.task_execution.arn], [for role in aws_iam_role.task : role.arn])
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
  statement {
    sid       = "TagFollowAndStopTasksOfThisCluster"
    actions   = ["ecs:TagResource", "ecs:DescribeTasks", "ecs:StopTask"]
    resources = [local.tasks]
  }
  statement {
    # checkov:skip=CKV_AWS_356: ListTasks has no resource but the container instance; the condition names the cluster.
    sid       = "FindTasksOfThisCluster"
    actions   = ["ecs:ListTasks"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.this.arn]
    }
  }
  statement {
    sid       = "ReadLogsOfTasks"
    actions   = ["logs:GetLogEvents"]
    resources = ["${local.log_streams}:*"]
  }
  statement {
    sid       = "RecordRuns"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_streams}:deploy-runner-runs/*"]
  }
  statement {
    sid       = "WriteItsOwnLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.logs_arn}:log-group:${local.function_log_group}:log-stream:*"]
  }
}

data "aws_iam_policy_document" "task_execution" {
  statement {
    sid       = "WriteLogsOfTasks"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_streams}:ecs-deploy-runner/*"]
  }
  dynamic "statement" {
    for_each = length(local.ecr_repositories) > 0 ? [local.ecr_repositories] : []
    content {
      sid       = "PullTheseImages"
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = statement.value
    }
  }
  dynamic "statement" {
    for_each = length(local.ecr_repositories) > 0 ? ["*"] : []
    content {
      sid       = "SignInToECR"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = length(local.execution_secrets) > 0 ? [local.execution_secrets] : []
    content {
      sid       = "InjectTheseSecrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }
  dynamic "statement" {
    for_each = length(local.execution_secrets) > 0 && var.secrets_manager_kms_key_arn != null ? [var.secrets_manager_kms_key_arn] : []
    content {
      sid       = "DecryptSecrets"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
}

data "aws_iam_policy_document" "task" {
  for_each = local.containers

  statement {
    sid       = "HearHowToStop"
    actions   = ["ecs:ListTagsForResource"]
    resources = [local.tasks]
    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/deploy-runner:container"
      values   = [each.key]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.additional_secrets) > 0 ? [each.value.additional_secrets] : []
    content {
      sid       = "ReadTheseSecrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }
  dynamic "statement" {
    for_each = length(each.value.additional_secrets) > 0 && var.secrets_manager_kms_key_arn != null ? [var.secrets_manager_kms_key_arn] : []
    content {
      sid       = "DecryptSecrets"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = local.artifacts == null ? [] : [local.artifacts]
    content {
      sid       = "StoreOutputs"
      actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
      resources = [statement.value]
    }
  }
}

locals {
  execution_secrets = concat(
    local.injected_secrets,
    [for arn in [var.repository_credentials_secrets_manager_arn] : arn if arn != null],
  )
  artifact_config = var.artifact_config == null ? null : {
    bucket_name             = tostring(var.artifact_config.bucket_name)
    region                  = try(tostring(var.artifact_config.region), null)
    default_key_prefix      = try(tostring(var.artifact_config.default_key_prefix), null)
    allow_runtime_selection = coalesce(try(tobool(var.artifact_config.allow_runtime_selection), null), false)
  }
  # The objects that jobs may write.
  artifacts = local.artifact_config == null ? null : join("/", concat(
    ["arn:${local.partition}:s3:::${local.artifact_config.bucket_name}"],
    [for prefix in [trim(coalesce(local.artifact_config.default_key_prefix, "/"), "/")] : prefix if prefix != ""],
    ["*"],
  ))
}
