"""moto on loopback, with a cluster, a task definition, secrets and a bucket that boto3 has made in it.

It writes one JSON line when it is ready: {"url", "cluster", "task_definition", "subnet", "security_group", "secrets",
"stranger"}, and ends with its input. The secrets are ARNs by name: `text` (with an older version), `json` and `binary`; the
bucket is `outputs`. With the argument `enforce` permissions count from then on; the stranger, a key, has none.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import urllib.request
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

REGION = "eu-west-1"


def client(service: str, url: str) -> Any:
    return boto3.client(
        service, region_name=REGION, endpoint_url=url, aws_access_key_id="test", aws_secret_access_key="test"
    )


def make_secrets(url: str) -> dict[str, str]:
    secrets = client("secretsmanager", url)
    text = secrets.create_secret(Name="deploy/text", SecretString="old é")["ARN"]
    secrets.put_secret_value(SecretId=text, SecretString="s3cr3t é\n")
    members = {"password": "p:w\"1", "port": 5432, "big": 2**63, "ratio": 0.5, "on": True, "list": [1], "none": None}
    json_secret = secrets.create_secret(Name="deploy/json", SecretString=json.dumps(members))["ARN"]
    binary = secrets.create_secret(Name="deploy/binary", SecretBinary=bytes(range(256)))["ARN"]
    return {"text": text, "json": json_secret, "binary": binary}


def make_stranger(url: str) -> dict[str, str]:
    """The key of a user whom no policy allows anything."""
    iam = client("iam", url)
    iam.create_user(UserName="stranger")
    key = iam.create_access_key(UserName="stranger")["AccessKey"]
    return {"id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    ec2, ecs, logs = client("ec2", url), client("ecs", url), client("logs", url)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    # moto's tasks with an interface of their own need the host names that this gives them.
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName="tasks", Description="tasks", VpcId=vpc)["GroupId"]
    ecs.create_cluster(clusterName="runner")
    definition = ecs.register_task_definition(
        family="terraform-planner",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="1024",
        memory="2048",
        containerDefinitions=[
            {"name": "terraform-planner", "image": "planner:1", "essential": True, "cpu": 1024, "memory": 2048}
        ],
    )["taskDefinition"]["taskDefinitionArn"]
    logs.create_log_group(logGroupName="ecs-deploy-runner")
    client("s3", url).create_bucket(Bucket="outputs", CreateBucketConfiguration={"LocationConstraint": REGION})
    secrets = make_secrets(url)
    stranger = make_stranger(url)
    if sys.argv[1:] == ["enforce"]:
        kind = {"content-type": "application/octet-stream"}
        request = urllib.request.Request(f"{url}/moto-api/reset-auth", data=b"0", headers=kind, method="POST")
        urllib.request.urlopen(request).close()
    ready = {
        "url": url, "cluster": "runner", "task_definition": definition, "subnet": subnet, "security_group": group,
        "secrets": secrets, "stranger": stranger,
    }
    print(json.dumps(ready), flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
