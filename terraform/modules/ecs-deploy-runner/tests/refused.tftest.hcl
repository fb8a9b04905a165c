# What the module refuses before anything is made; each run has one mistake.

mock_provider "aws" {
  source = "../../tests/aws"
}

variables {
  container_images = { job = { docker_image = "job" } }
}

run "no_container" {
  command = plan

  variables {
    container_images = {}
  }
  expect_failures = [var.container_images]
}

run "a_container_with_a_name_that_is_none" {
  command = plan

  variables {
    container_images = { "a b" = { docker_image = "job" } }
  }
  expect_failures = [var.container_images]
}

run "a_container_without_an_image" {
  command = plan

  variables {
    container_images = { job = { docker_tag = "v1" } }
  }
  expect_failures = [var.container_images]
}

run "a_container_with_a_field_that_does_not_exist" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", environment_variables = {} } }
  }
  expect_failures = [var.container_images]
}

run "two_defaults" {
  command = plan

  variables {
    container_images = { a = { docker_image = "a", default = true }, b = { docker_image = "b", default = true } }
  }
  expect_failures = [var.container_images]
}

run "a_tag_that_is_no_text" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", docker_tag = ["v1"] } }
  }
  expect_failures = [var.container_images]
}

run "variables_of_which_one_is_a_list" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", environment_vars = { A = ["x"], B = "b" } } }
  }
  expect_failures = [var.container_images]
}

run "secrets_that_are_a_text" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", additional_secrets_manager_arns = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf" } }
  }
  expect_failures = [var.container_images]
}

run "a_secret_by_its_value" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", secrets_manager_env_vars = { TOKEN = "hunter2" } } }
  }
  expect_failures = [var.container_images]
}

run "a_parameter_for_a_secret" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", secrets_manager_env_vars = { TOKEN = "arn:aws:ssm:eu-west-1:123456789012:parameter/token" } } }
  }
  expect_failures = [var.container_images]
}

run "scripts_that_are_a_list" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = ["smoke"] } }
  }
  expect_failures = [var.container_images]
}

run "a_default_that_is_no_boolean" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", default = "perhaps" } }
  }
  expect_failures = [var.container_images]
}

run "rules_that_are_a_text" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = "any" } } }
  }
  expect_failures = [var.container_images]
}

run "a_rule_that_does_not_exist" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = { restricted_option_regex = { environment = "dev" } } } } }
  }
  expect_failures = [var.container_images]
}

run "patterns_that_are_a_list" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = { restricted_options_regex = ["dev"] } } } }
  }
  expect_failures = [var.container_images]
}

run "options_that_are_a_text" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = { allowed_options = "environment" } } } }
  }
  expect_failures = [var.container_images]
}

run "a_pattern_that_is_none" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = { restricted_options_regex = { environment = "(dev" } } } } }
  }
  expect_failures = [aws_lambda_function.invoker]
}

run "a_pattern_with_flags" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = { restricted_options_regex = { environment = "(?i)dev" } } } } }
  }
  expect_failures = [aws_lambda_function.invoker]
}

run "a_pattern_with_flags_in_nested_arguments" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", script_config = { smoke = { nested_arguments = { more = { restricted_options_regex = { environment = "dev\\b" } } } } } } }
  }
  expect_failures = [aws_lambda_function.invoker]
}

run "a_vpc_that_is_none" {
  command = plan

  variables {
    vpc_id = "10.0.0.0/16"
  }
  expect_failures = [var.vpc_id]
}

run "no_subnet" {
  command = plan

  variables {
    vpc_subnet_ids = []
  }
  expect_failures = [var.vpc_subnet_ids]
}

run "a_name_that_is_too_long" {
  command = plan

  variables {
    name = "a23456789a123456789a123456789a123456789a1234"
  }
  expect_failures = [var.name]
}

run "a_role_with_a_name_that_is_too_long" {
  command = plan

  variables {
    container_images = { a23456789a123456789a123456789a123456789a1234567 = { docker_image = "job" } }
  }
  expect_failures = [aws_iam_role.task]
}

run "a_container_with_the_role_of_the_function" {
  command = plan

  variables {
    container_images = { invoker = { docker_image = "job" } }
  }
  expect_failures = [aws_iam_role.task]
}

