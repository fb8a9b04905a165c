"""A stand-in that runs while the tests of a class do, and clients of it."""

import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
from collections.abc import Callable
from typing import Any, ClassVar

import boto3
from botocore.config import Config

PEERS = pathlib.Path(__file__).resolve().parent.parent.parent
SHELL = {"entrypoint": ["/bin/sh", "-c"]}
DEFINITIONS = [{"container": "shell", "image": "shell:1", "stop_timeout": 60}]
#: How long something may take before a test gives it up, in seconds: long, so that a busy machine fails no test.
PATIENCE = 120
FUNCTION = [sys.executable, str(pathlib.Path(__file__).with_name("function.py"))]


class Running:
    """The process of a stand-in."""

    def __init__(self, **configuration: object) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"images": {"shell:1": SHELL}, "task_definitions": DEFINITIONS, **configuration}, file)
            file.flush()
            self.process = subprocess.Popen(
                [sys.executable, str(PEERS / "aws_standin"), "--configuration", file.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            assert self.process.stdout is not None
            self.facts: dict[str, Any] = json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()

    def client(
        self, service: str, *, retries: int = 1, access_key: str | None = None, secret: str | None = None
    ) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.facts["endpoint"],
            region_name=self.facts["region"],
            aws_access_key_id=access_key or self.facts["access_key_id"],
            aws_secret_access_key=secret or self.facts["secret_access_key"],
            config=Config(retries={"total_max_attempts": retries}, read_timeout=PATIENCE),
        )

    def control(self, method: str, path: str, value: object = None) -> dict[str, Any]:
        address = urllib.parse.urlsplit(self.facts["control"]).netloc
        connection = http.client.HTTPConnection(address, timeout=PATIENCE)
        connection.request(method, path, None if value is None else json.dumps(value))
        response = connection.getresponse()
        answer: dict[str, Any] = json.loads(response.read())
        connection.close()
        if response.status != 200:
            raise RuntimeError(answer["error"])
        return answer

    def fail(self, *rules: dict[str, object], seed: int = 1) -> None:
        """From now on requests get these faults."""
        self.control("PUT", "/faults", {"seed": seed, "rules": list(rules)})


class StandinTestCase(unittest.TestCase):
    """Tests that share a stand-in."""

    configuration: ClassVar[dict[str, object]] = {}
    standin: Running
    ecs: Any
    logs: Any
    functions: Any

    @classmethod
    def setUpClass(cls) -> None:
        cls.standin = Running(**cls.configuration)
        cls.addClassCleanup(cls.standin.stop)
        cls.ecs = cls.standin.client("ecs")
        cls.logs = cls.standin.client("logs")
        cls.functions = cls.standin.client("lambda")
        for client in (cls.ecs, cls.logs, cls.functions):
            cls.addClassCleanup(client.close)

    def setUp(self) -> None:
        self.addCleanup(self.standin.fail)

    def run_task(self, *command: str, container: str = "shell", **more: object) -> dict[str, Any]:
        """Runs a task; answers it as `RunTask` does."""
        (task,) = self.ecs.run_task(**self.task_request(*command, container=container, **more))["tasks"]
        return dict(task)

    def task_request(self, *command: str, container: str = "shell", **more: object) -> dict[str, Any]:
        override = {"name": container, "command": list(command)}
        return {
            "cluster": self.standin.facts["cluster"],
            "taskDefinition": self.standin.facts["task_definitions"][container],
            "launchType": "FARGATE",
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": self.standin.facts["subnets"]}},
            "overrides": {"containerOverrides": [override]},
            **more,
        }

    def describe(self, task: dict[str, Any]) -> dict[str, Any]:
        cluster = self.standin.facts["cluster"]
        (found,) = self.ecs.describe_tasks(cluster=cluster, tasks=[task["taskArn"]], include=["TAGS"])["tasks"]
        return dict(found)

    def wait_for(self, task: dict[str, Any], status: str) -> dict[str, Any]:
        found = self.until(lambda: self.describe(task), lambda found: found["lastStatus"] == status)
        return dict(found)

    def until(self, look: Callable[[], Any], is_enough: Callable[[Any], bool], seconds: float = PATIENCE) -> Any:
        deadline = time.monotonic() + seconds
        while not is_enough(found := look()):
            self.assertLess(time.monotonic(), deadline, f"still {found}")
            time.sleep(0.01)
        return found

    def stream(self, task: dict[str, Any], container: str = "shell") -> dict[str, str]:
        identifier = task["taskArn"].rpartition("/")[2]
        name = f"ecs-deploy-runner/{container}/{identifier}"
        return {"logGroupName": self.standin.facts["log_group"], "logStreamName": name}

    def messages(self, task: dict[str, Any], container: str = "shell") -> list[str]:
        """A whole log, read page by page as the API documents it."""
        found: list[str] = []
        token: dict[str, str] = {}
        while True:
            page = self.logs.get_log_events(**self.stream(task, container), startFromHead=True, **token)
            found += [event["message"] for event in page["events"]]
            if token.get("nextToken") == page["nextForwardToken"]:
                return found
            token = {"nextToken": page["nextForwardToken"]}


def environment_of_cli(facts: dict[str, Any]) -> dict[str, str]:
    """What `aws` needs to find the stand-in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "AWS_ENDPOINT_URL": facts["endpoint"],
        "AWS_REGION": facts["region"],
        "AWS_DEFAULT_REGION": facts["region"],
        "AWS_ACCESS_KEY_ID": facts["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": facts["secret_access_key"],
    }
