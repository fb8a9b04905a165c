# What ecs-deploy-runner is given as it is; it checks the values, so that each rule stands in one place.

variable "vpc_id" {
  description = "The VPC that tasks run in."
  type        = string
}

variable "vpc_subnet_ids" {
  description = "The subnets that tasks may lie in: private ones, with a way out by NAT or endpoints, in several zones."
  type        = list(string)
}

variable "name" {
  description = "The cluster's name, and what every other name begins with."
  type        = string
  default     = "ecs-deploy-runner"
}

variable "container_cpu" {
  description = "The CPU units of a task, unless the caller asks for others; 1024 are one CPU."
  type        = number
  default     = 1024
}

variable "container_memory" {
  description = "The memory of a task in MiB, unless the caller asks for more or less."
  type        = number
  default     = 4096
}

variable "container_max_cpu" {
  description = "The most CPU units that a caller may ask for."
  type        = number
  default     = 2048
}

variable "container_max_memory" {
  description = "The most memory that a caller may ask for, in MiB."
  type        = number
  default     = 8192
}

variable "container_default_launch_type" {
  description = "Where tasks run, unless the caller says: FARGATE, or EC2 for the worker pool."
  type        = string
  default     = "FARGATE"
}

variable "ec2_worker_pool_configuration" {
  description = <<-EOT
    Instances for tasks of launch type EC2; null for none. Own user data must join the cluster:
    object({
      min_size         = number
      max_size         = number
      ami              = string
      instance_type    = string
      user_data        = optional(string)
      user_data_base64 = optional(string)
    })
  EOT
  type        = any
  default     = null
}

variable "artifact_config" {
  description = <<-EOT
    Where the output of jobs is stored; null for nowhere:
    object({
      bucket_name             = string
      region                  = optional(string)
      default_key_prefix      = optional(string)  # jobs may write below it, and without it anywhere in the bucket
      allow_runtime_selection = optional(bool)    # true: callers decide; false: always
    })
  EOT
  type        = any
  default     = null
}

variable "should_create_cloudwatch_log_group" {
  description = "Whether to make the log group of the tasks; false when it exists."
  type        = bool
  default     = true
}

variable "cloudwatch_log_group_name" {
  description = "The log group of the tasks; null for `name`."
  type        = string
  default     = null
}

variable "cloudwatch_log_group_retention_in_days" {
  description = "How long logs are kept, and with them what is known of a run; null for ever."
  type        = number
  default     = null
}

variable "cloudwatch_log_group_kms_key_id" {
  description = "The ARN of a KMS key for the log group; null for AWS's own."
  type        = string
  default     = null
}

variable "cloudwatch_log_group_tags" {
  description = "Tags of the log group, beside custom_tags."
  type        = map(string)
  default     = null
}

variable "cloudwatch_log_group_subscription_destination_arn" {
  description = "Where logs are sent on to; null for nowhere."
  type        = string
  default     = null
}

variable "cloudwatch_log_group_subscription_filter_pattern" {
  description = "Which events are sent on; the empty pattern for all."
  type        = string
  default     = ""
}

variable "cloudwatch_log_group_subscription_distribution" {
  description = "How events are spread over a stream of Kinesis: Random or ByLogStream."
  type        = string
  default     = null
}

variable "cloudwatch_log_group_subscription_role_arn" {
  description = "The role with which CloudWatch Logs sends events on, where the destination needs one."
  type        = string
  default     = null
}

variable "invoker_lambda_loglevel" {
  description = "How much the invoker writes into its own log: debug, info, warn or error."
  type        = string
  default     = "info"
}

variable "invoker_lambda_reserved_concurrent_executions" {
  description = "How many calls are answered at a time; null for no limit. Whoever follows a log keeps one busy."
  type        = number
  default     = null
}

variable "invoker_lambda_role_permissions_boundary" {
  description = "The ARN of a policy that bounds the invoker's role."
  type        = string
  default     = null
}

variable "invoker_lambda_should_create_cloudwatch_log_group" {
  description = "Whether to make the invoker's own log group."
  type        = bool
  default     = true
}

variable "invoker_lambda_cloudwatch_log_group_retention_in_days" {
  description = "How long the invoker's own log is kept; null for ever."
  type        = number
  default     = null
}

variable "invoker_lambda_cloudwatch_log_group_kms_key_id" {
  description = "The ARN of a KMS key for the invoker's own log group; null for AWS's own."
  type        = string
  default     = null
}

variable "invoker_lambda_cloudwatch_log_group_tags" {
  description = "Tags of the invoker's own log group, beside custom_tags."
  type        = map(string)
  default     = null
}

variable "ecs_task_permissions_boundary" {
  description = "The ARN of a policy that bounds the role of every job."
  type        = string
  default     = null
}

variable "ecs_task_exec_role_permissions_boundary" {
  description = "The ARN of a policy that bounds the execution role."
  type        = string
  default     = null
}

variable "ecs_task_max_session_duration" {
  description = "How long a session of a job's role may last, in seconds."
  type        = number
  default     = 7200
}

variable "ecs_task_execution_role_max_session_duration" {
  description = "How long a session of the execution role may last, in seconds."
  type        = number
  default     = 7200
}

variable "enable_cluster_container_insights" {
  description = "Whether CloudWatch Container Insights watches the cluster."
  type        = bool
  default     = false
}

variable "outbound_security_group_name" {
  description = "The name of the tasks' security group; null for `<name>-outbound`."
  type        = string
  default     = null
}

variable "repository_credentials_secrets_manager_arn" {
  description = "The ARN of a secret with credentials of a registry other than ECR, for all images."
  type        = string
  default     = null
}

variable "secrets_manager_kms_key_arn" {
  description = "The ARN of the KMS key that secrets are encrypted with; null for AWS's own."
  type        = string
  default     = null
}

variable "custom_tags" {
  description = "Tags of everything that can have some."
  type        = map(string)
  default     = {}
}

variable "use_managed_iam_policies" {
  description = "Whether roles get managed policies; false for inline ones."
  type        = bool
  default     = true
}

variable "invoker_lambda_package" {
  description = "The invoker's package, a zip; null for where `make package-invoker` puts it in this repository."
  type        = string
  default     = null
}

variable "invoker_lambda_image" {
  description = "The invoker as an image in ECR, in place of a package; docker/invoker builds it."
  type        = string
  default     = null
}

variable "invoker_lambda_architecture" {
  description = "What the package or image was built for: x86_64 or arm64."
  type        = string
  default     = "x86_64"
}

variable "invoker_lambda_configuration_source" {
  description = "Where the function has its configuration from: its `environment`, or deploy-runner.json in its `package`."
  type        = string
  default     = "environment"
}

variable "assign_public_ip" {
  description = "Whether tasks on Fargate get a public address: the way out from a public subnet, in place of NAT."
  type        = bool
  default     = false
}

variable "max_run_minutes" {
  description = "How long a job may run before it is stopped."
  type        = number
  default     = 240
}

variable "legacy_null_means_any" {
  description = "Gives `allowed_options = null` its old meaning, any option; without it, null allows none."
  type        = bool
  default     = false
}
