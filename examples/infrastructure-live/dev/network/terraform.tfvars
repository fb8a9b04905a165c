cidr  = "10.16.0.0/20"
zones = ["eu-west-1a", "eu-west-1b"]