run "an_amount_of_cpu_that_fargate_has_not" {
  command = plan

  variables {
    container_cpu = 1000
  }
  expect_failures = [var.container_cpu]
}

run "an_amount_of_memory_that_fargate_has_not" {
  command = plan

  variables {
    container_memory = 100
  }
  expect_failures = [var.container_memory]
}

run "memory_that_does_not_go_with_the_cpu" {
  command = plan

  variables {
    container_memory = 5000
  }
  expect_failures = [aws_ecs_task_definition.this]
}

run "a_maximum_of_cpu_that_fargate_has_not" {
  command = plan

  variables {
    container_max_cpu = 100
  }
  expect_failures = [var.container_max_cpu]
}

run "a_maximum_of_memory_that_fargate_has_not" {
  command = plan

  variables {
    container_max_memory = 100
  }
  expect_failures = [var.container_max_memory]
}

run "a_size_above_the_maximum" {
  command = plan

  variables {
    container_max_memory = 2048
  }
  expect_failures = [aws_lambda_function.invoker]
}

run "a_launch_type_that_does_not_exist" {
  command = plan

  variables {
    container_default_launch_type = "EXTERNAL"
  }
  expect_failures = [var.container_default_launch_type]
}

run "tasks_on_workers_without_workers" {
  command = plan

  variables {
    container_default_launch_type = "EC2"
  }
  expect_failures = [aws_lambda_function.invoker]
}

run "a_pool_with_a_field_that_does_not_exist" {
  command = plan

  variables {
    ec2_worker_pool_configuration = { minimum = 0, min_size = 0, max_size = 1, ami = "ami-1", instance_type = "m6i.large" }
  }
  expect_failures = [var.ec2_worker_pool_configuration]
}

run "a_pool_without_an_image" {
  command = plan

  variables {
    ec2_worker_pool_configuration = { min_size = 0, max_size = 1, ami = "amazon-linux", instance_type = "m6i.large" }
  }
  expect_failures = [var.ec2_worker_pool_configuration]
}

run "a_pool_of_no_worker" {
  command = plan

  variables {
    ec2_worker_pool_configuration = { min_size = 0, max_size = 0, ami = "ami-1", instance_type = "m6i.large" }
  }
  expect_failures = [var.ec2_worker_pool_configuration]
}

run "a_pool_with_user_data_twice" {
  command = plan

  variables {
    ec2_worker_pool_configuration = { min_size = 0, max_size = 1, user_data = "x", user_data_base64 = "eA==", ami = "ami-1", instance_type = "m6i.large" }
  }
  expect_failures = [var.ec2_worker_pool_configuration]
}

run "artifacts_with_a_field_that_does_not_exist" {
  command = plan

  variables {
    artifact_config = { bucket_name = "outputs", default_key_prefx = "runs" }
  }
  expect_failures = [var.artifact_config]
}

run "artifacts_without_a_bucket" {
  command = plan

  variables {
    artifact_config = { default_key_prefix = "runs" }
  }
  expect_failures = [var.artifact_config]
}

run "a_log_level_that_does_not_exist" {
  command = plan

  variables {
    invoker_lambda_loglevel = "loud"
  }
  expect_failures = [var.invoker_lambda_loglevel]
}

run "an_architecture_that_does_not_exist" {
  command = plan

  variables {
    invoker_lambda_architecture = "amd64"
  }
  expect_failures = [var.invoker_lambda_architecture]
}

run "a_source_of_the_configuration_that_does_not_exist" {
  command = plan

  variables {
    invoker_lambda_configuration_source = "s3"
  }
  expect_failures = [var.invoker_lambda_configuration_source]
}

run "runs_without_end" {
  command = plan

  variables {
    max_run_minutes = 0
  }
  expect_failures = [var.max_run_minutes]
}

run "a_package_that_is_not_there" {
  command = plan

  variables {
    invoker_lambda_image   = null
    invoker_lambda_package = "nowhere.zip"
  }
  expect_failures = [aws_lambda_function.invoker]
}

run "a_configuration_that_is_too_large" {
  command = plan

  variables {
    container_images = { job = { docker_image = "job", environment_vars = { for index in range(90) : "V${index}" => sha512(tostring(index)) } } }
  }
  expect_failures = [aws_lambda_function.invoker]
}
