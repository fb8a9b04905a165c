terraform {
  required_version = ">= 1.5"
}

locals {
  # A network has 16 subnets: numbers 0 to 7 are public, 8 to 15 private. A zone keeps its two numbers when another one
  # is added behind it, so that no subnet is ever renumbered.
  tiers = { public = 0, private = 8 }

  subnets = merge([
    for tier, first in local.tiers : {
      for index, zone in var.zones : "${tier}-${zone}" => {
        tier = tier
        zone = zone
        cidr = cidrsubnet(var.cidr, 4, first + index)
      }
    }
  ]...)
}

resource "terraform_data" "vpc" {
  input = {
    name = var.name
    cidr = var.cidr
  }

  # A network cannot change its addresses.
  triggers_replace = var.cidr
}

resource "terraform_data" "subnet" {
  for_each = local.subnets

  input = each.value

  # A subnet cannot move to another network.
  triggers_replace = terraform_data.vpc.id
}
