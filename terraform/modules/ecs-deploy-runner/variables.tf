variable "container_images" {
  description = <<-EOT
    The containers, by name:
    map(object({
      docker_image                    = string
      docker_tag                      = optional(string)        # or a digest, sha256:…
      secrets_manager_env_vars        = optional(map(string))   # variable to the ARN of a secret, injected
      environment_vars                = optional(map(string))
      additional_secrets_manager_arns = optional(list(string))  # readable by the job through the API
      script_config                   = optional(map(any))      # script to its rules, see docs/configuration.md
      default                         = optional(bool)          # the one for calls that name none
    }))
    The output of ecs-deploy-runner-standard-configuration has this shape.
  EOT
  # Not a map of objects: Terraform drops an attribute that such a type does not name without a word, and a rule must not
  # vanish because of a typing error.
  type = any

  validation {
    condition     = can(keys(var.container_images)) && length(try(keys(var.container_images), [])) > 0
    error_message = "container_images is a map from the name of a container to its settings, and has at least one."
  }
  validation {
    condition = alltrue([
      for name in try(keys(var.container_images), []) : can(regex("^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$", name))
    ])
    error_message = "A key of container_images is not a name for a container: letters, digits, dashes and underscores, 63 at most."
  }
  validation {
    condition = alltrue([
      for name, container in var.container_images : try(length(tostring(container.docker_image)) > 0, false) && length(setsubtract(keys(container), [
        "docker_image", "docker_tag", "secrets_manager_env_vars", "environment_vars", "additional_secrets_manager_arns",
        "script_config", "default",
      ])) == 0
    ])
    error_message = "A container in container_images has no docker_image, or a field that does not exist. There are docker_image, docker_tag, secrets_manager_env_vars, environment_vars, additional_secrets_manager_arns, script_config and default."
  }
  validation {
    # `try` would take what has another shape for missing, and so drop it.
    condition = alltrue(flatten([
      for name, container in var.container_images : [
        for field, value in container : value == null || lookup({
          docker_tag                      = can(tostring(value))
          secrets_manager_env_vars        = can([for each in values(value) : length(tostring(each))])
          environment_vars                = can([for each in values(value) : length(tostring(each))])
          additional_secrets_manager_arns = can([for each in tolist(value) : length(tostring(each))])
          script_config                   = can(keys(value))
          default                         = can(tobool(value))
        }, field, true)
      ]
    ]))
    error_message = "A field of a container in container_images has another shape than it should: docker_tag is a text; secrets_manager_env_vars and environment_vars map names of variables to texts; additional_secrets_manager_arns is a list of texts; script_config maps names of scripts to rules; default is true or false."
  }
  validation {
    condition = alltrue(flatten([
      for name, container in var.container_images : [
        for script, rules in try({ for key, each in container.script_config : key => each }, {}) : rules == null || can(keys(rules)) && length(setsubtract(try(keys(rules), []), [
          "hardcoded_options", "hardcoded_args", "allow_positional_args", "allowed_options", "allowed_options_without_args",
          "allowed_options_with_optional_args", "restricted_options", "restricted_options_regex", "single_options",
          "dash_value_options", "nested_arguments", "on_abandon", "stop_grace_seconds",
        ])) == 0
      ]
    ]))
    error_message = "A script in script_config has a rule that does not exist; docs/configuration.md lists them under \"Rules of a script\"."
  }
  validation {
    condition = alltrue(flatten([
      for name, container in var.container_images : [
        for script, rules in try({ for key, each in container.script_config : key => each }, {}) : [
          for rule, value in try({ for key, each in rules : key => each }, {}) : value == null || (
            contains(["hardcoded_options", "nested_arguments"], rule) ? can(keys(value)) :
            rule == "restricted_options_regex" ? can([for each in values(value) : length(tostring(each))]) :
            rule == "allow_positional_args" ? can(tobool(value)) :
            contains(["on_abandon", "stop_grace_seconds"], rule) ? can(tostring(value)) :
            can([for each in tolist(value) : length(tostring(each))])
          )
        ]
      ]
    ]))
    error_message = "A rule in script_config has another shape than it should: hardcoded_options, nested_arguments and restricted_options_regex are maps, allow_positional_args is true or false, on_abandon and stop_grace_seconds are single values, and all others are lists of texts."
  }
  validation {
    condition     = length([for name, container in var.container_images : name if try(tobool(container.default), false) == true]) <= 1
    error_message = "More than one container in container_images is marked default."
  }
  validation {
    condition = alltrue(flatten([
      for name, container in var.container_images : [
        for arn in concat(
          try(values(container.secrets_manager_env_vars), []),
          try([for each in container.additional_secrets_manager_arns : each], []),
        ) : can(regex("^arn:aws[a-z-]*:secretsmanager:", arn))
      ]
    ]))
    error_message = "secrets_manager_env_vars and additional_secrets_manager_arns in container_images name secrets of Secrets Manager by their ARNs, never by their values; parameters of Systems Manager are not taken."
  }
}

variable "vpc_id" {
  description = "The VPC that tasks run in."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id (${var.vpc_id}) does not look like the id of a VPC: they begin with vpc-."
  }
}

