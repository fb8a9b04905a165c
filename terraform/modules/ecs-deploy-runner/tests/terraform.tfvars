# What every run has, unless it says otherwise.

vpc_id               = "vpc-1"
vpc_subnet_ids       = ["subnet-1"]
invoker_lambda_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/invoker:v1"
