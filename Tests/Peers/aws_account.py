"""What somebody does by hand in an account before and after Terraform: with boto3, at AWS_ENDPOINT_URL.

aws_account.py network            a VPC with two private subnets, and CI's role, an administrator; prints them as JSON
aws_account.py secrets            two secrets of a job, one to be injected and one to be read by it; prints their ARNs
aws_account.py caller POLICY_ARN  a user with that policy alone; prints its key as variables of the environment
aws_account.py secret NAME VALUE  puts a value into a secret
aws_account.py providers          prints the capacity provider of each task, which may still be on its way to its end
aws_account.py fire RULE          sends the target of a rule of EventBridge what EventBridge would, twice
"""

from __future__ import annotations

import json
import sys
from typing import Any

import boto3

REGION = "eu-west-1"


def client(service: str) -> Any:
    return boto3.client(service, region_name=REGION)


def network() -> dict[str, object]:
    ec2, iam = client("ec2"), client("iam")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{index}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]
        for index, zone in enumerate("ab")
    ]
    iam.create_role(RoleName="ci", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}))
    # Far more than CI should have: what is denied to it all the same is denied by the invoke policy.
    iam.attach_role_policy(RoleName="ci", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    return {"vpc_id": vpc, "private_subnet_ids": [subnet["SubnetId"] for subnet in subnets]}


def secrets() -> dict[str, object]:
    manager = client("secretsmanager")
    injected, read = (
        manager.create_secret(Name=f"smoke-tests/{name}", SecretString="x")["ARN"] for name in ("injected", "read")
    )
    return {"smoke_tests_secret_variables": {"TOKEN": injected}, "smoke_tests_secret_arns": [read]}


def caller(policy: str) -> dict[str, str]:
    iam = client("iam")
    iam.create_user(UserName="ci")
    iam.attach_user_policy(UserName="ci", PolicyArn=policy)
    key = iam.create_access_key(UserName="ci")["AccessKey"]
    return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}


def providers() -> list[str]:
    ecs = client("ecs")
    tasks = [
        task
        for status in ("RUNNING", "STOPPED")
        for task in ecs.list_tasks(cluster="ecs-deploy-runner", desiredStatus=status)["taskArns"]
    ]
    described = ecs.describe_tasks(cluster="ecs-deploy-runner", tasks=tasks)["tasks"]
    return [task.get("capacityProviderName", task["launchType"]) for task in described]


def fire(rule: str) -> dict[str, object]:
    target = client("events").list_targets_by_rule(Rule=rule)["Targets"][0]
    transformer = target["InputTransformer"]
    assert transformer["InputPathsMap"] == {"id": "$.id"}, transformer
    payload = transformer["InputTemplate"].replace("<id>", json.dumps("17793124-05d4-b198-2fde-7ededc63b103"))
    answers = [client("lambda").invoke(FunctionName=target["Arn"], Payload=payload) for _ in range(2)]
    return {"answers": [json.loads(answer["Payload"].read()) for answer in answers]}


def main() -> None:
    match sys.argv[1:]:
        case ["network"]:
            print(json.dumps(network()))
        case ["secrets"]:
            print(json.dumps(secrets()))
        case ["caller", policy]:
            print(json.dumps(caller(policy)))
        case ["secret", name, value]:
            client("secretsmanager").put_secret_value(SecretId=name, SecretString=value)
        case ["providers"]:
            print(json.dumps(providers()))
        case ["fire", rule]:
            print(json.dumps(fire(rule)))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
