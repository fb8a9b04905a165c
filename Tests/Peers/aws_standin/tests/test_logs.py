"""Log streams, read as AWS's own clients and their users read them."""

import json
import subprocess
import time

from botocore.exceptions import ClientError

from .running import StandinTestCase, environment_of_cli


def now() -> int:
    return time.time_ns() // 1_000_000


class LogTests(StandinTestCase):
    group = "ecs-deploy-runner"

    def fill(self, name: str, messages: list[str]) -> dict[str, str]:
        stream = {"logGroupName": self.group, "logStreamName": name}
        self.logs.create_log_stream(**stream)
        at = now()
        for start in range(0, len(messages), 1000):
            events = [{"timestamp": at, "message": message} for message in messages[start : start + 1000]]
            self.logs.put_log_events(**stream, logEvents=events)
        return stream

    def test_the_end_of_a_stream_is_a_token_that_comes_back(self) -> None:
        stream = self.fill("end", ["a", "b"])
        first = self.logs.get_log_events(**stream, startFromHead=True)
        self.assertEqual([event["message"] for event in first["events"]], ["a", "b"])
        again = self.logs.get_log_events(**stream, nextToken=first["nextForwardToken"])
        self.assertEqual((again["events"], again["nextForwardToken"]), ([], first["nextForwardToken"]))
        self.logs.put_log_events(**stream, logEvents=[{"timestamp": now(), "message": "c"}])
        more = self.logs.get_log_events(**stream, nextToken=first["nextForwardToken"])
        self.assertEqual([event["message"] for event in more["events"]], ["c"])

    def test_an_event_that_comes_late_lies_before_the_token(self) -> None:
        stream = self.fill("late", ["a"])
        token = self.logs.get_log_events(**stream, startFromHead=True)["nextForwardToken"]
        self.logs.put_log_events(**stream, logEvents=[{"timestamp": now() - 1000, "message": "late"}])
        self.assertEqual(self.logs.get_log_events(**stream, nextToken=token)["events"], [])
        whole = self.logs.get_log_events(**stream, startFromHead=True)["events"]
        self.assertEqual([event["message"] for event in whole], ["late", "a"])

    def test_pages_end_at_a_mebibyte_and_backward_ones_meet_forward_ones(self) -> None:
        stream = self.fill("pages", [f"{number:05d}" + "x" * 1000 for number in range(3000)])
        page = self.logs.get_log_events(**stream, startFromHead=True)
        size = sum(len(event["message"]) + 26 for event in page["events"])
        self.assertTrue(1_000_000 < size <= 1_048_576)
        last = self.logs.get_log_events(**stream)
        self.assertEqual(last["events"][-1]["message"][:5], "02999")
        before = self.logs.get_log_events(**stream, nextToken=last["nextBackwardToken"])
        self.assertEqual(int(before["events"][-1]["message"][:5]) + 1, int(last["events"][0]["message"][:5]))

    def test_what_cloudwatch_refuses_is_refused(self) -> None:
        stream = self.fill("refused", ["a"])
        with self.assertRaisesRegex(ClientError, "nextToken is invalid"):
            self.logs.get_log_events(**stream, nextToken="f/1")
        with self.assertRaisesRegex(ClientError, "stream does not exist"):
            self.logs.get_log_events(logGroupName=self.group, logStreamName="nothing")
        with self.assertRaisesRegex(ClientError, "group does not exist"):
            self.logs.get_log_events(logGroupName="nothing", logStreamName="nothing")
        with self.assertRaises(self.logs.exceptions.ResourceAlreadyExistsException):
            self.logs.create_log_stream(**stream)
        at = now()
        with self.assertRaisesRegex(ClientError, "chronological"):
            events = [{"timestamp": at, "message": "a"}, {"timestamp": at - 5, "message": "b"}]
            self.logs.put_log_events(**stream, logEvents=events)
        old = [{"timestamp": now() - 15 * 86_400_000, "message": "old"}]
        answer = self.logs.put_log_events(**stream, logEvents=old)
        self.assertEqual(answer["rejectedLogEventsInfo"], {"tooOldLogEventEndIndex": 1})

    def test_the_events_of_many_streams_are_filtered_in_one_order(self) -> None:
        start = now()
        for name in ("filter/1", "filter/2"):
            self.fill(name, [f"{name} {number}" for number in range(3)])
        pages = self.logs.get_paginator("filter_log_events").paginate(
            logGroupName=self.group, logStreamNamePrefix="filter/", startTime=start, PaginationConfig={"PageSize": 2}
        )
        events = [event for page in pages for event in page["events"]]
        self.assertEqual(len({event["eventId"] for event in events}), 6)
        self.assertEqual(events, sorted(events, key=lambda event: event["timestamp"]))
        streams = self.logs.describe_log_streams(logGroupName=self.group, logStreamNamePrefix="filter/")["logStreams"]
        self.assertEqual([stream["logStreamName"] for stream in streams], ["filter/1", "filter/2"])
        found = self.logs.filter_log_events(logGroupName=self.group, filterPattern='"filter/2 1"')["events"]
        self.assertEqual([event["message"] for event in found], ["filter/2 1"])

    def test_two_hundred_thousand_lines_of_a_task_arrive_in_order(self) -> None:
        task = self.run_task(
            "seq -f '%.0f and a line that is about as long as lines of a log are, a little over it' 200000"
        )
        self.wait_for(task, "STOPPED")
        messages = self.messages(task)
        self.assertEqual([int(message.split()[0]) for message in messages], list(range(1, 200_001)))

    def test_lines_are_cut_at_16_kib(self) -> None:
        task = self.run_task("head -c 40000 /dev/zero | tr '\\0' x; echo; echo -n end")
        self.wait_for(task, "STOPPED")
        self.assertEqual([len(message) for message in self.messages(task)], [16384, 16384, 7232, 3])

    def test_the_command_line_of_aws_reads_a_task_s_log(self) -> None:
        task = self.run_task("echo for the CLI")
        self.wait_for(task, "STOPPED")
        arguments = ["aws", "logs", "get-log-events", "--start-from-head", "--output", "json"]
        for name, value in self.stream(task).items():
            arguments += ["--log-group-name" if name == "logGroupName" else "--log-stream-name", value]
        environment = environment_of_cli(self.standin.facts)
        answer = subprocess.run(arguments, env=environment, capture_output=True, check=True).stdout
        self.assertEqual([event["message"] for event in json.loads(answer)["events"]], ["for the CLI"])
