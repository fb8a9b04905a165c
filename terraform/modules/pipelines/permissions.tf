# What each job may do, beside what the runner itself needs of its role.

locals {
  job_policies = {
    for name, policy in merge(
      { for name, section in local.sections : name => try(section.iam_policy, null) },
      { for name, container in var.additional_container_images : name => try(container.iam_policy, null) },
    ) : name => policy if policy != null
  }
  # Those that are no map from ids of statements to statements.
  wrong_policies = [
    for name, policy in local.job_policies : name if !can([
      for sid in keys(policy) : [
        regex("^[A-Za-z0-9]+$", sid), tolist(policy[sid].actions), tolist(policy[sid].resources),
        regex("^(?:Allow|Deny)$", coalesce(try(policy[sid].effect, null), "Allow")),
        regex("^$", join(" ", setsubtract(keys(policy[sid]), ["actions", "resources", "effect"]))),
      ]
    ])
  ]
}

data "aws_iam_policy_document" "job" {
  # checkov:skip=CKV_AWS_356: what a job needs is its owner's to say.
  for_each = local.job_policies

  dynamic "statement" {
    for_each = each.value
    content {
      sid       = statement.key
      effect    = coalesce(try(statement.value.effect, null), "Allow")
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
  lifecycle {
    precondition {
      condition     = !contains(local.wrong_policies, each.key)
      error_message = "iam_policy of ${each.key} maps statement ids (letters and digits) to objects with resources, actions and, at will, effect: Allow or Deny."
    }
  }
}

resource "aws_iam_policy" "job" {
  for_each = { for name, policy in local.job_policies : name => policy if var.use_managed_iam_policies }
  name     = "${var.name}-${each.key}-job"
  policy   = data.aws_iam_policy_document.job[each.key].json
  tags     = var.custom_tags
}

resource "aws_iam_role_policy_attachment" "job" {
  for_each   = { for name, policy in local.job_policies : name => policy if var.use_managed_iam_policies }
  role       = module.deploy_runner.ecs_task_iam_roles[each.key].name
  policy_arn = aws_iam_policy.job[each.key].arn
}

resource "aws_iam_role_policy" "job" {
  for_each = { for name, policy in local.job_policies : name => policy if !var.use_managed_iam_policies }
  name     = "job"
  role     = module.deploy_runner.ecs_task_iam_roles[each.key].name
  policy   = data.aws_iam_policy_document.job[each.key].json
}
