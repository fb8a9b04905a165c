"""Drives one function by lines of JSON: a request a line on standard input, answers on standard output.

    python3 -m lambda_emulator [--timeout SECONDS] [--init-timeout SECONDS] [--set NAME=VALUE]… [--log FILE]
                               [--task-root FOLDER] -- COMMAND…

Requests, each with an `id` of the caller's choice, which its answers carry; an answer's last line has `end`:

    {"id", "invoke": "payload"}                      {"id", "chunk": base64} …, {"id", "end": {"function_error"}}
    {"id", "stream": "payload"}                      {"id", "chunk": base64} …, {"id", "end": {"error_code", "error_details"}}
    {"id", "count": "payload"}                       as "stream", with {"end": {"bytes"}} in place of the chunks
    {"id", "measure": true}                          {"id", "end": {"environments": […]}}
    {"id", "close": true}                            {"id", "end": {"exit_statuses": […]}}

A call may have a "client_context", and a "timeout" in seconds in place of the function's. Calls run side by side. The end of standard input ends the function's environments and this program.
"""

import argparse
import base64
import dataclasses
import json
import sys
import threading
from typing import Any

from . import INIT_TIMEOUT, Function, RequestTooLarge

_output = threading.Lock()
_PIECE = 48 * 1024

#: How long an environment that is asked to end may take, in seconds; on a busy machine a process may wait for its turn.
_GRACE = 60.0


def say(request: dict[str, Any], **answer: object) -> None:
    with _output:
        print(json.dumps({"id": request["id"], **answer}), flush=True)


def say_bytes(request: dict[str, Any], payload: bytes) -> None:
    """In pieces, so that no line is longer than a reader of lines expects."""
    for start in range(0, len(payload), _PIECE):
        say(request, chunk=base64.b64encode(payload[start : start + _PIECE]).decode())


def answer(function: Function, request: dict[str, Any]) -> None:
    settings = request.get("client_context"), request.get("timeout")
    try:
        if "invoke" in request:
            result = function.invoke(request["invoke"].encode(), *settings)
            say_bytes(request, result.payload)
            say(request, end={"function_error": result.function_error})
        elif "stream" in request:
            stream = function.invoke_stream(request["stream"].encode(), *settings)
            for chunk in stream:
                say_bytes(request, chunk)
            say(request, end=dataclasses.asdict(stream.completion))
        elif "count" in request:
            stream = function.invoke_stream(request["count"].encode(), *settings)
            size = sum(len(chunk) for chunk in stream)
            say(request, end={**dataclasses.asdict(stream.completion), "bytes": size})
        elif "measure" in request:
            say(request, end={"environments": [dataclasses.asdict(each) for each in function.measure()]})
        else:
            say(request, end={"exit_statuses": function.close(_GRACE)})
    except RequestTooLarge as error:
        say(request, end={"function_error": f"RequestTooLarge: {error}"})


def main() -> None:
    parser = argparse.ArgumentParser(prog="lambda_emulator")
    parser.add_argument("--timeout", type=float, default=3.0)
    parser.add_argument("--init-timeout", type=float, default=INIT_TIMEOUT)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--log")
    parser.add_argument("--task-root")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    variables = dict(pair.split("=", 1) for pair in options.set)
    log = open(options.log, "ab") if options.log else None
    with Function(
        options.command,
        variables,
        options.timeout,
        init_timeout=options.init_timeout,
        task_root=options.task_root,
        log=log,
    ) as function:
        for line in sys.stdin:
            threading.Thread(target=answer, args=(function, json.loads(line)), daemon=True).start()


if __name__ == "__main__":
    main()
