# The containers. Each section is one of ecs-deploy-runner-standard-configuration, which checks it, and beside that
# iam_policy = optional(map(object({ resources = list(string), actions = list(string), effect = optional(string) }))):
# what its job may do, by statement id; permissions.tf checks it.

variable "docker_image_builder" {
  description = "The container that builds container images; null for none."
  type        = any
  default     = null

  validation {
    condition     = var.docker_image_builder == null || can(keys(var.docker_image_builder))
    error_message = "docker_image_builder is null or an object; it is something else."
  }
}

variable "ami_builder" {
  description = "The container that builds machine images; null for none."
  type        = any
  default     = null

  validation {
    condition     = var.ami_builder == null || can(keys(var.ami_builder))
    error_message = "ami_builder is null or an object; it is something else."
  }
}

variable "terraform_planner" {
  description = "The container that plans and validates; null for none."
  type        = any
  default     = null

  validation {
    condition     = var.terraform_planner == null || can(keys(var.terraform_planner))
    error_message = "terraform_planner is null or an object; it is something else."
  }
}

variable "terraform_applier" {
  description = "The container that applies and destroys; null for none."
  type        = any
  default     = null

  validation {
    condition     = var.terraform_applier == null || can(keys(var.terraform_applier))
    error_message = "terraform_applier is null or an object; it is something else."
  }
}

variable "docker_image_builder_hardcoded_args" {
  description = "Positional arguments that build-docker-image is always given."
  type        = list(string)
  default     = ["--idempotent"]
}

variable "docker_image_builder_hardcoded_options" {
  description = "Options that build-docker-image is always given: name to values."
  type        = map(list(string))
  default     = {}
}

variable "additional_container_images" {
  description = "Containers of your own, in the shape of container_images of ecs-deploy-runner, with iam_policy beside it."
  type        = any
  default     = {}

  validation {
    condition     = can([for name in keys(var.additional_container_images) : keys(var.additional_container_images[name])])
    error_message = "additional_container_images is a map from the name of a container to its settings."
  }
  validation {
    condition = length(setintersection(try(keys(var.additional_container_images), []), [
      "docker-image-builder", "ami-builder", "terraform-planner", "terraform-applier",
    ])) == 0
    error_message = "additional_container_images has a container with the name of a standard one: docker-image-builder, ami-builder, terraform-planner or terraform-applier."
  }
}

variable "iam_users" {
  description = "Names of users who may call the runner."
  type        = list(string)
  default     = []
}

variable "iam_groups" {
  description = "Names of groups whose users may call the runner."
  type        = list(string)
  default     = []
}

variable "iam_roles" {
  description = "Names of roles that may call the runner: those of CI."
  type        = list(string)
  default     = []
}

variable "invoke_schedule" {
  description = "Calls by the clock. `args` is one text, split as a shell splits words; see docs/aws.md."
  type = map(object({
    container_name      = optional(string)
    script              = string
    args                = string
    schedule_expression = string
  }))
  default = {}

  validation {
    condition     = alltrue([for each in values(var.invoke_schedule) : can(regex("^(rate|cron)\\(.+\\)$", each.schedule_expression))])
    error_message = "A schedule_expression in invoke_schedule is neither rate(…) nor cron(…)."
  }
  validation {
    condition     = alltrue([for key in keys(var.invoke_schedule) : can(regex("^[A-Za-z0-9_-]{1,40}$", key))])
    error_message = "A key of invoke_schedule is not a name: letters, digits, dashes and underscores, 40 at most."
  }
}

variable "allow_reading_past_the_invoker" {
  description = "Callers may describe tasks and read the log group as well, for `--logs-via cloudwatch`."
  type        = bool
  default     = false
}

variable "deny_bypassing_the_invoker" {
  description = "Callers may never run the runner's tasks directly, change the runner, or forge its logs, whatever else allows it."
  type        = bool
  default     = true
}
