# From an empty account to the first plan: docs/deploy.md goes through it step by step.

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

# Which jobs there are, and what callers may pass to them.
module "standard_configuration" {
  source = "../../modules/ecs-deploy-runner-standard-configuration"

  terraform_planner = {
    container_image                  = var.deploy_runner_image
    infrastructure_live_repositories = [var.infrastructure_live_repository]
    repo_access_https_tokens         = { github_token_secrets_manager_arn = aws_secretsmanager_secret.git_token.arn }
    environment_vars                 = merge({ AWS_REGION = var.region }, var.environment_vars)
  }
  terraform_applier = {
    container_image                  = var.deploy_runner_image
    infrastructure_live_repositories = [var.infrastructure_live_repository]
    allowed_apply_git_refs           = ["main"]
    repo_access_https_tokens         = { github_token_secrets_manager_arn = aws_secretsmanager_secret.git_token.arn }
    environment_vars                 = merge({ AWS_REGION = var.region }, var.environment_vars)
  }
}

# The cluster, the task definitions, the roles and the function.
module "deploy_runner" {
  source = "../../modules/ecs-deploy-runner"

  container_images       = module.standard_configuration.container_images
  vpc_id                 = aws_vpc.this.id
  vpc_subnet_ids         = aws_subnet.public[*].id
  assign_public_ip       = true
  invoker_lambda_package = var.invoker_lambda_package

  cloudwatch_log_group_retention_in_days                = 365
  invoker_lambda_cloudwatch_log_group_retention_in_days = 365
}

# What CI gets: it may call the function, and run nothing directly.
module "invoke_policy" {
  source = "../../modules/ecs-deploy-runner-invoke-iam-policy"

  deploy_runner_invoker_lambda_function_arn = module.deploy_runner.invoker_function_arn
  deploy_runner_ecs_cluster_arn             = module.deploy_runner.ecs_cluster_arn
  deploy_runner_cloudwatch_log_group_name   = module.deploy_runner.cloudwatch_log_group_name
  deny_bypassing_the_invoker                = true
}

# What the jobs may do: the planner reads everything, the applier writes what you say. Everything is every object in S3 and
# every parameter, too, for whoever may have a branch planned: give it less where those hold secrets.
resource "aws_iam_role_policy_attachment" "planner" {
  role       = module.deploy_runner.ecs_task_iam_roles["terraform-planner"].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "applier" {
  for_each   = toset(var.applier_policy_arns)
  role       = module.deploy_runner.ecs_task_iam_roles["terraform-applier"].name
  policy_arn = each.value
}

# Filled by hand, so that the token is in no state: docs/deploy.md has the command.
resource "aws_secretsmanager_secret" "git_token" {
  # checkov:skip=CKV_AWS_149: encrypted with AWS's key, which costs nothing.
  # checkov:skip=CKV2_AWS_57: a token of GitHub cannot be rotated by AWS.
  name                    = "deploy-runner/git-token"
  description             = "Reads ${var.infrastructure_live_repository}"
  recovery_window_in_days = 0
}
