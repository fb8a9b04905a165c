terraform {
  required_version = ">= 1.5"
}

locals {
  zones = sort(keys(var.subnets))
}

resource "terraform_data" "release" {
  input = {
    name          = var.name
    image_version = var.image_version
    database      = var.database_endpoint
  }
}

resource "terraform_data" "server" {
  count = var.servers

  input = {
    zone   = local.zones[count.index % length(local.zones)]
    subnet = var.subnets[local.zones[count.index % length(local.zones)]].id
  }

  # A server runs one release for all of its life.
  triggers_replace = terraform_data.release.output

  lifecycle {
    create_before_destroy = true
  }
}
