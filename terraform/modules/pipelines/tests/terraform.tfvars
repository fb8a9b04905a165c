# What every run has, unless it says otherwise.

vpc_id               = "vpc-1"
vpc_subnet_ids       = ["subnet-1"]
invoker_lambda_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/invoker:v1"
docker_image_builder = {
  container_image = { docker_image = "kaniko", docker_tag = "v1" }
  iam_policy      = { Push = { actions = ["ecr:PutImage"], resources = ["arn:aws:ecr:eu-west-1:123456789012:repository/app"] } }
}
additional_container_images = {
  smoke-tests = {
    docker_image  = "smoke-tests"
    script_config = { smoke-test = {} }
    iam_policy    = { NeverThis = { effect = "Deny", actions = ["s3:*"], resources = ["*"] } }
  }
}
