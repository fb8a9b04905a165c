data "aws_partition" "this" {}
data "aws_region" "this" {}
data "aws_caller_identity" "this" {}

locals {
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name
  account   = data.aws_caller_identity.this.account_id
  # What every ARN of a regional service in this account begins with.
  ecs_arn  = "arn:${local.partition}:ecs:${local.region}:${local.account}"
  logs_arn = "arn:${local.partition}:logs:${local.region}:${local.account}"
  tasks    = "${local.ecs_arn}:task/${var.name}/*"
}
