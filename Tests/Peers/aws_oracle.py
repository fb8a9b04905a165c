"""Answers what botocore says, for the differential tests of AWS.

Reads JSON lines and writes one JSON line for each. The member "ask" says what is asked for:

sign       {"method", "url", "headers": [[name, value]], "body" (base64), "service", "region", "key", "secret", "token",
           "at": "20260102T030405Z", "path": "twice" | "once", "payload": "hashed" | "unsigned"}
           -> {"authorization", "content_sha256"}
endpoint   {"service", "region", "fips", "dualstack"} -> {"url"} by the service's rules, or {"error"}
client     {"service", "environment", "config"} -> {"url", "region"} of a client made in that environment, or {"error"}
encode     {"headers": [[name, type, value (base64)]], "payload" (base64)} -> {"frame" (base64)}
decode     {"pieces": [base64]} -> {"messages": [{"headers": {name: text}, "payload" (base64)}], "rest": bytes left}
           or {"error"}
"""

from __future__ import annotations

import base64
import datetime
import json
import os
import struct
import sys
import tempfile
import zlib
from typing import Any
from unittest import mock

import botocore.auth
import botocore.session
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.endpoint_provider import EndpointProvider
from botocore.eventstream import EventStreamBuffer, ParserError
from botocore.exceptions import BotoCoreError

Json = dict[str, Any]


def sign(ask: Json) -> Json:
    request = AWSRequest(method=ask["method"], url=ask["url"], data=base64.b64decode(ask["body"]))
    for name, value in ask["headers"]:
        request.headers.add_header(name, value)
    request.context["payload_signing_enabled"] = ask["payload"] != "unsigned"
    credentials = Credentials(ask["key"], ask["secret"], ask.get("token"))
    kind = botocore.auth.S3SigV4Auth if ask["path"] == "once" else botocore.auth.SigV4Auth
    if ask["path"] == "once":
        request.context["client_config"] = Config(s3={"payload_signing_enabled": ask["payload"] != "unsigned"})
    moment = datetime.datetime.strptime(ask["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    with mock.patch("botocore.auth.get_current_datetime", return_value=moment):
        kind(credentials, ask["service"], ask["region"]).add_auth(request)
    return {
        "authorization": request.headers["Authorization"],
        "content_sha256": request.headers.get("X-Amz-Content-SHA256"),
    }


SESSION = botocore.session.Session()
PROVIDERS: dict[str, EndpointProvider] = {}


def endpoint(ask: Json) -> Json:
    service = ask["service"]
    if service not in PROVIDERS:
        loader = SESSION.get_component("data_loader")
        rules = loader.load_service_model(service, "endpoint-rule-set-1")
        PROVIDERS[service] = EndpointProvider(rules, loader.load_data("partitions"))
    resolved = PROVIDERS[service].resolve_endpoint(
        Region=ask["region"], UseFIPS=ask["fips"], UseDualStack=ask["dualstack"]
    )
    return {"url": resolved.url}


def client(ask: Json) -> Json:
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "config")
        with open(config, "w", encoding="utf-8") as file:
            file.write(ask["config"])
        environment = {
            "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "HOME": folder,
            "AWS_CONFIG_FILE": config, "AWS_SHARED_CREDENTIALS_FILE": os.path.join(folder, "none"),
            **ask["environment"],
        }
        with mock.patch.dict(os.environ, environment, clear=True):
            made = botocore.session.Session().create_client(ask["service"])
            return {"url": made.meta.endpoint_url, "region": made.meta.region_name}


def encode(ask: Json) -> Json:
    headers = b""
    for name, kind, value in ask["headers"]:
        data = base64.b64decode(value)
        counted = struct.pack("!H", len(data)) if kind in (6, 7) else b""
        headers += struct.pack("!B", len(name.encode())) + name.encode() + struct.pack("!B", kind) + counted + data
    payload = base64.b64decode(ask["payload"])
    prelude = struct.pack("!II", len(headers) + len(payload) + 16, len(headers))
    frame = prelude + struct.pack("!I", zlib.crc32(prelude)) + headers + payload
    frame += struct.pack("!I", zlib.crc32(frame))
    return {"frame": base64.b64encode(frame).decode()}


def decode(ask: Json) -> Json:
    buffer = EventStreamBuffer()
    messages = []
    received = used = 0
    for piece in ask["pieces"]:
        data = base64.b64decode(piece)
        received += len(data)
        buffer.add_data(data)
        for event in buffer:
            used += event.prelude.total_length
            texts = {name: value for name, value in event.headers.items() if isinstance(value, str)}
            messages.append({"headers": texts, "payload": base64.b64encode(event.payload).decode()})
    return {"messages": messages, "rest": received - used}


ANSWERS = {"sign": sign, "endpoint": endpoint, "client": client, "encode": encode, "decode": decode}


def main() -> None:
    for line in sys.stdin.buffer:
        ask = json.loads(line)
        try:
            answer = ANSWERS[ask["ask"]](ask)
        except (BotoCoreError, ParserError, ValueError, struct.error) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
