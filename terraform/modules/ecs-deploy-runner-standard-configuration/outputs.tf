output "container_images" {
  description = "The containers, for the input `container_images` of the module ecs-deploy-runner."
  value       = local.container_images
}
