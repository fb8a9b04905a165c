terraform {
  required_version = ">= 1.5"

  backend "local" {
    path = "/state/dev/database.tfstate"
  }
}

data "terraform_remote_state" "network" {
  backend = "local"

  config = {
    path = "/state/dev/network.tfstate"
  }
}

module "database" {
  source = "../../modules/database"

  name           = "shop-dev"
  engine_version = var.engine_version
  storage_gib    = var.storage_gib
  replicated     = var.replicated
  subnets        = data.terraform_remote_state.network.outputs.private_subnets
}
