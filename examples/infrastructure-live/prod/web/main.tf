terraform {
  required_version = ">= 1.5"

  backend "local" {
    path = "/state/prod/web.tfstate"
  }
}

data "terraform_remote_state" "network" {
  backend = "local"

  config = {
    path = "/state/prod/network.tfstate"
  }
}

data "terraform_remote_state" "database" {
  backend = "local"

  config = {
    path = "/state/prod/database.tfstate"
  }
}

module "web" {
  source = "../../modules/web"

  name              = "shop-prod"
  image_version     = var.image_version
  servers           = var.servers
  subnets           = data.terraform_remote_state.network.outputs.private_subnets
  database_endpoint = data.terraform_remote_state.database.outputs.endpoint
}
