data "aws_partition" "this" {}

locals {
  # arn:aws:ecs:REGION:ACCOUNT:cluster/NAME
  cluster   = split(":", var.deploy_runner_ecs_cluster_arn)
  region    = local.cluster[3]
  account   = local.cluster[4]
  runner    = split("/", local.cluster[5])[1]
  partition = data.aws_partition.this.partition
  # By its name, as a policy cannot name itself otherwise.
  policy    = "arn:${local.partition}:iam::${local.account}:policy/${var.name}"
  log_group = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${var.deploy_runner_cloudwatch_log_group_name}"
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "CallTheInvoker"
    actions   = ["lambda:InvokeFunction"]
    resources = [var.deploy_runner_invoker_lambda_function_arn]
  }

  dynamic "statement" {
    for_each = var.allow_reading_past_the_invoker ? ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${local.runner}/*"] : []
    content {
      sid       = "DescribeTasksOfTheCluster"
      actions   = ["ecs:DescribeTasks"]
      resources = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = var.allow_reading_past_the_invoker ? ["${local.log_group}:log-stream:*"] : []
    content {
      sid       = "ReadTheLogGroup"
      actions   = ["logs:GetLogEvents"]
      resources = [statement.value]
    }
  }

  # Whoever may run tasks in the cluster, run the runner's definitions anywhere, pass its roles to others, or change the
  # function, walks around the gate.
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? [var.deploy_runner_ecs_cluster_arn] : []
    content {
      sid    = "NeverInTheCluster"
      effect = "Deny"
      actions = [
        "ecs:RunTask", "ecs:StartTask", "ecs:ExecuteCommand", "ecs:CreateService", "ecs:UpdateService", "ecs:CreateTaskSet",
      ]
      resources = ["*"]
      condition {
        test     = "StringEquals"
        variable = "ecs:cluster"
        values   = [statement.value]
      }
    }
  }
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? ["arn:${local.partition}:ecs:${local.region}:${local.account}:task-definition/${local.runner}-*"] : []
    content {
      sid       = "NeverTheRunnersDefinitions"
      effect    = "Deny"
      actions   = ["ecs:RunTask", "ecs:StartTask"]
      resources = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? ["arn:${local.partition}:iam::${local.account}:role/${local.runner}-*"] : []
    content {
      sid       = "NeverTheRunnersRoles"
      effect    = "Deny"
      actions   = ["iam:PassRole", "sts:AssumeRole"]
      resources = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? [var.deploy_runner_invoker_lambda_function_arn] : []
    content {
      sid       = "NeverChangeTheFunction"
      effect    = "Deny"
      actions   = ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "lambda:AddPermission"]
      resources = [statement.value]
    }
  }

  # Whoever may write to IAM as well takes all of this away with one call, or makes the runner's roles their own.
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? ["arn:${local.partition}:iam::${local.account}:role/${local.runner}-*"] : []
    content {
      sid    = "NeverChangeTheRunnersRoles"
      effect = "Deny"
      actions = [
        "iam:AttachRolePolicy", "iam:DeleteRole", "iam:DeleteRolePermissionsBoundary", "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ]
      resources = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? ["arn:${local.partition}:iam::${local.account}:policy/${local.runner}-*"] : []
    content {
      sid       = "NeverChangeThisPolicy"
      effect    = "Deny"
      actions   = ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"]
      resources = [local.policy, statement.value]
    }
  }
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? [local.policy] : []
    content {
      sid       = "NeverLoseThisPolicy"
      effect    = "Deny"
      actions   = ["iam:DetachGroupPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy"]
      resources = ["*"]
      condition {
        test     = "StringEquals"
        variable = "iam:PolicyARN"
        values   = [statement.value]
      }
    }
  }

  # A log, the record of a run and the letter that stops one are believed.
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? [local.log_group] : []
    content {
      sid       = "NeverForgeALog"
      effect    = "Deny"
      actions   = ["logs:CreateLogStream", "logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutLogEvents"]
      resources = [statement.value, "${statement.value}:*"]
    }
  }
  dynamic "statement" {
    for_each = var.deny_bypassing_the_invoker ? ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${local.runner}/*"] : []
    content {
      sid       = "NeverForgeAStop"
      effect    = "Deny"
      actions   = ["ecs:StopTask", "ecs:TagResource", "ecs:UntagResource"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_policy" "this" {
  name        = var.name
  description = "Calls the deploy runner ${local.runner}, and runs none of its tasks directly"
  policy      = data.aws_iam_policy_document.this.json
}
