# One runner in the account "shared", which plans and applies in the others by assuming a role in each of them. Every job
# may assume the role that is meant for it, and do nothing else: its power lies in the target accounts.

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

locals {
  assume = {
    for kind in ["plan", "apply"] : kind => {
      AssumeRolesInTheAccounts = {
        effect    = "Allow"
        actions   = ["sts:AssumeRole"]
        resources = [for account in values(var.accounts) : "arn:aws:iam::${account}:role/deploy-runner-${kind}"]
      }
    }
  }
  repository_access = {
    infrastructure_live_repositories        = var.infrastructure_live_repositories
    infrastructure_live_repositories_regex  = var.infrastructure_live_repositories_regex
    repo_access_ssh_key_secrets_manager_arn = var.git_ssh_key_secret_arn
    environment_vars                        = merge({ AWS_REGION = var.region }, var.environment_vars)
  }
}

module "pipelines" {
  source = "../../../modules/pipelines"

  vpc_id                 = var.vpc_id
  vpc_subnet_ids         = var.private_subnet_ids
  invoker_lambda_package = var.invoker_lambda_package
  custom_tags            = { Service = "deploy-runner" }

  docker_image_builder = {
    container_image = var.kaniko_image
    allowed_repos   = var.application_repositories
    iam_policy = {
      SignIn = { effect = "Allow", actions = ["ecr:GetAuthorizationToken"], resources = ["*"] }
      PushTheseRepositories = {
        effect = "Allow"
        actions = [
          "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
          "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
        ]
        resources = var.ecr_repository_arns
      }
    }
  }
  terraform_planner = merge(local.repository_access, {
    container_image = var.deploy_runner_image
    iam_policy      = local.assume.plan
  })
  terraform_applier = merge(local.repository_access, {
    container_image               = var.deploy_runner_image
    iam_policy                    = local.assume.apply
    allowed_apply_git_refs        = ["main", "origin/main"]
    allowed_update_variable_names = ["image_tag"]
    machine_user_git_info         = { name = "deploy-runner", email = "deploy-runner@example.com" }
  })

  # A job of your own: an image that adds a script to the trigger directory.
  additional_container_images = {
    smoke-tests = {
      docker_image                    = var.smoke_tests_image.docker_image
      docker_tag                      = var.smoke_tests_image.docker_tag
      secrets_manager_env_vars        = var.smoke_tests_secret_variables
      additional_secrets_manager_arns = var.smoke_tests_secret_arns
      script_config = {
        smoke-test = { allowed_options = ["environment"], restricted_options_regex = { environment = join("|", keys(var.accounts)) } }
      }
    }
  }

  iam_roles = var.ci_roles
  invoke_schedule = {
    nightly-drift = {
      container_name      = "terraform-planner"
      script              = "infrastructure-deploy-script"
      args                = "--repo ${var.infrastructure_live_repositories[0]} --ref main --binary terragrunt --command plan-all --command-args '-detailed-exitcode' --deploy-path ''"
      schedule_expression = "cron(0 3 * * ? *)"
    }
  }

  artifact_config = {
    allow_runtime_selection = true
    bucket_name             = aws_s3_bucket.outputs.bucket
    default_key_prefix      = "runs"
  }
  cloudwatch_log_group_retention_in_days                = 365
  invoker_lambda_cloudwatch_log_group_retention_in_days = 365
}

# What jobs print, when a caller asks for it with --store-outputs true.
resource "aws_s3_bucket" "outputs" {
  # checkov:skip=CKV_AWS_18: nobody reads it often enough for an access log.
  # checkov:skip=CKV_AWS_21: an object is written once, under the id of its run.
  # checkov:skip=CKV_AWS_144: a copy of what stands in the log group as well.
  # checkov:skip=CKV_AWS_145: encrypted with AWS's key.
  # checkov:skip=CKV2_AWS_62: nobody waits for a new object.
  bucket        = var.outputs_bucket
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "outputs" {
  bucket                  = aws_s3_bucket.outputs.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "outputs" {
  bucket = aws_s3_bucket.outputs.bucket

  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = 365
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
