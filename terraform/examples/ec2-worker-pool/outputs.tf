output "worker_group" {
  description = "The auto scaling group of the workers."
  value       = module.deploy_runner.ecs_ec2_worker_asg_name
}

output "invoker_function_name" {
  description = "For `infrastructure-deployer --invoker-function-id`."
  value       = module.deploy_runner.invoker_function_name
}

output "rules_json" {
  description = "For `infrastructure-deployer check-config --against`, before an apply."
  value       = module.deploy_runner.rules_json
}

output "configuration_json" {
  description = "For `infrastructure-deployer check-config`."
  value       = module.deploy_runner.configuration_json
}
