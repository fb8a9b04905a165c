# Who may call the runner: people and CI by the invoke policy, schedules by EventBridge.

module "invoke_policy" {
  source = "../ecs-deploy-runner-invoke-iam-policy"

  name                                      = "invoke-${var.name}"
  deploy_runner_invoker_lambda_function_arn = module.deploy_runner.invoker_function_arn
  deploy_runner_ecs_cluster_arn             = module.deploy_runner.ecs_cluster_arn
  deploy_runner_cloudwatch_log_group_name   = module.deploy_runner.cloudwatch_log_group_name
  allow_reading_past_the_invoker            = var.allow_reading_past_the_invoker
  deny_bypassing_the_invoker                = var.deny_bypassing_the_invoker
}

resource "aws_iam_user_policy_attachment" "invoke" {
  # checkov:skip=CKV_AWS_40: CI tools without OIDC have nothing but users; iam_roles is the better way.
  for_each   = toset(var.iam_users)
  user       = each.value
  policy_arn = module.invoke_policy.arn
}

resource "aws_iam_group_policy_attachment" "invoke" {
  for_each   = toset(var.iam_groups)
  group      = each.value
  policy_arn = module.invoke_policy.arn
}

resource "aws_iam_role_policy_attachment" "invoke" {
  for_each   = toset(var.iam_roles)
  role       = each.value
  policy_arn = module.invoke_policy.arn
}

resource "aws_cloudwatch_event_rule" "invoke" {
  for_each            = var.invoke_schedule
  name                = "${var.name}-${each.key}"
  description         = "Runs ${each.value.script} in ${coalesce(each.value.container_name, "the default container")}"
  schedule_expression = each.value.schedule_expression
  tags                = var.custom_tags

  lifecycle {
    precondition {
      condition     = length("${var.name}-${each.key}") <= 64
      error_message = "The rule of the schedule ${each.key} would be called ${var.name}-${each.key}, and the name of a rule has 64 characters at most: shorten the key in invoke_schedule, or name (${var.name})."
    }
  }
}

resource "aws_cloudwatch_event_target" "invoke" {
  for_each = var.invoke_schedule
  rule     = aws_cloudwatch_event_rule.invoke[each.key].name
  arn      = module.deploy_runner.invoker_function_arn

  input_transformer {
    input_paths = { id = "$.id" }
    # The event's id as the token: EventBridge may deliver an event twice, and it starts one task all the same.
    input_template = format("{\"client_token\":<id>,%s", trimprefix(jsonencode(merge(
      { action = "run", script = each.value.script, args = each.value.args },
      { for key, value in { container_name = each.value.container_name } : key => value if value != null },
      { caller = { ci = "eventbridge", schedule = each.key } },
    )), "{"))
  }
  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 3
  }
}

resource "aws_lambda_permission" "invoke" {
  for_each      = var.invoke_schedule
  statement_id  = "schedule-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = module.deploy_runner.invoker_function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.invoke[each.key].arn
}
