variable "region" {
  description = "Any; roles have none."
  type        = string
  default     = "eu-west-1"
}

variable "runner_role_arns" {
  description = "Output job_roles of ../runner: `plan` and `apply` to the role of the job."
  type        = map(string)

  validation {
    condition     = length(setsubtract(keys(var.runner_role_arns), ["plan", "apply"])) == 0
    error_message = "runner_role_arns has the keys plan and apply."
  }
}

variable "policy_arns" {
  description = "What the jobs may do in this account."
  type        = map(string)
  default = {
    plan  = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    apply = "arn:aws:iam::aws:policy/PowerUserAccess"
  }
}
