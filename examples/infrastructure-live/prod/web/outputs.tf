output "servers" {
  description = "How many servers stand in each zone."
  value       = module.web.servers
}

output "image_version" {
  description = "The version that runs."
  value       = module.web.image_version
}

output "database_endpoint" {
  description = "The database that the service uses."
  value       = module.web.database_endpoint
}
