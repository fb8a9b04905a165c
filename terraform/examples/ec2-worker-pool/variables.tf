variable "region" {
  description = "Where the runner lives."
  type        = string
  default     = "eu-west-1"
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets with NAT: a task on EC2 never has a public address."
  type        = list(string)
}

variable "infrastructure_live_repository" {
  description = "The repository whose modules are planned."
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

variable "environment_vars" {
  description = "More variables for the job."
  type        = map(string)
  default     = {}
}
