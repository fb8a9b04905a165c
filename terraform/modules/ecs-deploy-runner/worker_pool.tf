# EC2 instances for tasks of launch type EC2: none without ec2_worker_pool_configuration.

locals {
  has_workers = var.ec2_worker_pool_configuration != null
  workers     = local.has_workers ? { (var.name) = var.ec2_worker_pool_configuration } : {}
  # Joins the cluster, and keeps the instance's own credentials away from tasks.
  worker_user_data = <<-EOT
    #!/bin/bash
    cat >>/etc/ecs/ecs.config <<'CONFIG'
    ECS_CLUSTER=${var.name}
    ECS_AWSVPC_BLOCK_IMDS=true
    ECS_CONTAINER_STOP_TIMEOUT=${local.stop_timeout_seconds}s
    CONFIG
  EOT
}

resource "aws_launch_template" "workers" {
  for_each               = local.workers
  name_prefix            = "${each.key}-worker-"
  description            = "Workers of the deploy runner ${each.key}"
  image_id               = each.value.ami
  instance_type          = each.value.instance_type
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.outbound.id]
  user_data = coalesce(
    try(each.value.user_data_base64, null),
    base64encode(coalesce(try(each.value.user_data, null), local.worker_user_data)),
  )
  tags = var.custom_tags

  iam_instance_profile {
    arn = aws_iam_instance_profile.workers[each.key].arn
  }
  # A container is one hop further away than the instance, and so never reaches these.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  monitoring {
    enabled = true
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted   = true
      volume_size = 50
      volume_type = "gp3"
    }
  }
  tag_specifications {
    resource_type = "instance"
    tags          = merge(var.custom_tags, { Name = "${each.key}-worker" })
  }
}

resource "aws_autoscaling_group" "workers" {
  for_each              = local.workers
  name                  = "${each.key}-workers"
  min_size              = each.value.min_size
  max_size              = each.value.max_size
  vpc_zone_identifier   = var.vpc_subnet_ids
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.workers[each.key].id
    version = aws_launch_template.workers[each.key].latest_version
  }
  # ECS sets this tag where it is missing, which would be a change in every plan.
  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }
  dynamic "tag" {
    for_each = var.custom_tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }
  lifecycle {
    # The capacity provider decides.
    ignore_changes = [desired_capacity]
  }
}

# Starts instances when tasks wait for a place, and ends those that are empty: without it the pool would idle, or refuse.
resource "aws_ecs_capacity_provider" "workers" {
  count = local.has_workers ? 1 : 0
  # A name must not begin with `ecs`, as that of the runner does.
  name = "workers-${var.name}"
  tags = var.custom_tags

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.workers[var.name].arn
    managed_termination_protection = "ENABLED"
    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
  lifecycle {
    # AWS deletes none that a cluster has: so, where the pool is taken away, the cluster lets go of it first.
    create_before_destroy = true
  }
}

resource "aws_iam_role" "workers" {
  for_each           = local.workers
  name               = "${each.key}-worker"
  description        = "The ECS agent on workers of the deploy runner ${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assume["workers"].json
  tags               = var.custom_tags
}

resource "aws_iam_role_policy_attachment" "workers" {
  for_each   = local.workers
  role       = aws_iam_role.workers[each.key].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "workers" {
  for_each = local.workers
  name     = "${each.key}-worker"
  role     = aws_iam_role.workers[each.key].name
  tags     = var.custom_tags
}
