terraform {
  required_version = ">= 1.5"
}

locals {
  zones    = sort(keys(var.subnets))
  replicas = var.replicated ? slice(local.zones, 0, min(2, length(local.zones))) : slice(local.zones, 0, 1)
}

resource "terraform_data" "cluster" {
  input = {
    name           = var.name
    engine_version = var.engine_version
    storage_gib    = var.storage_gib
  }

  lifecycle {
    precondition {
      condition     = !var.replicated || length(local.zones) >= 2
      error_message = "A replicated database needs subnets in at least two zones, the network has ${length(local.zones)}."
    }
  }
}

resource "terraform_data" "instance" {
  for_each = toset(local.replicas)

  input = {
    cluster = terraform_data.cluster.id
    subnet  = var.subnets[each.key].id
    zone    = each.key
  }
}
