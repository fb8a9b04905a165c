# What the module makes of its inputs, planned with a provider that makes up what AWS would say.

mock_provider "aws" {
  source = "../../tests/aws"
}

run "each_job_has_what_its_iam_policy_says" {
  command = plan

  assert {
    condition     = keys(data.aws_iam_policy_document.job) == ["docker-image-builder", "smoke-tests"]
    error_message = "A job has no permissions, or another has some."
  }
  assert {
    condition = [
      for each in data.aws_iam_policy_document.job["docker-image-builder"].statement : join(" ", concat([each.sid, each.effect], tolist(each.actions), tolist(each.resources)))
    ] == ["Push Allow ecr:PutImage arn:aws:ecr:eu-west-1:123456789012:repository/app"]
    error_message = "The builder may do something else."
  }
  assert {
    condition     = [for each in data.aws_iam_policy_document.job["smoke-tests"].statement : "${each.sid} ${each.effect}"] == ["NeverThis Deny"]
    error_message = "What is denied is not."
  }
  assert {
    condition     = aws_iam_role_policy_attachment.job["smoke-tests"].role == "ecs-deploy-runner-smoke-tests"
    error_message = "Another role has the policy."
  }
}

run "policies_can_be_inline" {
  command = plan

  variables {
    use_managed_iam_policies = false
  }
  assert {
    condition     = length(aws_iam_policy.job) == 0 && aws_iam_role_policy.job["smoke-tests"].role == "ecs-deploy-runner-smoke-tests"
    error_message = "The policies of jobs are not inline."
  }
}

run "users_groups_and_roles_may_call" {
  command = plan

  variables {
    iam_users  = ["ci"]
    iam_groups = ["developers"]
    iam_roles  = ["github"]
  }
  assert {
    condition = [
      aws_iam_user_policy_attachment.invoke["ci"].user, aws_iam_group_policy_attachment.invoke["developers"].group,
      aws_iam_role_policy_attachment.invoke["github"].role,
    ] == ["ci", "developers", "github"]
    error_message = "Somebody may not call."
  }
}

run "a_schedule_may_call_for_its_own_rule" {
  # The ARN of a rule is known once it is there.
  command = apply

  override_module {
    target = module.deploy_runner
    outputs = {
      invoker_function_arn      = "arn:aws:lambda:eu-west-1:123456789012:function:ecs-deploy-runner-invoker"
      invoker_function_name     = "ecs-deploy-runner-invoker"
      ecs_cluster_arn           = "arn:aws:ecs:eu-west-1:123456789012:cluster/ecs-deploy-runner"
      cloudwatch_log_group_name = "ecs-deploy-runner"
      ecs_task_iam_roles        = { docker-image-builder = { name = "builder" }, smoke-tests = { name = "smoke-tests" } }
    }
  }

  variables {
    invoke_schedule = {
      nightly = { container_name = "smoke-tests", script = "smoke-test", args = "dev", schedule_expression = "cron(0 3 * * ? *)" }
    }
  }
  assert {
    condition = (
      aws_lambda_permission.invoke["nightly"].principal == "events.amazonaws.com"
      && aws_lambda_permission.invoke["nightly"].source_arn == aws_cloudwatch_event_rule.invoke["nightly"].arn
      && aws_lambda_permission.invoke["nightly"].function_name == "ecs-deploy-runner-invoker"
    )
    error_message = "EventBridge may not call, or any rule may."
  }
  assert {
    condition = jsondecode(replace(aws_cloudwatch_event_target.invoke["nightly"].input_transformer[0].input_template, "<id>", "\"1\"")) == {
      client_token = "1", action = "run", container_name = "smoke-tests", script = "smoke-test", args = "dev"
      caller       = { ci = "eventbridge", schedule = "nightly" }
    }
    error_message = aws_cloudwatch_event_target.invoke["nightly"].input_transformer[0].input_template
  }
}
