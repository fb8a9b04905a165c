output "cloudwatch_log_group_name" {
  description = "The log group of the tasks."
  value       = local.log_group
}

output "default_ecs_task_arn" {
  description = "The task definition of the container that is marked `default`; null when none is."
  value       = one([for name, container in local.containers : aws_ecs_task_definition.this[name].arn if container.is_default])
}

output "ecs_cluster_arn" {
  description = "The cluster."
  value       = aws_ecs_cluster.this.arn
}

output "ecs_ec2_worker_asg_name" {
  description = "The auto scaling group of the workers; null without a worker pool."
  value       = one([for group in aws_autoscaling_group.workers : group.name])
}

output "ecs_ec2_worker_iam_role" {
  description = "The role of the workers, with `arn` and `name`; null without a worker pool."
  value       = one([for role in aws_iam_role.workers : { arn = role.arn, name = role.name }])
}

output "ecs_task_arns" {
  description = "Container to the ARN of its task definition, with the revision."
  value       = { for name, definition in aws_ecs_task_definition.this : name => definition.arn }
}

output "ecs_task_execution_role_arn" {
  description = "The role with which ECS starts tasks."
  value       = aws_iam_role.task_execution.arn
}

output "ecs_task_families" {
  description = "Container to the family of its task definition."
  value       = { for name, definition in aws_ecs_task_definition.this : name => definition.family }
}

output "ecs_task_iam_roles" {
  description = "Container to the role of its job, with `arn` and `name`: attach what the job needs."
  value       = { for name, role in aws_iam_role.task : name => { arn = role.arn, name = role.name } }
}

output "ecs_task_revisions" {
  description = "Container to the revision of its task definition."
  value       = { for name, definition in aws_ecs_task_definition.this : name => definition.revision }
}

output "invoker_function_arn" {
  description = "The invoker."
  value       = aws_lambda_function.invoker.arn
}

output "invoker_function_name" {
  description = "The invoker's name, for `infrastructure-deployer --invoker-function-id`."
  value       = aws_lambda_function.invoker.function_name
}

output "security_group_allow_all_outbound_id" {
  description = "The security group of the tasks."
  value       = aws_security_group.outbound.id
}

output "rules_json" {
  description = "What the function decides by but for where tasks run: known in every plan, for `check-config --against`."
  value       = jsonencode(local.rules)
}

output "configuration_json" {
  description = "What the function decides by, for `infrastructure-deployer check-config` and for the package."
  value       = local.configuration_json
}
