# Applied once in every account that is deployed to: the two roles that the runner's jobs assume there.

terraform {
  required_version = ">= 1.5.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40, < 7.0"
    }
  }
}

provider "aws" {
  region = var.region
}

resource "aws_iam_role" "job" {
  for_each             = var.runner_role_arns
  name                 = "deploy-runner-${each.key}"
  description          = "Assumed by the deploy runner's job ${each.value}"
  max_session_duration = 7200
  assume_role_policy   = data.aws_iam_policy_document.assume[each.key].json
}

data "aws_iam_policy_document" "assume" {
  for_each = var.runner_role_arns

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [each.value]
    }
  }
}

resource "aws_iam_role_policy_attachment" "job" {
  for_each   = { for kind in keys(var.runner_role_arns) : kind => var.policy_arns[kind] }
  role       = aws_iam_role.job[each.key].name
  policy_arn = each.value
}