variable "vpc_subnet_ids" {
  description = "The subnets that tasks may lie in: private ones, with a way out by NAT or endpoints, in several zones."
  type        = list(string)

  validation {
    condition     = length(var.vpc_subnet_ids) > 0 && alltrue([for id in var.vpc_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "vpc_subnet_ids must hold at least one id of a subnet; they begin with subnet-."
  }
}

variable "name" {
  description = "The cluster's name, and what every other name begins with."
  type        = string
  default     = "ecs-deploy-runner"

  validation {
    # The longest name made of it is `<name>-task-execution-role`, and a role's name has 64 characters.
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9-]{0,42}$", var.name))
    error_message = "name (${var.name}) must begin with a letter and go on with letters, digits and dashes, 43 at most."
  }
}

variable "container_cpu" {
  description = "The CPU units of a task, unless the caller asks for others; 1024 are one CPU."
  type        = number
  default     = 1024

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.container_cpu)
    error_message = "container_cpu (${var.container_cpu}) is not a size that Fargate has: 256, 512, 1024, 2048, 4096, 8192 or 16384."
  }
}

variable "container_memory" {
  description = "The memory of a task in MiB, unless the caller asks for more or less."
  type        = number
  default     = 4096

  validation {
    condition     = var.container_memory >= 512 && var.container_memory <= 122880
    error_message = "container_memory (${var.container_memory}) is in MiB, from 512 to 122880."
  }
}

variable "container_max_cpu" {
  description = "The most CPU units that a caller may ask for."
  type        = number
  default     = 2048

  validation {
    condition     = var.container_max_cpu >= 256 && var.container_max_cpu <= 16384
    error_message = "container_max_cpu (${var.container_max_cpu}) is in CPU units, from 256 to 16384."
  }
}

variable "container_max_memory" {
  description = "The most memory that a caller may ask for, in MiB."
  type        = number
  default     = 8192

  validation {
    condition     = var.container_max_memory >= 512 && var.container_max_memory <= 122880
    error_message = "container_max_memory (${var.container_max_memory}) is in MiB, from 512 to 122880."
  }
}

variable "container_default_launch_type" {
  description = "Where tasks run, unless the caller says: FARGATE, or EC2 for the worker pool."
  type        = string
  default     = "FARGATE"

  validation {
    condition     = contains(["FARGATE", "EC2"], var.container_default_launch_type)
    error_message = "container_default_launch_type (${var.container_default_launch_type}) must be FARGATE or EC2."
  }
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

  validation {
    condition = var.ec2_worker_pool_configuration == null || can(keys(var.ec2_worker_pool_configuration)) && length(setsubtract(
      try(keys(var.ec2_worker_pool_configuration), []), ["min_size", "max_size", "ami", "instance_type", "user_data", "user_data_base64"],
    )) == 0 && can(length(tostring(var.ec2_worker_pool_configuration.instance_type)))
    error_message = "ec2_worker_pool_configuration is null or an object with min_size, max_size, ami, instance_type and, at will, user_data or user_data_base64; it is something else, or has a field that does not exist."
  }
  validation {
    condition     = var.ec2_worker_pool_configuration == null || can(regex("^ami-", var.ec2_worker_pool_configuration.ami))
    error_message = "The ami of ec2_worker_pool_configuration does not look like one: they begin with ami-. AWS publishes the ECS-optimized one as the SSM parameter /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id."
  }
  validation {
    condition = var.ec2_worker_pool_configuration == null || try(
      var.ec2_worker_pool_configuration.min_size >= 0
      && var.ec2_worker_pool_configuration.max_size >= max(1, var.ec2_worker_pool_configuration.min_size),
      false,
    )
    error_message = "In ec2_worker_pool_configuration max_size must be at least 1 and at least min_size, and min_size at least 0."
  }
  validation {
    condition = var.ec2_worker_pool_configuration == null || (
      try(var.ec2_worker_pool_configuration.user_data, null) == null
      || try(var.ec2_worker_pool_configuration.user_data_base64, null) == null
    )
    error_message = "ec2_worker_pool_configuration has both user_data and user_data_base64; keep one."
  }
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

  validation {
    condition = var.artifact_config == null || can(keys(var.artifact_config)) && length(setsubtract(
      try(keys(var.artifact_config), []), ["bucket_name", "region", "default_key_prefix", "allow_runtime_selection"],
    )) == 0
    error_message = "artifact_config is null or an object with bucket_name and, at will, region, default_key_prefix and allow_runtime_selection; it is something else, or has a field that does not exist."
  }
  validation {
    condition = var.artifact_config == null || can([
      length(tostring(var.artifact_config.bucket_name)),
      tostring(try(var.artifact_config.region, null)),
      tostring(try(var.artifact_config.default_key_prefix, null)),
      tobool(try(var.artifact_config.allow_runtime_selection, null)),
    ])
    error_message = "In artifact_config bucket_name, region and default_key_prefix are texts, of which the first cannot be left out, and allow_runtime_selection is true or false."
  }
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

  validation {
    condition     = contains(["debug", "info", "warn", "error"], var.invoker_lambda_loglevel)
    error_message = "invoker_lambda_loglevel (${var.invoker_lambda_loglevel}) must be debug, info, warn or error."
  }
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
