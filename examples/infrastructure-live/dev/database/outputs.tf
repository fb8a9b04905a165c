output "endpoint" {
  description = "Where clients connect."
  value       = module.database.endpoint
}

output "zones" {
  description = "The zones that have an instance."
  value       = module.database.zones
}
