"""Faults: what clients see of them, and that a seed deals the same ones again."""

import dataclasses
import datetime
import re
import time
from collections.abc import Callable
from typing import Any

import boto3
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, HTTPClientError

from ..faults.profiles import drawn
from ..faults.schedule import EVENT_FAULTS
from .running import StandinTestCase


class FaultTests(StandinTestCase):
    def tearDown(self) -> None:
        self.standin.control("PUT", "/expired-credentials", {"access_keys": []})
        self.standin.control("PUT", "/clock", {"offset": 0})

    def list_tasks(self) -> Any:
        return self.ecs.list_tasks(cluster=self.standin.facts["cluster"])

    def pattern(self, seed: int) -> list[bool]:
        self.standin.fail({"requests": "ecs:ListTasks", "fault": "throttle", "rate": 0.5}, seed=seed)
        return [self.fails() for _ in range(24)]

    def fails(self) -> bool:
        try:
            self.list_tasks()
        except ClientError:
            return True
        return False

    def test_a_seed_deals_the_same_faults_again_and_another_one_others(self) -> None:
        first = self.pattern(7)
        dealt = self.standin.control("GET", "/faults")
        self.assertEqual([fault["number"] for fault in dealt["dealt"]], [n for n, hit in enumerate(first) if hit])
        self.assertEqual(self.pattern(7), first)
        self.assertNotEqual(self.pattern(8), first)

    def test_throttling_comes_in_both_disguises(self) -> None:
        for fault, code in (("throttle", "ThrottlingException"), ("throttle-in-disguise", "InvalidParameterException")):
            self.standin.fail({"fault": fault, "times": 1})
            with self.subTest(fault), self.assertRaisesRegex(ClientError, f"{code}.*Rate exceeded"):
                self.list_tasks()
            self.list_tasks()

    def test_an_error_of_the_server_goes_away_by_trying_again(self) -> None:
        self.standin.fail({"requests": "ecs:*", "fault": "server-error", "times": 2})
        self.standin.client("ecs", retries=3).list_tasks(cluster=self.standin.facts["cluster"])
        self.assertEqual(len(self.standin.control("GET", "/faults")["dealt"]), 2)

    def test_a_reset_before_has_no_effect_and_a_reset_after_has_one(self) -> None:
        for fault, effect in (("reset-before", 0), ("reset-after", 1)):
            before = self.standin.control("GET", "/state")["tasks_started"]
            self.standin.fail({"requests": "ecs:RunTask", "fault": fault})
            with self.subTest(fault), self.assertRaises((ConnectionClosedError, HTTPClientError)):
                self.run_task("true")
            self.assertEqual(self.standin.control("GET", "/state")["tasks_started"], before + effect)

    def test_botocore_s_own_retry_after_a_reset_starts_no_second_task(self) -> None:
        before = self.standin.control("GET", "/state")["tasks_started"]
        self.standin.fail({"requests": "ecs:RunTask", "fault": "reset-after", "times": 1})
        answer = self.standin.client("ecs", retries=3).run_task(**self.task_request("true", clientToken="retried"))
        self.assertEqual(len(answer["tasks"]), 1)
        self.assertEqual(self.standin.control("GET", "/state")["tasks_started"], before + 1)

    def test_half_an_answer_is_an_error(self) -> None:
        self.standin.fail({"fault": "cut-answer"})
        with self.assertRaises(HTTPClientError):
            self.list_tasks()

    def test_a_slow_answer_takes_its_time(self) -> None:
        self.standin.fail({"fault": "slow", "seconds": 0.3})
        began = time.monotonic()
        self.list_tasks()
        self.assertGreater(time.monotonic() - began, 0.3)

    def test_a_task_may_be_missing_at_first(self) -> None:
        self.standin.fail({"requests": "ecs:DescribeTasks", "fault": "missing-task", "seconds": 30, "times": 1})
        task = self.run_task("true")
        request = {"cluster": self.standin.facts["cluster"], "tasks": [task["taskArn"]]}
        self.assertEqual(self.ecs.describe_tasks(**request)["failures"][0]["reason"], "MISSING")
        self.assertEqual(len(self.ecs.describe_tasks(**request)["tasks"]), 1)

    def test_a_start_may_fail_at_once_or_later(self) -> None:
        self.standin.fail({"requests": "ecs:RunTask", "fault": "run-failure", "reason": "RESOURCE:MEMORY"})
        answer = self.ecs.run_task(**self.task_request("true"))
        self.assertEqual((answer["tasks"], answer["failures"]), ([], [{"reason": "RESOURCE:MEMORY"}]))
        reason = "CannotPullContainerError: ref pull has been retried 5 time(s): i/o timeout"
        self.standin.fail({"requests": "ecs:RunTask", "fault": "start-failure", "reason": reason})
        stopped = self.wait_for(self.run_task("echo never"), "STOPPED")
        self.assertEqual((stopped["stopCode"], stopped["stoppedReason"]), ("TaskFailedToStart", reason))
        self.assertNotIn("exitCode", stopped["containers"][0])

    def test_events_come_late_twice_swapped_joined_torn_or_not_at_all(self) -> None:
        expected: dict[str, Callable[[list[str]], bool]] = {
            "late": lambda found: sorted(found) == self.lines,
            "duplicate": lambda found: sorted(found) == sorted(self.lines * 2),
            "reorder": lambda found: found == ["2", "1", "4", "3"],
            "merge": lambda found: found == ["1\n2", "3\n4"],
            "drop": lambda found: found == [],
        }
        for fault, is_right in expected.items():
            self.standin.fail({"fault": fault, "seconds": 0.2})
            task = self.run_task("seq 4")
            self.wait_for(task, "STOPPED")
            with self.subTest(fault):
                self.until(lambda: self.messages(task), is_right)
                if fault in ("late", "duplicate"):
                    events = self.logs.get_log_events(**self.stream(task), startFromHead=True)["events"]
                    delayed = [event for event in events if event["ingestionTime"] - event["timestamp"] >= 200]
                    self.assertGreaterEqual(len(delayed), 4)
        self.standin.fail({"fault": "split"})
        task = self.run_task("echo abcdef")
        self.wait_for(task, "STOPPED")
        first, second = self.messages(task)
        self.assertEqual(first + second, "abcdef")

    lines = ["1", "2", "3", "4"]

    def test_the_same_seed_spoils_the_same_lines(self) -> None:
        logs = []
        for _ in range(2):
            self.standin.fail({"fault": "duplicate", "rate": 0.3}, {"fault": "reorder", "rate": 0.3}, seed=3)
            task = self.run_task("printf 'a\\nb\\nc\\nd\\ne\\nf\\n'")
            self.wait_for(task, "STOPPED")
            logs.append(self.messages(task))
        self.assertEqual(logs[0], logs[1])
        self.assertNotEqual(logs[0], ["a", "b", "c", "d", "e", "f"])

    def test_the_events_of_the_rough_profile_lose_nothing_and_those_of_the_lossy_one_do(self) -> None:
        expected = {f"<{number:04d}>" for number in range(1, 1001)}
        for profile, seed, is_whole in [*(("rough", seed, True) for seed in range(6)), ("lossy", 1, False)]:
            rules = [dataclasses.asdict(rule) for rule in drawn(profile, seed) if rule.fault in EVENT_FAULTS]
            self.standin.fail(*rules, seed=seed)
            task = self.run_task("seq -f '<%04.0f>' 1000")
            self.wait_for(task, "STOPPED")
            with self.subTest(profile=profile, seed=seed):
                if is_whole:
                    self.until(lambda: self.lines_of(task), lambda found: found >= expected)
                else:
                    # What comes late comes within half a second.
                    time.sleep(0.6)
                    self.assertFalse(self.lines_of(task) >= expected)

    def lines_of(self, task: dict[str, Any]) -> set[str]:
        # The halves of a torn line lie side by side.
        return set(re.findall("<[0-9]{4}>", "".join(self.messages(task))))

    def test_an_empty_page_is_not_the_end(self) -> None:
        task = self.run_task("echo line")
        self.wait_for(task, "STOPPED")
        self.standin.fail({"requests": "logs:GetLogEvents", "fault": "empty-page", "times": 1})
        page = self.logs.get_log_events(**self.stream(task), startFromHead=True)
        self.assertEqual(page["events"], [])
        more = self.logs.get_log_events(**self.stream(task), nextToken=page["nextForwardToken"])
        self.assertEqual([event["message"] for event in more["events"]], ["line"])

    def test_an_empty_page_in_the_middle_has_another_token_and_the_end_the_same(self) -> None:
        task = self.run_task("echo line")
        self.wait_for(task, "STOPPED")
        stream = self.stream(task)
        self.standin.fail({"requests": "logs:GetLogEvents", "fault": "empty-page", "times": 3})
        tokens = [self.logs.get_log_events(**stream, startFromHead=True)["nextForwardToken"]]
        for _ in range(2):
            page = self.logs.get_log_events(**stream, nextToken=tokens[-1])
            self.assertEqual(page["events"], [])
            tokens.append(page["nextForwardToken"])
        self.assertEqual(len(set(tokens)), 3)
        whole = self.logs.get_log_events(**stream, nextToken=tokens[-1])
        self.assertEqual(len(whole["events"]), 1)
        self.standin.fail({"requests": "logs:GetLogEvents", "fault": "empty-page"})
        end = self.logs.get_log_events(**stream, nextToken=whole["nextForwardToken"])
        self.assertEqual((end["events"], end["nextForwardToken"]), ([], whole["nextForwardToken"]))

    def test_an_empty_page_at_the_tail_leads_back_to_the_events(self) -> None:
        task = self.run_task("echo line")
        self.wait_for(task, "STOPPED")
        self.standin.fail({"requests": "logs:GetLogEvents", "fault": "empty-page", "times": 1})
        page = self.logs.get_log_events(**self.stream(task))
        self.assertEqual(page["events"], [])
        back = self.logs.get_log_events(**self.stream(task), nextToken=page["nextBackwardToken"])
        self.assertEqual([event["message"] for event in back["events"]], ["line"])

    def test_a_fault_lasts_as_long_as_its_rule_says(self) -> None:
        self.standin.fail({"requests": "ecs:*", "fault": "access-denied", "lasts": 20})
        with self.assertRaisesRegex(ClientError, "AccessDenied"):
            self.list_tasks()
        self.until(self.comes_through, bool)

    def test_the_network_goes_and_comes_back(self) -> None:
        self.list_tasks()
        self.standin.control("POST", "/network/vanish", {"seconds": 20})
        with self.assertRaises((EndpointConnectionError, ConnectionClosedError, HTTPClientError)):
            self.list_tasks()
        with self.assertRaises(EndpointConnectionError):
            self.list_tasks()
        self.until(self.comes_through, bool)

    def comes_through(self) -> bool:
        try:
            self.list_tasks()
        except (ClientError, EndpointConnectionError, HTTPClientError):
            return False
        return True

    def test_credentials_may_expire_be_unknown_or_sign_wrongly(self) -> None:
        self.standin.control("PUT", "/expired-credentials", {"access_keys": [self.standin.facts["access_key_id"]]})
        with self.assertRaisesRegex(ClientError, "ExpiredTokenException"):
            self.list_tasks()
        with self.assertRaisesRegex(ClientError, "UnrecognizedClientException"):
            self.standin.client("ecs", access_key="AKIANOBODY").list_tasks()
        with self.assertRaisesRegex(ClientError, "InvalidSignatureException"):
            self.standin.client("ecs", secret="wrong").list_tasks()

    def test_a_clock_that_is_off_is_told_apart_from_a_wrong_key(self) -> None:
        self.standin.control("PUT", "/clock", {"offset": 600})
        with self.assertRaisesRegex(ClientError, "Signature expired: .* is now earlier than") as refused:
            self.list_tasks()
        told = refused.exception.response["ResponseMetadata"]["HTTPHeaders"]["date"]
        at = datetime.datetime.strptime(told, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=datetime.timezone.utc)
        self.assertAlmostEqual((at - datetime.datetime.now(datetime.timezone.utc)).total_seconds(), 600, delta=30)

    def test_a_profile_draws_the_same_rules_for_a_seed_and_other_ones_for_another(self) -> None:
        drawn = []
        for seed in (1, 1, 2):
            self.standin.control("PUT", "/faults", {"seed": seed, "profile": "rough"})
            drawn.append(self.standin.control("GET", "/faults")["rules"])
        self.assertEqual(drawn[0], drawn[1])
        self.assertNotEqual(drawn[0], drawn[2])
        self.assertNotIn("drop", {rule["fault"] for rules in drawn for rule in rules})

    def test_a_fault_that_does_not_exist_is_said(self) -> None:
        with self.assertRaisesRegex(RuntimeError, "is not a fault: there are"):
            self.standin.fail({"fault": "rain"})

    def test_the_credentials_of_an_assumed_role_are_known(self) -> None:
        role = self.standin.client("sts").assume_role(
            RoleArn="arn:aws:iam::123456789012:role/deploy", RoleSessionName="me"
        )
        found = role["Credentials"]
        client = boto3.client(
            "ecs",
            endpoint_url=self.standin.facts["endpoint"],
            region_name="eu-west-1",
            aws_access_key_id=found["AccessKeyId"],
            aws_secret_access_key=found["SecretAccessKey"],
            aws_session_token=found["SessionToken"],
        )
        client.list_tasks(cluster=self.standin.facts["cluster"])
