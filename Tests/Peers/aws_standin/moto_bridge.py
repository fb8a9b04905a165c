"""moto in this process: its WSGI application, and what of its state the stand-in reads."""

import io
import json
import os
import threading
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from .edge.failures import AWSFailure
from .edge.identities import ACCOUNT
from .edge.messages import Answer
from .edge.operations import Call

_TARGETS = {
    "ecs": "AmazonEC2ContainerServiceV20141113",
    "logs": "Logs_20140328",
    "secretsmanager": "secretsmanager",
    "ssm": "AmazonSSM",
}


class Moto:
    """Everything that the stand-in does not do itself."""

    def __init__(self, region: str, account: str = "furnished") -> None:
        self.region = region
        if account == "empty":
            # Policies that AWS manages are in every account; moto takes a second to load them, so only where it matters.
            os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
        self._application = DomainDispatcherApplication(create_backend_app)
        # moto's models are dictionaries without locks.
        self._lock = threading.Lock()

    def answer(self, call: Call) -> Answer:
        """moto's own answer to a request."""
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in call.request.headers.items()}
        return self._ask(call.request.method, call.request.path, call.request.query, headers, call.request.body)

    def call(self, service: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Calls an operation of a service that speaks JSON; raises what it answers for an error."""
        scope = f"Credential=AKIASTANDIN/20260101/{self.region}/{service}/aws4_request"
        headers = {
            "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0",
            "HTTP_X_AMZ_TARGET": f"{_TARGETS[service]}.{operation}",
            "HTTP_CONTENT_TYPE": "application/x-amz-json-1.1",
        }
        answer = self._ask("POST", "/", "", headers, json.dumps(parameters).encode())
        assert isinstance(answer.body, bytes)
        body: dict[str, Any] = json.loads(answer.body or b"{}")
        if answer.status >= 400:
            message = body.get("message") or body.get("Message") or ""
            raise AWSFailure(body.get("__type", "Unknown").rpartition("#")[2], message, answer.status)
        return body

    def _ask(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Answer:
        environ: dict[str, Any] = {
            "HTTP_HOST": "127.0.0.1",
            **headers,
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "RAW_URI": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", ""),
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
        }
        head: list[Any] = []
        with self._lock:
            pieces = self._application(environ, lambda status, fields, exc_info=None: head.extend((status, fields)))
            content = b"".join(pieces)
        return Answer(int(head[0].split()[0]), dict(head[1]), content)


def log_groups(region: str) -> dict[str, Any]:
    """moto's log groups by name."""
    from moto.logs.models import logs_backends

    return logs_backends[ACCOUNT][region].groups


def clusters(region: str) -> dict[str, Any]:
    """moto's ECS clusters by name."""
    from moto.ecs.models import ecs_backends

    return ecs_backends[ACCOUNT][region].clusters


def task_definitions(region: str) -> dict[str, dict[int, Any]]:
    """moto's task definitions by family and revision."""
    from moto.ecs.models import ecs_backends

    return ecs_backends[ACCOUNT][region].task_definitions
