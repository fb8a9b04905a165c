"""Tries the policies that Terraform has made: calls that a run needs, and abuses. `policy_abuses.py CONTROL`

At AWS_ENDPOINT_URL is the stand-in, which evaluates policies, with the example multi-account in it and one task of its
planner. For every call it writes a line of JSON: {"call", "expected": "allowed" | "denied", "found"}. Most abuses are a call
that a run needs with one thing in it changed.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import boto3
from botocore.exceptions import ClientError

REGION, ACCOUNT, NAME = "eu-west-1", "123456789012", "ecs-deploy-runner"
ECS = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
FUNCTION = f"{NAME}-invoker"
Call = tuple[str, str, Callable[[], object]]


def client(service: str, credentials: dict[str, str] | None = None) -> Any:
    return boto3.client(service, region_name=REGION, **(credentials or {}))


class Account:
    """The runner, and beside it things that are none of its business."""

    def __init__(self, control: str) -> None:
        self._control = control
        ecs, logs, secrets, iam = client("ecs"), client("logs"), client("secretsmanager"), client("iam")
        ecs.create_cluster(clusterName="other")
        iam.create_role(RoleName="administrator", AssumeRolePolicyDocument="{}")
        container = {"name": "job", "image": "job:1", "essential": True, "memory": 512}
        self.foreign = ecs.register_task_definition(family="foreign", containerDefinitions=[container])
        # As somebody would who may register definitions, but may not change the function.
        ecs.register_task_definition(family=f"{NAME}-terraform-planner", containerDefinitions=[container])
        logs.create_log_group(logGroupName="other")
        self.secret = secrets.create_secret(Name="other", SecretString="x")["ARN"]
        # Two that the example gives the smoke tests.
        self.injected, self.read = (
            secrets.describe_secret(SecretId=f"smoke-tests/{name}")["ARN"] for name in ("injected", "read")
        )
        # Its log ends before it does.
        ended, ending = (ecs.list_tasks(cluster=NAME, desiredStatus=each)["taskArns"] for each in ("STOPPED", "RUNNING"))
        self.planners_task = (ended + ending)[0]

    def role(self, name: str) -> Callable[[str], Any]:
        """Clients of whoever has the role."""
        request = urllib.request.Request(f"{self._control}/roles/{name}/credentials", b"{}", method="POST")
        with urllib.request.urlopen(request) as answer:
            credentials = json.load(answer)
        return lambda service: client(service, credentials)


def calls(account: Account) -> Iterator[Call]:
    yield from of_the_invoker(account, account.role(FUNCTION))
    yield from of_jobs(account)
    yield from of_ci(account, account.role("ci"))


def of_the_invoker(account: Account, role: Callable[[str], Any]) -> Iterator[Call]:
    ecs, logs = role("ecs"), role("logs")
    planner = f"{NAME}-terraform-planner:1"
    stream = {"logStreamName": "ecs-deploy-runner/terraform-planner/1"}
    event = {"logEvents": [{"timestamp": 1, "message": "x"}]}

    def run(definition: str, **more: object) -> Callable[[], object]:
        # Without a network, so that nothing starts: what the policies say comes first.
        return lambda: ecs.run_task(**{"cluster": NAME, "taskDefinition": definition, **more})

    yield "allowed", "the invoker starts a pinned definition in its cluster", run(planner)
    yield "denied", "the invoker starts another definition", run("foreign:1")
    yield "denied", "the invoker starts a revision that is not the pinned one", run(f"{NAME}-terraform-planner:2")
    yield "denied", "the invoker starts a pinned definition in another cluster", run(planner, cluster="other")
    override = {"taskRoleArn": f"arn:aws:iam::{ACCOUNT}:role/administrator"}
    yield "denied", "the invoker gives a task the role of an administrator", run(planner, overrides=override)
    yield "allowed", "the invoker stops a task of its cluster", lambda: ecs.stop_task(cluster=NAME, task="0" * 32)
    yield "denied", "the invoker stops a task of another cluster", lambda: ecs.stop_task(cluster="other", task="0" * 32)
    yield "allowed", "the invoker reads the tasks' log", lambda: logs.get_log_events(logGroupName=NAME, **stream)
    yield "denied", "the invoker reads another log", lambda: logs.get_log_events(logGroupName="other", **stream)
    record = {"logStreamName": "deploy-runner-runs/run-01m87q9wv2zf21fsqe"}
    yield "allowed", "the invoker records a run", lambda: logs.create_log_stream(logGroupName=NAME, **record)
    yield "denied", "the invoker forges the log of a task", lambda: logs.put_log_events(logGroupName=NAME, **stream, **event)
    yield (
        "denied",
        "the invoker reads a secret",
        lambda: role("secretsmanager").get_secret_value(SecretId=account.secret),
    )


def of_jobs(account: Account) -> Iterator[Call]:
    planner, builder = account.role(f"{NAME}-terraform-planner"), account.role(f"{NAME}-docker-image-builder")
    execution = account.role(f"{NAME}-task-execution-role")
    own = account.planners_task

    def assume(kind: str) -> Callable[[], object]:
        arn = f"arn:aws:iam::111111111111:role/deploy-runner-{kind}"
        return lambda: planner("sts").assume_role(RoleArn=arn, RoleSessionName="job")

    def store(key: str) -> Callable[[], object]:
        return lambda: planner("s3").put_object(Bucket="acme-outputs", Key=key, Body=b"x")

    yield "allowed", "a job hears how to stop", lambda: planner("ecs").list_tags_for_resource(resourceArn=own)
    yield "denied", "a job looks at another job's task", lambda: builder("ecs").list_tags_for_resource(resourceArn=own)
    yield "denied", "a job starts the applier", lambda: planner("ecs").run_task(
        cluster=NAME, taskDefinition=f"{NAME}-terraform-applier:1"
    )
    yield "denied", "a job calls the invoker", lambda: planner("lambda").invoke(FunctionName=FUNCTION)
    yield "allowed", "the planner assumes its role in an account", assume("plan")
    yield "denied", "the planner assumes the applier's role in an account", assume("apply")
    yield "allowed", "a job stores its output", store("runs/1/stdout")
    yield "denied", "a job writes beside the prefix of the outputs", store("state/terraform.tfstate")
    yield from of_secrets(account, planner, execution)


def of_secrets(account: Account, planner: Callable[[str], Any], execution: Callable[[str], Any]) -> Iterator[Call]:
    smoke_tests = account.role(f"{NAME}-smoke-tests")

    def read(role: Callable[[str], Any], secret: str) -> Callable[[], object]:
        return lambda: role("secretsmanager").get_secret_value(SecretId=secret)

    yield "allowed", "a job reads its secret", read(smoke_tests, account.read)
    yield "denied", "a job reads another job's secret", read(planner, account.read)
    yield "denied", "a job reads a secret of nobody's", read(smoke_tests, account.secret)
    yield "denied", "a job reads by itself what is injected", read(smoke_tests, account.injected)
    yield "allowed", "ECS reads a secret that a definition injects", read(execution, account.injected)
    yield "denied", "ECS reads a secret that a job reads by itself", read(execution, account.read)
    yield "denied", "ECS reads a secret that no definition injects", read(execution, account.secret)


def of_ci(account: Account, role: Callable[[str], Any]) -> Iterator[Call]:
    ecs, functions = role("ecs"), role("lambda")
    yield "allowed", "CI calls the invoker", lambda: functions.invoke(FunctionName=FUNCTION, Payload=b'{"action":"describe"}')
    yield "allowed", "CI starts tasks of its own", lambda: ecs.run_task(cluster="other", taskDefinition="foreign:1")
    yield "denied", "CI starts a task in the runner's cluster", lambda: ecs.run_task(
        cluster=NAME, taskDefinition="foreign:1"
    )
    yield "denied", "CI starts the applier in another cluster", lambda: ecs.run_task(
        cluster="other", taskDefinition=f"{NAME}-terraform-applier:1"
    )
    yield "denied", "CI gives the applier's role to a task of its own", lambda: ecs.run_task(
        cluster="other",
        taskDefinition="foreign:1",
        overrides={"taskRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{NAME}-terraform-applier"},
    )
    yield "denied", "CI changes the function's rules", lambda: functions.update_function_configuration(
        FunctionName=FUNCTION, Environment={"Variables": {}}
    )
    yield "denied", "CI changes the function's code", lambda: functions.update_function_code(
        FunctionName=FUNCTION, ZipFile=b"x"
    )
    yield from of_ci_against_the_runner(role)


def of_ci_against_the_runner(role: Callable[[str], Any]) -> Iterator[Call]:
    """What an administrator undoes the policy with, or makes others believe."""
    iam, logs, ecs = role("iam"), role("logs"), role("ecs")
    applier, policy = f"{NAME}-terraform-applier", f"arn:aws:iam::{ACCOUNT}:policy/invoke-{NAME}"
    power = "arn:aws:iam::aws:policy/PowerUserAccess"
    stream = {"logGroupName": NAME, "logStreamName": "ecs-deploy-runner/terraform-planner/1"}
    task = f"{ECS}:task/{NAME}/{'0' * 32}"
    yield "allowed", "CI gives a policy to a role that is not the runner's", lambda: iam.attach_role_policy(
        RoleName="administrator", PolicyArn=power
    )
    yield "denied", "CI gives a policy to the planner", lambda: iam.attach_role_policy(
        RoleName=f"{NAME}-terraform-planner", PolicyArn=power
    )
    yield "denied", "CI lets itself assume the applier's role", lambda: iam.update_assume_role_policy(
        RoleName=applier, PolicyDocument="{}"
    )
    yield "denied", "CI takes the policy off itself", lambda: iam.detach_role_policy(RoleName="ci", PolicyArn=policy)
    yield "denied", "CI writes the policy anew", lambda: iam.create_policy_version(
        PolicyArn=policy, PolicyDocument="{}", SetAsDefault=True
    )
    yield "denied", "CI forges the log of a task", lambda: logs.put_log_events(
        **stream, logEvents=[{"timestamp": 1, "message": "x"}]
    )
    yield "denied", "CI forges a stop", lambda: ecs.tag_resource(
        resourceArn=task, tags=[{"key": "deploy-runner:stop", "value": "now"}]
    )
    yield "denied", "CI stops a task past the invoker", lambda: ecs.stop_task(cluster=NAME, task=task)


def outcome(call: Callable[[], object]) -> str:
    try:
        call()
    except ClientError as error:
        # Whatever else is wrong with a call is found out behind the policies.
        return "denied" if error.response["Error"]["Code"].startswith("AccessDenied") else "allowed"
    return "allowed"


def main() -> None:
    for expected, name, call in calls(Account(sys.argv[1])):
        print(json.dumps({"call": name, "expected": expected, "found": outcome(call)}), flush=True)


if __name__ == "__main__":
    main()
