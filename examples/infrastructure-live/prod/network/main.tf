terraform {
  required_version = ">= 1.5"

  backend "local" {
    path = "/state/prod/network.tfstate"
  }
}

module "network" {
  source = "../../modules/network"

  name  = "prod"
  cidr  = var.cidr
  zones = var.zones
}
