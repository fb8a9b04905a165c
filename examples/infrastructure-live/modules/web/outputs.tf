output "servers" {
  description = "How many servers stand in each zone."
  value       = { for zone in local.zones : zone => length([for server in terraform_data.server : server if server.output.zone == zone]) }
}

output "image_version" {
  description = "The version that runs."
  value       = terraform_data.release.output.image_version
}

output "database_endpoint" {
  description = "The database that the service uses."
  value       = terraform_data.release.output.database
}
