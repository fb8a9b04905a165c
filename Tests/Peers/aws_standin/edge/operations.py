"""Which operation of which service a request asks for."""

import dataclasses
import re
import urllib.parse

from .messages import Request

_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request")
_FUNCTION = re.compile(r"/(\d{4}-\d{2}-\d{2})/functions/([^/]+)/(invocations|response-streaming-invocations)/?")
#: The services whose requests may come without a signature, by what they call themselves in `X-Amz-Target`.
_TARGETS = {"AmazonEC2ContainerServiceV20141113": "ecs", "Logs_20140328": "logs", "secretsmanager": "secretsmanager"}
_STREAMING = {"invocations": "Invoke", "response-streaming-invocations": "InvokeWithResponseStream"}


@dataclasses.dataclass(frozen=True)
class Call:
    """A request, and what it asks for."""

    request: Request
    service: str
    operation: str
    region: str
    #: Empty where the request is not signed.
    access_key: str

    @property
    def name(self) -> str:
        """As IAM writes an action: `service:Operation`."""
        return f"{self.service}:{self.operation}"

    @property
    def action(self) -> str:
        """The permission that AWS asks for: both ways to invoke a function need the same one."""
        return "lambda:InvokeFunction" if self.name in _INVOCATIONS else self.name

    @property
    def function_name(self) -> str:
        """The function that a call invokes, decoded."""
        match = _FUNCTION.fullmatch(self.request.path)
        return urllib.parse.unquote(match[2]) if match else ""


_INVOCATIONS = ("lambda:Invoke", "lambda:InvokeWithResponseStream")


def identify(request: Request, default_region: str) -> Call:
    """Reads the service from the signature, and the operation from where the service's protocol puts it."""
    credential = _CREDENTIAL.search(request.header("Authorization"))
    access_key, region, service = (
        (credential[1], credential[3], credential[4]) if credential else ("", default_region, "")
    )
    target, _, operation = request.header("X-Amz-Target").rpartition(".")
    if target:
        return Call(request, service or _TARGETS.get(target, target), operation, region, access_key)
    if match := _FUNCTION.fullmatch(request.path):
        return Call(request, "lambda", _STREAMING[match[3]], region, access_key)
    if request.header("Content-Type").startswith("application/x-www-form-urlencoded"):
        action = urllib.parse.parse_qs(request.body.decode()).get("Action", [""])[0]
        return Call(request, service or "sts", action, region, access_key)
    return Call(request, service, f"{request.method} {request.path}", region, access_key)
