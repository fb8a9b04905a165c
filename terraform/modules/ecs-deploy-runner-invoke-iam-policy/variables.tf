variable "deploy_runner_invoker_lambda_function_arn" {
  description = "The invoker: output invoker_function_arn of ecs-deploy-runner."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:lambda:[^:]+:[0-9]{12}:function:[^:]+$", var.deploy_runner_invoker_lambda_function_arn))
    error_message = "deploy_runner_invoker_lambda_function_arn (${var.deploy_runner_invoker_lambda_function_arn}) is not the ARN of a function."
  }
}

variable "deploy_runner_ecs_cluster_arn" {
  description = "The cluster: output ecs_cluster_arn of ecs-deploy-runner."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[^:]+:[0-9]{12}:cluster/[^:/]+$", var.deploy_runner_ecs_cluster_arn))
    error_message = "deploy_runner_ecs_cluster_arn (${var.deploy_runner_ecs_cluster_arn}) is not the ARN of a cluster."
  }
}

variable "deploy_runner_cloudwatch_log_group_name" {
  description = "The tasks' log group: output cloudwatch_log_group_name of ecs-deploy-runner."
  type        = string
}

variable "name" {
  description = "The policy's name."
  type        = string
  default     = "invoke-ecs-deploy-runner"
}

# Inputs that the documented module has not.

variable "allow_reading_past_the_invoker" {
  description = "Also allows to describe the cluster's tasks and to read the log group, for `--logs-via cloudwatch`."
  type        = bool
  default     = false
}

variable "deny_bypassing_the_invoker" {
  description = "Also denies whoever has the policy to run the runner's tasks directly, to change the runner, and to forge its logs, whatever else allows it."
  type        = bool
  default     = false
}
