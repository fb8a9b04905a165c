output "arn" {
  description = "The policy's ARN."
  value       = aws_iam_policy.this.arn
}

output "id" {
  description = "The policy's id."
  value       = aws_iam_policy.this.id
}

output "name" {
  description = "The policy's name."
  value       = aws_iam_policy.this.name
}
