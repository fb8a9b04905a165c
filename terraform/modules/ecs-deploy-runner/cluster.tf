resource "aws_ecs_cluster" "this" {
  # checkov:skip=CKV_AWS_65: Container Insights costs money by the metric; enable_cluster_container_insights turns it on.
  name = var.name
  tags = var.custom_tags

  setting {
    name  = "containerInsights"
    value = var.enable_cluster_container_insights ? "enabled" : "disabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = concat(["FARGATE"], aws_ecs_capacity_provider.workers[*].name)
}

# For the tasks, and for the workers: they call, and nobody calls them.
resource "aws_security_group" "outbound" {
  # checkov:skip=CKV2_AWS_5: RunTask attaches it to each task; no resource of this module does.
  name        = coalesce(var.outbound_security_group_name, "${var.name}-outbound")
  description = "Tasks of the deploy runner ${var.name}: outbound traffic only"
  vpc_id      = var.vpc_id
  tags        = var.custom_tags

  egress {
    # checkov:skip=CKV_AWS_382: jobs clone, download providers and call AWS at addresses that nobody can list.
    description = "Everything outbound"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
