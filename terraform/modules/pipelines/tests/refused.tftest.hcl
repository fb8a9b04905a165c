# What the module refuses before anything is made; each run has one mistake.

mock_provider "aws" {
  source = "../../tests/aws"
}

run "a_policy_of_docker_image_builder_that_is_none" {
  command = plan

  variables {
    docker_image_builder = { container_image = { docker_image = "x" }, iam_policy = { "not a name" = { actions = ["s3:GetObject"], resources = ["*"] } } }
  }
  expect_failures = [data.aws_iam_policy_document.job]
}

run "a_policy_of_ami_builder_that_is_none" {
  command = plan

  variables {
    ami_builder = { container_image = { docker_image = "x" }, iam_policy = { "not a name" = { actions = ["s3:GetObject"], resources = ["*"] } } }
  }
  expect_failures = [data.aws_iam_policy_document.job]
}

run "a_policy_of_terraform_planner_that_is_none" {
  command = plan

  variables {
    terraform_planner = { container_image = { docker_image = "x" }, iam_policy = { "not a name" = { actions = ["s3:GetObject"], resources = ["*"] } } }
  }
  expect_failures = [data.aws_iam_policy_document.job]
}

run "a_policy_of_terraform_applier_that_is_none" {
  command = plan

  variables {
    terraform_applier = { container_image = { docker_image = "x" }, iam_policy = { "not a name" = { actions = ["s3:GetObject"], resources = ["*"] } } }
  }
  expect_failures = [data.aws_iam_policy_document.job]
}

run "a_policy_of_a_container_that_is_none" {
  command = plan

  variables {
    additional_container_images = { smoke-tests = { docker_image = "x", iam_policy = { Read = { action = ["s3:GetObject"], resources = ["*"] } } } }
  }
  expect_failures = [data.aws_iam_policy_document.job]
}

run "a_policy_that_is_a_text" {
  command = plan

  variables {
    terraform_planner = { container_image = { docker_image = "x" }, iam_policy = "ReadOnlyAccess" }
  }
  expect_failures = [data.aws_iam_policy_document.job]
}

run "a_container_with_the_name_of_a_standard_one" {
  command = plan

  variables {
    additional_container_images = { ami-builder = { docker_image = "x" } }
  }
  expect_failures = [var.additional_container_images]
}

run "a_schedule_without_a_clock" {
  command = plan

  variables {
    invoke_schedule = { nightly = { script = "x", args = "", schedule_expression = "daily" } }
  }
  expect_failures = [var.invoke_schedule]
}

run "a_schedule_with_a_name_that_is_none" {
  command = plan

  variables {
    invoke_schedule = { "every night" = { script = "x", args = "", schedule_expression = "rate(1 day)" } }
  }
  expect_failures = [var.invoke_schedule]
}

run "a_rule_with_a_name_that_is_too_long" {
  command = plan

  variables {
    name            = "a23456789a123456789a123456789a123456789"
    invoke_schedule = { a23456789a123456789a123456 = { script = "x", args = "", schedule_expression = "rate(1 day)" } }
  }
  expect_failures = [aws_cloudwatch_event_rule.invoke]
}

run "a_section_that_is_a_text" {
  command = plan

  variables {
    terraform_planner = "yes"
  }
  expect_failures = [var.terraform_planner]
}
