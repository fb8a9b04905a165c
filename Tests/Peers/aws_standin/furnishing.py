"""What the stand-in has when it is ready: a cluster, a log group, secrets, task definitions."""

from typing import Any

from .configuration import Configuration, TaskDefinition
from .edge.identities import ACCOUNT
from .moto_bridge import Moto

SUBNETS = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
SECURITY_GROUPS = ["sg-0a1b2c3d4e5f60001"]


def furnish(moto: Moto, configuration: Configuration) -> dict[str, str]:
    """Answers the ARN of each container's task definition."""
    moto.call("logs", "CreateLogGroup", {"logGroupName": configuration.log_group})
    moto.call(
        "ecs", "CreateCluster", {"clusterName": configuration.cluster, "capacityProviders": ["FARGATE", "FARGATE_SPOT"]}
    )
    secrets = {
        name: moto.call("secretsmanager", "CreateSecret", {"Name": name, "SecretString": value})["ARN"]
        for name, value in configuration.secrets.items()
    }
    return {each.container: _register(moto, configuration, each, secrets) for each in configuration.task_definitions}


def _register(moto: Moto, configuration: Configuration, definition: TaskDefinition, secrets: dict[str, str]) -> str:
    family = definition.family or f"{configuration.cluster}-{definition.container}"
    container: dict[str, Any] = {
        "name": definition.container,
        "image": definition.image,
        "essential": True,
        "stopTimeout": definition.stop_timeout,
        "environment": [{"name": name, "value": value} for name, value in definition.environment.items()],
        "secrets": [
            {"name": name, "valueFrom": secrets.get(secret, secret)} for name, secret in definition.secrets.items()
        ],
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": configuration.log_group,
                "awslogs-region": configuration.region,
                "awslogs-stream-prefix": "ecs-deploy-runner",
                "mode": "blocking",
            },
        },
    }
    if definition.command:
        container["command"] = definition.command
    request = {
        "family": family,
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": str(definition.cpu),
        "memory": str(definition.memory),
        "taskRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{family}",
        "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{configuration.cluster}-task-execution-role",
        "containerDefinitions": [container],
    }
    return str(moto.call("ecs", "RegisterTaskDefinition", request)["taskDefinition"]["taskDefinitionArn"])
