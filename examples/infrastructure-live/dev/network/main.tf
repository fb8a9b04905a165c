terraform {
  required_version = ">= 1.5"

  backend "local" {
    path = "/state/dev/network.tfstate"
  }
}

module "network" {
  source = "../../modules/network"

  name  = "dev"
  cidr  = var.cidr
  zones = var.zones
}
