output "invoke_policy_arn" {
  description = "Attach it to the role or user of CI."
  value       = module.invoke_policy.arn
}

output "git_token_secret" {
  description = "Put the token of the repository into it."
  value       = aws_secretsmanager_secret.git_token.name
}

output "rules_json" {
  description = "For `infrastructure-deployer check-config --against`, before an apply."
  value       = module.deploy_runner.rules_json
}

output "configuration_json" {
  description = "For `infrastructure-deployer check-config`."
  value       = module.deploy_runner.configuration_json
}

output "first_plan" {
  description = "The command for the first plan."
  value       = "infrastructure-deployer --aws-region ${var.region} --invoker-function-id ${module.deploy_runner.invoker_function_name} -- terraform-planner infrastructure-deploy-script --ref main --binary terraform --command plan --deploy-path ."
}
