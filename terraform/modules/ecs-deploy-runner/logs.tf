locals {
  log_group = coalesce(var.cloudwatch_log_group_name, var.name)
  # Built from the name, so that a group which somebody else made serves as well.
  log_streams = "${local.logs_arn}:log-group:${local.log_group}:log-stream"
}

resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_158: encrypted with AWS's key; cloudwatch_log_group_kms_key_id names one of your own.
  # checkov:skip=CKV_AWS_338: kept for ever by default; cloudwatch_log_group_retention_in_days says how long.
  count             = var.should_create_cloudwatch_log_group ? 1 : 0
  name              = local.log_group
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  tags              = merge(var.custom_tags, coalesce(var.cloudwatch_log_group_tags, {}))
}

resource "aws_cloudwatch_log_subscription_filter" "this" {
  count           = var.cloudwatch_log_group_subscription_destination_arn == null ? 0 : 1
  name            = var.name
  log_group_name  = local.log_group
  destination_arn = var.cloudwatch_log_group_subscription_destination_arn
  filter_pattern  = var.cloudwatch_log_group_subscription_filter_pattern
  distribution    = var.cloudwatch_log_group_subscription_distribution
  role_arn        = var.cloudwatch_log_group_subscription_role_arn
  depends_on      = [aws_cloudwatch_log_group.this]
}
