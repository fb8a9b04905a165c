"""The peer of the invoker: the same rules as a Lambda function, for `python3 -m awslambdaric decide_function.handler`.

Made as such functions commonly are: what a call needs is made while the function starts, the client of ECS included,
without which nothing that was allowed could be started.
"""

import base64
import gzip
import json
import os

import boto3

from decide import answer
from python_gate.gate import Gate

gate = Gate(json.loads(gzip.decompress(base64.b64decode(os.environ["BASE64GZ_CONFIG_DATA_JSON"]))))
ecs = boto3.client("ecs")


def handler(event, context):
    if event["action"] != "explain":
        raise ValueError("the bench only asks for decisions")
    return answer(gate, event)
