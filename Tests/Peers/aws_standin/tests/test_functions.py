"""Functions, invoked with boto3: buffered, and as a stream whose faults its own decoder must see."""

import base64
import io
import json
import zipfile
from typing import Any

from botocore.eventstream import ChecksumMismatch
from botocore.exceptions import ClientError, EventStreamError
from urllib3.exceptions import ProtocolError

from .running import FUNCTION, PATIENCE, StandinTestCase

_TRUST = json.dumps(
    {"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
)


class FunctionTests(StandinTestCase):
    configuration = {
        "function": "echo",
        "functions": {"echo": {"command": FUNCTION, "timeout": PATIENCE, "environment": {"COLOUR": "blue"}}},
    }

    def invoke(self, event: object, **more: object) -> dict[str, Any]:
        return dict(self.functions.invoke(FunctionName="echo", Payload=json.dumps(event), **more))

    def read_stream(self, event: object) -> list[dict[str, Any]]:
        answer = self.functions.invoke_with_response_stream(FunctionName="echo", Payload=json.dumps(event))
        return list(answer["EventStream"])

    def test_a_call_is_answered_with_its_log(self) -> None:
        answer = self.invoke({"do": "echo", "text": "é\n"}, LogType="Tail")
        self.assertEqual(json.load(answer["Payload"]), {"do": "echo", "text": "é\n"})
        self.assertEqual((answer["StatusCode"], answer["ExecutedVersion"]), (200, "$LATEST"))
        self.assertNotIn("FunctionError", answer)
        self.assertEqual(base64.b64decode(answer["LogResult"]), b"doing echo\n")

    def test_an_error_of_the_function_is_a_function_error(self) -> None:
        answer = self.invoke({"do": "fail"})
        self.assertEqual(answer["FunctionError"], "Unhandled")
        self.assertEqual(json.load(answer["Payload"])["errorType"], "Refused")

    def test_an_event_and_a_dry_run_are_accepted(self) -> None:
        self.assertEqual(self.invoke({}, InvocationType="Event")["StatusCode"], 202)
        self.assertEqual(self.invoke({}, InvocationType="DryRun")["StatusCode"], 204)

    def test_a_function_finds_the_stand_in_and_its_own_settings(self) -> None:
        variables = json.load(self.invoke({"do": "environment"})["Payload"])
        self.assertEqual(variables["AWS_ENDPOINT_URL"], self.standin.facts["endpoint"])
        self.assertEqual((variables["COLOUR"], variables["AWS_REGION"]), ("blue", "eu-west-1"))
        self.assertRegex(variables["AWS_ACCESS_KEY_ID"], "^ASIA")

    def test_calls_that_lambda_refuses_are_refused(self) -> None:
        with self.assertRaisesRegex(
            ClientError, "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:no"
        ):
            self.functions.invoke(FunctionName="no")
        with self.assertRaisesRegex(ClientError, "RequestEntityTooLarge"):
            self.invoke("x" * (6 * 1024 * 1024))
        with self.assertRaisesRegex(ClientError, "InvalidRequestContent"):
            self.functions.invoke(FunctionName="echo", Payload=b"{")

    def test_a_function_that_was_created_runs_its_package(self) -> None:
        package = io.BytesIO()
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("bootstrap", f"#!/bin/sh\nexec {' '.join(FUNCTION)}\n")
        role = self.standin.client("iam").create_role(RoleName="created", AssumeRolePolicyDocument=_TRUST)["Role"][
            "Arn"
        ]
        self.functions.create_function(
            FunctionName="created",
            Runtime="provided.al2023",
            Handler="bootstrap",
            Timeout=PATIENCE,
            Role=role,
            Code={"ZipFile": package.getvalue()},
        )
        answer = self.functions.invoke(
            FunctionName="arn:aws:lambda:eu-west-1:123456789012:function:created", Payload='{"n": 3}'
        )
        self.assertEqual(json.load(answer["Payload"]), {"n": 3})

    def test_a_stream_comes_in_chunks_and_is_completed(self) -> None:
        events = self.read_stream({"do": "stream", "count": 3})
        self.assertEqual(events[-1], {"InvokeComplete": {}})
        text = b"".join(event["PayloadChunk"]["Payload"] for event in events[:-1])
        self.assertEqual([json.loads(line)["line"] for line in text.splitlines()], [0, 1, 2])

    def test_a_stream_that_fails_midway_says_so_at_its_end(self) -> None:
        complete = self.read_stream({"do": "stream-and-fail", "count": 1})[-1]["InvokeComplete"]
        self.assertEqual(complete["ErrorCode"], "Broken")
        self.assertEqual(json.loads(complete["ErrorDetails"])["errorMessage"], "midway")

    def test_a_cut_frame_is_an_error_of_the_connection(self) -> None:
        for fault in ("cut-in-frame", "cut-between-frames"):
            with self.subTest(fault), self.assertRaises(ProtocolError):
                self.standin.fail({"requests": "lambda:InvokeWithResponseStream", "fault": fault, "after": 1})
                self.read_stream({"do": "stream", "count": 3})

    def test_a_corrupt_frame_fails_its_checksum(self) -> None:
        self.standin.fail({"fault": "corrupt-frame", "after": 1})
        with self.assertRaises(ChecksumMismatch):
            self.read_stream({"do": "stream", "count": 3})

    def test_an_exception_in_a_stream_is_an_error(self) -> None:
        self.standin.fail({"fault": "exception-frame"})
        with self.assertRaises(EventStreamError):
            self.read_stream({"do": "stream", "count": 3})

    def test_a_stream_without_a_completion_has_none(self) -> None:
        self.standin.fail({"fault": "no-completion"})
        self.assertFalse(any("InvokeComplete" in event for event in self.read_stream({"do": "stream", "count": 2})))

    def test_a_function_that_crashes_or_takes_too_long_says_so(self) -> None:
        self.standin.fail({"fault": "function-timeout", "seconds": 0.3})
        answer = json.load(self.invoke({"do": "sleep"})["Payload"])
        self.assertRegex(answer["errorMessage"], r"Task timed out after 0\.30 seconds")
        self.standin.fail({"fault": "function-crash", "seconds": 0.3})
        answer = json.load(self.invoke({"do": "sleep"})["Payload"])
        self.assertEqual(answer["errorType"], "Runtime.ExitError")
        self.standin.fail()
        self.assertEqual(json.load(self.invoke({"n": 1})["Payload"]), {"n": 1})

    def test_both_ways_to_invoke_need_one_permission(self) -> None:
        self.addCleanup(self.standin.control, "PUT", "/denied", {"denied": []})
        self.standin.control("PUT", "/denied", {"denied": [{"action": "lambda:InvokeWithResponseStream"}]})
        words = (
            "user/ci is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:.*function:echo"
        )
        with self.assertRaisesRegex(ClientError, words):
            self.read_stream({})
        self.assertEqual(json.load(self.invoke({"n": 2})["Payload"]), {"n": 2})
        self.standin.control("PUT", "/denied", {"denied": [{"action": "lambda:InvokeFunction"}]})
        with self.assertRaisesRegex(ClientError, words):
            self.invoke({})
