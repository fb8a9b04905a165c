"""The function that tests of Lambda runtimes call, for Amazon's runtime client: `python3 -m awslambdaric lambda_probe.handler`.

`Tests/LambdaProbe` is the same function on the runtime of this project. The field `do` of a request says what to do.
"""

import os
import time
from typing import Any

if os.environ.get("PROBE_INIT") == "fail":
    raise RuntimeError("cannot begin")


def handler(event: dict[str, Any], context: Any) -> object:
    match event["do"]:
        case "echo":
            return event
        case "fail":
            raise ValueError(event["text"])
        case "exit":
            os._exit(event["status"])
        case "sleep":
            time.sleep(event["seconds"])
            return "awake"
        case "fill":
            return "x" * (event["bytes"] - 2)
        case "context":
            return {
                "request_id": context.aws_request_id,
                "function_arn": context.invoked_function_arn,
                "milliseconds_left": context.get_remaining_time_in_millis(),
                "has_trace": os.environ.get("_X_AMZN_TRACE_ID", "").startswith("Root="),
                "client": context.client_context and context.client_context.custom,
                "region": os.environ["AWS_REGION"],
            }
        case other:
            raise ValueError(f"unknown: {other}")
