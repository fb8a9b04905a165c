terraform {
  required_version = ">= 1.5"

  backend "local" {
    path = "/state/prod/database.tfstate"
  }
}

data "terraform_remote_state" "network" {
  backend = "local"

  config = {
    path = "/state/prod/network.tfstate"
  }
}

module "database" {
  source = "../../modules/database"

  name           = "shop-prod"
  engine_version = var.engine_version
  storage_gib    = var.storage_gib
  replicated     = var.replicated
  subnets        = data.terraform_remote_state.network.outputs.private_subnets
}
