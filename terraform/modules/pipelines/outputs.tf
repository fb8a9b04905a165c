output "cloudwatch_log_group_name" {
  description = "The log group of the tasks."
  value       = module.deploy_runner.cloudwatch_log_group_name
}

output "default_ecs_task_arn" {
  description = "The task definition of the container that is marked `default`; null when none is."
  value       = module.deploy_runner.default_ecs_task_arn
}

output "ecs_cluster_arn" {
  description = "The cluster."
  value       = module.deploy_runner.ecs_cluster_arn
}

output "ecs_ec2_worker_asg_name" {
  description = "The auto scaling group of the workers; null without a worker pool."
  value       = module.deploy_runner.ecs_ec2_worker_asg_name
}

output "ecs_ec2_worker_iam_role" {
  description = "The role of the workers, with `arn` and `name`; null without a worker pool."
  value       = module.deploy_runner.ecs_ec2_worker_iam_role
}

output "ecs_task_arns" {
  description = "Container to the ARN of its task definition, with the revision."
  value       = module.deploy_runner.ecs_task_arns
}

output "ecs_task_execution_role_arn" {
  description = "The role with which ECS starts tasks."
  value       = module.deploy_runner.ecs_task_execution_role_arn
}

output "ecs_task_families" {
  description = "Container to the family of its task definition."
  value       = module.deploy_runner.ecs_task_families
}

output "ecs_task_iam_roles" {
  description = "Container to the role of its job, with `arn` and `name`: attach what the job needs."
  value       = module.deploy_runner.ecs_task_iam_roles
}

output "ecs_task_revisions" {
  description = "Container to the revision of its task definition."
  value       = module.deploy_runner.ecs_task_revisions
}

output "invoker_function_arn" {
  description = "The invoker."
  value       = module.deploy_runner.invoker_function_arn
}

output "invoker_function_name" {
  description = "The invoker's name, for `infrastructure-deployer --invoker-function-id`."
  value       = module.deploy_runner.invoker_function_name
}

output "security_group_allow_all_outbound_id" {
  description = "The security group of the tasks."
  value       = module.deploy_runner.security_group_allow_all_outbound_id
}

output "rules_json" {
  description = "What the function decides by but for where tasks run: known in every plan, for `check-config --against`."
  value       = module.deploy_runner.rules_json
}

output "configuration_json" {
  description = "What the function decides by, for `infrastructure-deployer check-config` and for the package."
  value       = module.deploy_runner.configuration_json
}

output "invoke_policy_arn" {
  description = "The policy of whoever may call the runner."
  value       = module.invoke_policy.arn
}
