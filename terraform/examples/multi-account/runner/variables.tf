variable "region" {
  description = "Where the runner lives."
  type        = string
  default     = "eu-west-1"
}

variable "accounts" {
  description = "The accounts that are deployed to: the first folder of a deploy path to the account's id."
  type        = map(string)

  validation {
    condition     = alltrue([for id in values(var.accounts) : can(regex("^[0-9]{12}$", id))])
    error_message = "accounts maps names to ids of accounts, of twelve digits."
  }
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets with NAT, in several zones."
  type        = list(string)
}

variable "infrastructure_live_repositories" {
  description = "Repositories of infrastructure, each taken literally; the nightly plan runs on the first."
  type        = list(string)
}

variable "infrastructure_live_repositories_regex" {
  description = "Patterns for more of them."
  type        = list(string)
  default     = []
}

variable "git_ssh_key_secret_arn" {
  description = "A secret that holds a deploy key for them; null when they are public."
  type        = string
  default     = null
}

variable "application_repositories" {
  description = "Repositories that images are built from."
  type        = list(string)
}

variable "ecr_repository_arns" {
  description = "Repositories of ECR that built images go to."
  type        = list(string)
}

variable "deploy_runner_image" {
  description = "The image that docker/deploy-runner builds."
  type        = object({ docker_image = string, docker_tag = string })
}

variable "kaniko_image" {
  description = "The image that docker/kaniko builds."
  type        = object({ docker_image = string, docker_tag = string })
}

variable "smoke_tests_image" {
  description = "An image of your own that begins with docker/deploy-runner's."
  type        = object({ docker_image = string, docker_tag = string })
}

variable "smoke_tests_secret_variables" {
  description = "Secrets that the smoke tests have in their environment: variable to ARN."
  type        = map(string)
  default     = {}
}

variable "smoke_tests_secret_arns" {
  description = "Secrets that the smoke tests read by themselves."
  type        = list(string)
  default     = []
}

variable "ci_roles" {
  description = "Names of the roles that CI has in this account."
  type        = list(string)
}

variable "outputs_bucket" {
  description = "A name for the bucket that keeps what jobs print."
  type        = string
}

variable "environment_vars" {
  description = "More variables for the Terraform jobs."
  type        = map(string)
  default     = {}
}

variable "invoker_lambda_package" {
  description = "The invoker's package; null for where `make package-invoker` puts it."
  type        = string
  default     = null
}
