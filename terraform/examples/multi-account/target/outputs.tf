output "role_arns" {
  description = "For `assume_role` of the provider in the modules of this account."
  value       = { for kind, role in aws_iam_role.job : kind => role.arn }
}
