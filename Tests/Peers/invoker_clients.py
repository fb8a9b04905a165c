"""Calls the invoker as its users may, with AWS's own clients: `python3 invoker_clients.py FUNCTION`.

Whatever is not as it should be is an AssertionError. The endpoint, the region and the credentials are the environment's.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
from typing import Any

import boto3

JOB = {"container_name": "own", "script": "job", "args": ["/dev/null"]}


def main(function: str) -> None:
    client = boto3.client("lambda")
    described = invoke(client, function, {"action": "describe"})
    assert [each["name"] for each in described["containers"]] == ["own", "terraform-applier", "terraform-planner"]
    assert command_line(function, {"action": "describe"}) == described

    refused = invoke(client, function, {"container_name": "own", "script": "jbo", "args": []}, fails=True)
    assert refused["errorType"] == "ScriptNotAllowedError" and "did you mean job" in refused["hint"], refused
    for wrong in ({"action": "fly"}, {**JOB, "colour": "red"}, {**JOB, "args": 7}):
        answer = invoke(client, function, wrong, fails=True)
        assert answer["errorType"] == "MalformedRequest", answer

    # A schedule sends its arguments as one string; a token makes one run of two calls.
    scheduled = {"container_name": "own", "script": "job", "args": "/dev/null", "client_token": "nightly-1"}
    first = invoke(client, function, scheduled)
    assert invoke(client, function, scheduled)["run_id"] == first["run_id"]
    lines = stream(client, function, {"action": "logs", "run_id": first["run_id"]})
    end = lines[-1]["end"]
    assert end["complete"] and end["exit"] == 0, end
    assert any("line" in each for each in lines), lines


def invoke(client: Any, function: str, request: dict[str, Any], fails: bool = False) -> dict[str, Any]:
    answer = client.invoke(FunctionName=function, Payload=json.dumps(request))
    payload = json.loads(answer["Payload"].read())
    assert ("FunctionError" in answer) == fails, payload
    return payload  # type: ignore[no-any-return]


def stream(client: Any, function: str, request: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.invoke_with_response_stream(FunctionName=function, Payload=json.dumps(request))
    text = b""
    completion = None
    for event in answer["EventStream"]:
        text += event.get("PayloadChunk", {}).get("Payload", b"")
        completion = event.get("InvokeComplete", completion)
    assert completion is not None and not completion.get("ErrorCode"), completion
    return [json.loads(line) for line in text.splitlines()]


def command_line(function: str, request: dict[str, Any]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        payload, output = pathlib.Path(folder, "in.json"), pathlib.Path(folder, "out.json")
        payload.write_text(json.dumps(request))
        call = ["aws", "lambda", "invoke", "--function-name", function, "--payload", f"fileb://{payload}", str(output)]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        return json.loads(output.read_text())


if __name__ == "__main__":
    main(sys.argv[1])
