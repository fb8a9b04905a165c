# Inputs that the documented module has not.

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

  validation {
    condition     = contains(["x86_64", "arm64"], var.invoker_lambda_architecture)
    error_message = "invoker_lambda_architecture (${var.invoker_lambda_architecture}) must be x86_64 or arm64."
  }
}

variable "invoker_lambda_configuration_source" {
  description = "Where the function has its configuration from: its `environment`, or deploy-runner.json in its `package`."
  type        = string
  default     = "environment"

  validation {
    condition     = contains(["environment", "package"], var.invoker_lambda_configuration_source)
    error_message = "invoker_lambda_configuration_source (${var.invoker_lambda_configuration_source}) must be environment or package."
  }
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

  validation {
    condition     = var.max_run_minutes >= 1 && var.max_run_minutes <= 10080
    error_message = "max_run_minutes (${var.max_run_minutes}) must be from 1 to 10080, which is a week."
  }
}

variable "legacy_null_means_any" {
  description = "Gives `allowed_options = null` its old meaning, any option; without it, null allows none."
  type        = bool
  default     = false
}
