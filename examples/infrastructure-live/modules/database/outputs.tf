output "endpoint" {
  description = "Where clients connect."
  value       = "${terraform_data.cluster.output.name}.db.internal:5432"
}

output "zones" {
  description = "The zones that have an instance."
  value       = sort([for instance in terraform_data.instance : instance.output.zone])
}
