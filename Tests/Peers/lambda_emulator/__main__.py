"""Drives one function by lines of JSON: a request a line on standard input, answers on standard output.

    python3 -m lambda_emulator [--timeout SECONDS] [--set NAME=VALUE]… [--log FILE] [--task-root FOLDER] -- COMMAND…

Requests, each with an `id` of the caller's choice, which its answers carry:

    {"id", "invoke": "payload", "client_context"?}    {"id", "payload": base64, "function_error"}
    {"id", "stream": "payload", "client_context"?}    {"id", "chunk": base64} …, {"id", "error_code", "error_details"}
    {"id", "measure": true}                           {"id", "environments": […]}
    {"id", "close": true}                             {"id", "exit_statuses": […]}

Calls run side by side. The end of standard input ends the function's environments and this program.
"""

import argparse
import base64
import dataclasses
import json
import sys
import threading
from typing import Any

from . import Function, RequestTooLarge

_output = threading.Lock()


def say(request: dict[str, Any], **answer: object) -> None:
    with _output:
        print(json.dumps({"id": request["id"], **answer}), flush=True)


def answer(function: Function, request: dict[str, Any]) -> None:
    context = request.get("client_context")
    try:
        if "invoke" in request:
            result = function.invoke(request["invoke"].encode(), context)
            say(request, payload=base64.b64encode(result.payload).decode(), function_error=result.function_error)
        elif "stream" in request:
            stream = function.invoke_stream(request["stream"].encode(), context)
            for chunk in stream:
                say(request, chunk=base64.b64encode(chunk).decode())
            say(request, **dataclasses.asdict(stream.completion))
        elif "measure" in request:
            say(request, environments=[dataclasses.asdict(each) for each in function.measure()])
        else:
            say(request, exit_statuses=function.close())
    except RequestTooLarge as error:
        say(request, payload="", function_error=f"RequestTooLarge: {error}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="lambda_emulator")
    parser.add_argument("--timeout", type=float, default=3.0)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--log")
    parser.add_argument("--task-root")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    variables = dict(pair.split("=", 1) for pair in options.set)
    log = open(options.log, "ab") if options.log else None
    with Function(options.command, variables, options.timeout, task_root=options.task_root, log=log) as function:
        for line in sys.stdin:
            threading.Thread(target=answer, args=(function, json.loads(line)), daemon=True).start()


if __name__ == "__main__":
    main()
