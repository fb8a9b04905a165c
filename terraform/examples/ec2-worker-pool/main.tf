# Tasks on EC2 instances of your own in place of Fargate: they start in seconds once an instance is there, and images
# stay cached. The pool shrinks to nothing when nothing runs.

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

# The current image of Amazon Linux 2023 for ECS; an apply after AWS has published another one renews the template.
data "aws_ssm_parameter" "ami" {
  name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
}

module "standard_configuration" {
  source = "../../modules/ecs-deploy-runner-standard-configuration"

  terraform_planner = {
    container_image                  = var.deploy_runner_image
    infrastructure_live_repositories = [var.infrastructure_live_repository]
    environment_vars                 = var.environment_vars
  }
}

module "deploy_runner" {
  source = "../../modules/ecs-deploy-runner"

  container_images       = module.standard_configuration.container_images
  vpc_id                 = var.vpc_id
  vpc_subnet_ids         = var.private_subnet_ids
  invoker_lambda_package = var.invoker_lambda_package

  container_default_launch_type = "EC2"
  ec2_worker_pool_configuration = {
    min_size      = 0
    max_size      = 4
    ami           = data.aws_ssm_parameter.ami.insecure_value
    instance_type = "m6i.large"
  }
}
