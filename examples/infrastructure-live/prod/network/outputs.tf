output "cidr" {
  description = "The network's addresses."
  value       = module.network.cidr
}

output "private_subnets" {
  description = "The private subnets by zone."
  value       = module.network.private_subnets
}

output "public_subnets" {
  description = "The public subnets by zone."
  value       = module.network.public_subnets
}
