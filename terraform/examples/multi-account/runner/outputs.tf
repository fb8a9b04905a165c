output "invoker_function_name" {
  description = "For `infrastructure-deployer --invoker-function-id`."
  value       = module.pipelines.invoker_function_name
}

output "rules_json" {
  description = "For `infrastructure-deployer check-config --against`, before an apply."
  value       = module.pipelines.rules_json
}

output "configuration_json" {
  description = "For `infrastructure-deployer check-config`."
  value       = module.pipelines.configuration_json
}

output "job_roles" {
  description = "For runner_role_arns of the module in ../target: kind of job to the role that assumes."
  value = {
    plan  = module.pipelines.ecs_task_iam_roles["terraform-planner"].arn
    apply = module.pipelines.ecs_task_iam_roles["terraform-applier"].arn
  }
}
