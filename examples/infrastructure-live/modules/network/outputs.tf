output "id" {
  description = "The network's id."
  value       = terraform_data.vpc.id
}

output "cidr" {
  description = "The network's addresses."
  value       = terraform_data.vpc.output.cidr
}

output "private_subnets" {
  description = "The private subnets by zone: each with its id and its addresses."
  value = {
    for subnet in terraform_data.subnet : subnet.output.zone => {
      id   = subnet.id
      cidr = subnet.output.cidr
    } if subnet.input.tier == "private"
  }
}

output "public_subnets" {
  description = "The public subnets by zone: each with its id and its addresses."
  value = {
    for subnet in terraform_data.subnet : subnet.output.zone => {
      id   = subnet.id
      cidr = subnet.output.cidr
    } if subnet.input.tier == "public"
  }
}
