"""Amazon ECS with tasks that really run; clusters and task definitions are moto's."""
