cidr  = "10.32.0.0/16"
zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
