# The whole runner as a service: containers, runner, the jobs' permissions, and who may call it.

locals {
  # The sections as the standard configuration takes them.
  sections = {
    docker-image-builder = var.docker_image_builder
    ami-builder          = var.ami_builder
    terraform-planner    = var.terraform_planner
    terraform-applier    = var.terraform_applier
  }
  plain_sections = {
    for name, section in local.sections : name => section == null ? null : {
      for key, value in section : key => value if key != "iam_policy"
    }
  }
  additional_containers = {
    for name, container in var.additional_container_images : name => {
      for key, value in container : key => value if key != "iam_policy"
    }
  }
}

module "standard_configuration" {
  source = "../ecs-deploy-runner-standard-configuration"

  docker_image_builder                   = local.plain_sections.docker-image-builder
  ami_builder                            = local.plain_sections.ami-builder
  terraform_planner                      = local.plain_sections.terraform-planner
  terraform_applier                      = local.plain_sections.terraform-applier
  docker_image_builder_hardcoded_args    = var.docker_image_builder_hardcoded_args
  docker_image_builder_hardcoded_options = var.docker_image_builder_hardcoded_options
}

module "deploy_runner" {
  source = "../ecs-deploy-runner"

  container_images                                      = merge(module.standard_configuration.container_images, local.additional_containers)
  vpc_id                                                = var.vpc_id
  vpc_subnet_ids                                        = var.vpc_subnet_ids
  name                                                  = var.name
  container_cpu                                         = var.container_cpu
  container_memory                                      = var.container_memory
  container_max_cpu                                     = var.container_max_cpu
  container_max_memory                                  = var.container_max_memory
  container_default_launch_type                         = var.container_default_launch_type
  ec2_worker_pool_configuration                         = var.ec2_worker_pool_configuration
  artifact_config                                       = var.artifact_config
  should_create_cloudwatch_log_group                    = var.should_create_cloudwatch_log_group
  cloudwatch_log_group_name                             = var.cloudwatch_log_group_name
  cloudwatch_log_group_retention_in_days                = var.cloudwatch_log_group_retention_in_days
  cloudwatch_log_group_kms_key_id                       = var.cloudwatch_log_group_kms_key_id
  cloudwatch_log_group_tags                             = var.cloudwatch_log_group_tags
  cloudwatch_log_group_subscription_destination_arn     = var.cloudwatch_log_group_subscription_destination_arn
  cloudwatch_log_group_subscription_filter_pattern      = var.cloudwatch_log_group_subscription_filter_pattern
  cloudwatch_log_group_subscription_distribution        = var.cloudwatch_log_group_subscription_distribution
  cloudwatch_log_group_subscription_role_arn            = var.cloudwatch_log_group_subscription_role_arn
  invoker_lambda_loglevel                               = var.invoker_lambda_loglevel
  invoker_lambda_reserved_concurrent_executions         = var.invoker_lambda_reserved_concurrent_executions
  invoker_lambda_role_permissions_boundary              = var.invoker_lambda_role_permissions_boundary
  invoker_lambda_should_create_cloudwatch_log_group     = var.invoker_lambda_should_create_cloudwatch_log_group
  invoker_lambda_cloudwatch_log_group_retention_in_days = var.invoker_lambda_cloudwatch_log_group_retention_in_days
  invoker_lambda_cloudwatch_log_group_kms_key_id        = var.invoker_lambda_cloudwatch_log_group_kms_key_id
  invoker_lambda_cloudwatch_log_group_tags              = var.invoker_lambda_cloudwatch_log_group_tags
  ecs_task_permissions_boundary                         = var.ecs_task_permissions_boundary
  ecs_task_exec_role_permissions_boundary               = var.ecs_task_exec_role_permissions_boundary
  ecs_task_max_session_duration                         = var.ecs_task_max_session_duration
  ecs_task_execution_role_max_session_duration          = var.ecs_task_execution_role_max_session_duration
  enable_cluster_container_insights                     = var.enable_cluster_container_insights
  outbound_security_group_name                          = var.outbound_security_group_name
  repository_credentials_secrets_manager_arn            = var.repository_credentials_secrets_manager_arn
  secrets_manager_kms_key_arn                           = var.secrets_manager_kms_key_arn
  custom_tags                                           = var.custom_tags
  use_managed_iam_policies                              = var.use_managed_iam_policies
  invoker_lambda_package                                = var.invoker_lambda_package
  invoker_lambda_image                                  = var.invoker_lambda_image
  invoker_lambda_architecture                           = var.invoker_lambda_architecture
  invoker_lambda_configuration_source                   = var.invoker_lambda_configuration_source
  assign_public_ip                                      = var.assign_public_ip
  max_run_minutes                                       = var.max_run_minutes
  legacy_null_means_any                                 = var.legacy_null_means_any
}
