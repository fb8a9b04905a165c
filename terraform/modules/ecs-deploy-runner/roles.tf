# Every role, and beside it the one policy that the module gives it.

data "aws_iam_policy_document" "assume" {
  for_each = { tasks = "ecs-tasks", invoker = "lambda", workers = "ec2" }

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["${each.value}.amazonaws.com"]
    }
    dynamic "condition" {
      # ECS of another account, or another service in its name, gets nothing (the confused deputy).
      for_each = each.key == "tasks" ? ["${local.ecs_arn}:*"] : []
      content {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = [condition.value]
      }
    }
    dynamic "condition" {
      for_each = each.key == "tasks" ? [local.account] : []
      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "task" {
  for_each             = local.containers
  name                 = "${var.name}-${each.key}"
  description          = "The job in the container ${each.key} of the deploy runner ${var.name}"
  assume_role_policy   = data.aws_iam_policy_document.assume["tasks"].json
  max_session_duration = var.ecs_task_max_session_duration
  permissions_boundary = var.ecs_task_permissions_boundary
  tags                 = var.custom_tags

  lifecycle {
    precondition {
      condition     = length("${var.name}-${each.key}") <= 64
      error_message = "The role of the container ${each.key} would be called ${var.name}-${each.key}, and the name of a role has 64 characters at most: shorten the container's name, or name (${var.name})."
    }
    precondition {
      # The roles of the function, of the workers and of ECS.
      condition     = !contains(["invoker", "worker", "task-execution-role"], each.key)
      error_message = "A container cannot be called ${each.key}: the role ${var.name}-${each.key} belongs to the runner itself."
    }
  }
}

resource "aws_iam_role" "task_execution" {
  name                 = "${var.name}-task-execution-role"
  description          = "ECS, while it starts a task of the deploy runner ${var.name}: image, secrets, log"
  assume_role_policy   = data.aws_iam_policy_document.assume["tasks"].json
  max_session_duration = var.ecs_task_execution_role_max_session_duration
  permissions_boundary = var.ecs_task_exec_role_permissions_boundary
  tags                 = var.custom_tags
}

resource "aws_iam_role" "invoker" {
  name                 = local.function_name
  description          = "The invoker of the deploy runner ${var.name}: starts, follows and stops its tasks"
  assume_role_policy   = data.aws_iam_policy_document.assume["invoker"].json
  permissions_boundary = var.invoker_lambda_role_permissions_boundary
  tags                 = var.custom_tags
}

locals {
  role_policies = merge(
    {
      invoker        = { role = aws_iam_role.invoker.name, document = data.aws_iam_policy_document.invoker.json }
      task-execution = { role = aws_iam_role.task_execution.name, document = data.aws_iam_policy_document.task_execution.json }
    },
    {
      for name, role in aws_iam_role.task :
      "task-${name}" => { role = role.name, document = data.aws_iam_policy_document.task[name].json }
    },
  )
}

resource "aws_iam_policy" "this" {
  for_each = var.use_managed_iam_policies ? local.role_policies : {}
  name     = each.value.role
  policy   = each.value.document
  tags     = var.custom_tags
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = var.use_managed_iam_policies ? local.role_policies : {}
  role       = each.value.role
  policy_arn = aws_iam_policy.this[each.key].arn
}

resource "aws_iam_role_policy" "this" {
  for_each = var.use_managed_iam_policies ? {} : local.role_policies
  name     = "deploy-runner"
  role     = each.value.role
  policy   = each.value.document
}
