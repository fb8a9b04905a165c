variable "region" {
  description = "Where the runner lives."
  type        = string
  default     = "eu-west-1"
}

variable "zones" {
  description = "The letters of two availability zones of the region."
  type        = list(string)
  default     = ["a", "b"]
}

variable "infrastructure_live_repository" {
  description = "The repository whose modules are planned and applied, such as https://github.com/acme/live.git."
  type        = string
}

variable "deploy_runner_image" {
  description = "The image that docker/deploy-runner builds, in your registry."
  type        = object({ docker_image = string, docker_tag = string })
}

variable "invoker_lambda_package" {
  description = "The invoker's package; null for where `make package-invoker` puts it."
  type        = string
  default     = null
}

variable "applier_policy_arns" {
  description = "What terraform-applier may do in the account."
  type        = list(string)
  default     = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}

variable "environment_vars" {
  description = "More variables for both jobs."
  type        = map(string)
  default     = {}
}
