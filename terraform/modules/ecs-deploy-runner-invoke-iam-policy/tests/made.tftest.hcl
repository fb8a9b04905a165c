# What the module makes of its inputs, planned with a provider that makes up what AWS would say.

mock_provider "aws" {
  source = "../../tests/aws"
}

variables {
  deploy_runner_invoker_lambda_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:runner-invoker"
  deploy_runner_ecs_cluster_arn             = "arn:aws:ecs:eu-west-1:123456789012:cluster/runner"
  deploy_runner_cloudwatch_log_group_name   = "logs"
}

run "calls_the_function_and_nothing_else" {
  command = plan

  assert {
    condition = [
      for each in data.aws_iam_policy_document.this.statement : join(" ", concat(tolist(each.actions), tolist(each.resources)))
    ] == ["lambda:InvokeFunction arn:aws:lambda:eu-west-1:123456789012:function:runner-invoker"]
    error_message = "The policy allows something else."
  }
  assert {
    condition     = aws_iam_policy.this.name == "invoke-ecs-deploy-runner"
    error_message = "The policy has another name."
  }
}

run "reads_past_the_invoker_where_that_is_wanted" {
  command = plan

  variables {
    allow_reading_past_the_invoker = true
  }
  assert {
    condition = [
      for each in data.aws_iam_policy_document.this.statement : join(" ", concat(tolist(each.actions), tolist(each.resources)))
      if each.sid != "CallTheInvoker"
      ] == [
      "ecs:DescribeTasks arn:aws:ecs:eu-west-1:123456789012:task/runner/*",
      "logs:GetLogEvents arn:aws:logs:eu-west-1:123456789012:log-group:logs:log-stream:*",
    ]
    error_message = "The policy reads something else."
  }
}

run "denies_what_walks_around_the_gate" {
  command = plan

  variables {
    deny_bypassing_the_invoker = true
  }
  assert {
    condition     = alltrue([for each in data.aws_iam_policy_document.this.statement : each.effect == "Deny" if each.sid != "CallTheInvoker"])
    error_message = "Something is allowed besides."
  }
  assert {
    condition = length(setsubtract([
      "ecs:ExecuteCommand", "ecs:RunTask", "ecs:StartTask", "ecs:StopTask", "ecs:TagResource", "iam:AttachRolePolicy",
      "iam:CreatePolicyVersion", "iam:DetachRolePolicy", "iam:PassRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy",
      "lambda:AddPermission", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "logs:PutLogEvents",
      "sts:AssumeRole",
    ], flatten([for each in data.aws_iam_policy_document.this.statement : tolist(each.actions) if each.effect == "Deny"]))) == 0
    error_message = "Something is not denied."
  }
  assert {
    condition = flatten([
      for each in data.aws_iam_policy_document.this.statement : [for condition in each.condition : tolist(condition.values)] if each.sid == "NeverLoseThisPolicy"
    ]) == ["arn:aws:iam::123456789012:policy/invoke-ecs-deploy-runner"]
    error_message = "Another policy cannot be taken away."
  }
}

run "no_function" {
  command = plan

  variables {
    deploy_runner_invoker_lambda_function_arn = "runner-invoker"
  }
  expect_failures = [var.deploy_runner_invoker_lambda_function_arn]
}

run "no_cluster" {
  command = plan

  variables {
    deploy_runner_ecs_cluster_arn = "runner"
  }
  expect_failures = [var.deploy_runner_ecs_cluster_arn]
}
