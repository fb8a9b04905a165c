"""Tasks, run, watched and stopped with boto3."""

import json
import time
import urllib.request
from typing import Any

import boto3
from botocore.credentials import ContainerProvider
from botocore.exceptions import ClientError

from .running import DEFINITIONS, StandinTestCase

_NO_SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:nothing-AbCdEf"


class TaskTests(StandinTestCase):
    configuration = {
        "secrets": {"token": "s3cret"},
        "task_definitions": [
            *DEFINITIONS,
            {"container": "hasty", "image": "shell:1", "stop_timeout": 1},
            {
                "container": "equipped",
                "image": "shell:1",
                "environment": {"GREETING": "hello", "PLACE": "definition"},
                "secrets": {"TOKEN": "token"},
            },
            {"container": "secretless", "image": "shell:1", "secrets": {"TOKEN": _NO_SECRET}},
            {"container": "imageless", "image": "nothing:1"},
        ],
    }

    def test_a_task_runs_and_its_log_and_exit_code_come_back(self) -> None:
        task = self.run_task("echo one; echo; echo two >&2; exit 3")
        self.assertEqual(task["lastStatus"], "PROVISIONING")
        stopped = self.wait_for(task, "STOPPED")
        self.assertEqual(stopped["containers"][0]["exitCode"], 3)
        self.assertEqual(stopped["stopCode"], "EssentialContainerExited")
        self.assertEqual(stopped["stoppedReason"], "Essential container in task exited")
        self.assertEqual(sorted(self.messages(task)), ["one", "two"])
        times = [stopped[name] for name in ("createdAt", "pullStartedAt", "startedAt", "stoppingAt", "stoppedAt")]
        self.assertEqual(times, sorted(times))

    def test_a_task_that_is_stopped_gets_sigterm_and_may_say_how_it_ended(self) -> None:
        task = self.run_task('trap "echo bye; exit 7" TERM; echo up; while :; do sleep 0.02; done')
        self.until(lambda: self.describe(task)["lastStatus"], lambda status: status == "RUNNING")
        self.until(lambda: self.messages_if_any(task), lambda found: found == ["up"])
        self.ecs.stop_task(cluster=self.standin.facts["cluster"], task=task["taskArn"], reason="enough")
        stopped = self.wait_for(task, "STOPPED")
        self.assertEqual((stopped["stopCode"], stopped["stoppedReason"]), ("UserInitiated", "enough"))
        self.assertEqual(stopped["containers"][0]["exitCode"], 7)
        self.assertEqual(self.messages(task), ["up", "bye"])

    def test_a_task_that_ignores_sigterm_is_killed_after_its_stop_timeout(self) -> None:
        task = self.run_task("echo up; sleep 600 & sleep 600", container="hasty")
        self.until(lambda: self.messages_if_any(task, "hasty"), lambda found: found == ["up"])
        began = time.monotonic()
        self.ecs.stop_task(cluster=self.standin.facts["cluster"], task=task["taskArn"])
        stopped = self.wait_for(task, "STOPPED")
        self.assertGreater(time.monotonic() - began, 0.9)
        self.assertEqual(stopped["containers"][0]["exitCode"], 137)

    def test_one_token_starts_one_task_and_other_parameters_with_it_conflict(self) -> None:
        before = self.standin.control("GET", "/state")["tasks_started"]
        first = self.run_task("true", clientToken="token-1", startedBy="run-1")
        second = self.run_task("true", clientToken="token-1", startedBy="run-1")
        self.assertEqual(first["taskArn"], second["taskArn"])
        self.assertEqual(self.standin.control("GET", "/state")["tasks_started"], before + 1)
        with self.assertRaises(self.ecs.exceptions.ConflictException) as refused:
            self.run_task("false", clientToken="token-1", startedBy="run-1")
        self.assertEqual(refused.exception.response["resourceIds"], [first["taskArn"]])

    def test_a_token_is_forgotten_with_its_task_and_then_starts_another(self) -> None:
        first = self.run_task("true", clientToken="token-2")
        self.wait_for(first, "STOPPED")
        self.standin.control("POST", f"/tasks/{first['taskArn'].rpartition('/')[2]}/forget")
        self.assertNotEqual(self.run_task("false", clientToken="token-2")["taskArn"], first["taskArn"])

    def test_tasks_are_found_by_who_started_them(self) -> None:
        cluster = self.standin.facts["cluster"]
        tags = [{"key": "deploy-runner:run-id", "value": "2"}]
        task = self.run_task("sleep 600", container="hasty", startedBy="run/2", tags=tags)
        self.assertEqual(self.ecs.list_tasks(cluster=cluster, startedBy="run/2")["taskArns"], [task["taskArn"]])
        self.assertEqual(self.ecs.list_tasks(cluster=cluster, startedBy="run/3")["taskArns"], [])
        self.ecs.tag_resource(resourceArn=task["taskArn"], tags=[{"key": "more", "value": "1"}])
        expected = {"deploy-runner:run-id": "2", "more": "1"}
        listed = self.ecs.list_tags_for_resource(resourceArn=task["taskArn"])["tags"]
        self.assertEqual({tag["key"]: tag["value"] for tag in listed}, expected)
        self.assertEqual({tag["key"]: tag["value"] for tag in self.describe(task)["tags"]}, expected)
        self.ecs.stop_task(cluster=cluster, task=task["taskArn"])
        self.wait_for(task, "STOPPED")
        stopped = self.ecs.list_tasks(cluster=cluster, startedBy="run/2", desiredStatus="STOPPED")
        self.assertEqual(stopped["taskArns"], [task["taskArn"]])
        with self.assertRaisesRegex(ClientError, "The specified task is stopped"):
            self.ecs.tag_resource(resourceArn=task["taskArn"], tags=[{"key": "late", "value": "1"}])

    def test_a_container_sees_its_definition_its_secrets_and_its_override_and_nothing_else(self) -> None:
        override = {"name": "equipped", "command": ["env"], "environment": [{"name": "PLACE", "value": "override"}]}
        task = self.run_task(container="equipped", overrides={"containerOverrides": [override]})
        self.wait_for(task, "STOPPED")
        variables = dict(line.split("=", 1) for line in self.messages(task, "equipped"))
        self.assertEqual([variables[name] for name in ("GREETING", "PLACE", "TOKEN")], ["hello", "override", "s3cret"])
        self.assertEqual(variables["AWS_REGION"], "eu-west-1")
        self.assertNotIn("PYENV_VERSION", variables)
        self.assertNotEqual(variables["HOME"], "/root")

    def test_a_secret_that_is_missing_fails_the_start_in_the_words_of_ecs(self) -> None:
        stopped = self.wait_for(self.run_task("true", container="secretless"), "STOPPED")
        self.assertEqual(stopped["stopCode"], "TaskFailedToStart")
        self.assertRegex(stopped["stoppedReason"], "ResourceInitializationError: unable to pull secr.*ResourceNotFound")

    def test_an_image_that_is_missing_fails_the_start_in_the_words_of_ecs(self) -> None:
        stopped = self.wait_for(self.run_task("true", container="imageless"), "STOPPED")
        self.assertRegex(stopped["stoppedReason"], "^CannotPullContainerError: .*nothing:1")
        self.assertRegex(stopped["containers"][0]["reason"], "^CannotPullContainerError")

    def test_what_ecs_forgets_is_missing(self) -> None:
        task = self.run_task("true")
        self.wait_for(task, "STOPPED")
        self.standin.control("POST", f"/tasks/{task['taskArn'].rpartition('/')[2]}/forget")
        answer = self.ecs.describe_tasks(cluster=self.standin.facts["cluster"], tasks=[task["taskArn"]])
        self.assertEqual(answer["failures"], [{"arn": task["taskArn"], "reason": "MISSING"}])

    def test_a_task_that_is_killed_says_why(self) -> None:
        task = self.run_task("sleep 600")
        self.until(lambda: self.describe(task)["lastStatus"], lambda status: status == "RUNNING")
        reason = "OutOfMemoryError: Container killed due to memory usage"
        self.standin.control("POST", f"/tasks/{task['taskArn'].rpartition('/')[2]}/kill", {"container_reason": reason})
        container = self.wait_for(task, "STOPPED")["containers"][0]
        self.assertEqual((container["exitCode"], container["reason"]), (137, reason))

    def test_requests_that_ecs_refuses_are_refused(self) -> None:
        cases: list[tuple[dict[str, Any], str]] = [
            ({"cluster": "other"}, "ClusterNotFoundException"),
            ({"taskDefinition": "other"}, "TaskDefinition not found"),
            ({"networkConfiguration": {}}, "Network Configuration must be provided"),
            ({"startedBy": "with space"}, "startedBy"),
            ({"overrides": {"containerOverrides": [{"name": "other"}]}}, "container named other"),
            ({"overrides": {"containerOverrides": [{"name": "shell", "command": ["x" * 8192]}]}}, "at most 8192"),
            ({"overrides": {"cpu": "1024", "memory": "1024"}}, "No Fargate configuration"),
            ({"platformVersion": "9"}, "PlatformUnknown"),
            ({"capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]}, "capacity provider strategy"),
            ({"tags": [{"key": "a b?", "value": ""}]}, "tag key"),
        ]
        for change, words in cases:
            with self.subTest(words), self.assertRaisesRegex(ClientError, words):
                self.run_task("true", **change)

    def test_a_container_finds_its_metadata_and_credentials_that_work(self) -> None:
        task = self.run_task(
            "echo $ECS_CONTAINER_METADATA_URI_V4; echo $AWS_CONTAINER_CREDENTIALS_FULL_URI; sleep 600",
            container="hasty",
            tags=[{"key": "deploy-runner:run-id", "value": "7"}],
        )
        self.until(lambda: self.describe(task)["lastStatus"], lambda status: status == "RUNNING")
        self.until(lambda: self.messages_if_any(task, "hasty"), lambda found: len(found) == 2)
        metadata, credentials = self.messages(task, "hasty")
        found = self.fetch(metadata + "/taskWithTags")
        self.assertEqual((found["TaskARN"], found["KnownStatus"]), (task["taskArn"], "RUNNING"))
        self.assertEqual(found["TaskTags"], {"deploy-runner:run-id": "7"})
        self.assertEqual(self.fetch(metadata)["Name"], "hasty")
        provider = ContainerProvider({"AWS_CONTAINER_CREDENTIALS_FULL_URI": credentials})
        frozen = provider.load().get_frozen_credentials()
        client = boto3.client(
            "ecs",
            endpoint_url=self.standin.facts["endpoint"],
            region_name="eu-west-1",
            aws_access_key_id=frozen.access_key,
            aws_secret_access_key=frozen.secret_key,
            aws_session_token=frozen.token,
        )
        client.stop_task(cluster=self.standin.facts["cluster"], task=task["taskArn"])
        self.wait_for(task, "STOPPED")

    def fetch(self, url: str) -> dict[str, Any]:
        with urllib.request.urlopen(url) as response:
            return dict(json.load(response))

    def messages_if_any(self, task: dict[str, Any], container: str = "shell") -> list[str]:
        try:
            return self.messages(task, container)
        except self.logs.exceptions.ResourceNotFoundException:
            return []


class SlowStartTests(StandinTestCase):
    configuration = {"state_delay": 10, "task_definitions": [{"container": "shell", "image": "shell:1"}]}

    def test_a_task_that_is_stopped_before_it_runs_never_starts_its_container(self) -> None:
        task = self.run_task("echo never")
        self.ecs.stop_task(cluster=self.standin.facts["cluster"], task=task["taskArn"])
        stopped = self.wait_for(task, "STOPPED")
        self.assertNotIn("exitCode", stopped["containers"][0])
        self.assertNotIn("startedAt", stopped)
