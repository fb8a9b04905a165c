"""Faults of whole requests: instead of their execution, or of their answer."""

import time
from collections.abc import Iterator

from ..edge.failures import AWSFailure, access_denied, expired_token
from ..edge.messages import Answer, ConnectionEnded, ConnectionLost
from ..edge.operations import Call
from .schedule import Rule

_SERVER_ERRORS = {"ecs": "ServerException", "lambda": "ServiceException"}


def before(call: Call, rule: Rule | None) -> None:
    """Spoils a request that has not been executed yet."""
    if rule is None:
        return
    match rule.fault:
        case "throttle":
            raise _throttled(call, rule)
        case "throttle-in-disguise":
            raise AWSFailure("InvalidParameterException", rule.reason or "Rate exceeded", rule.status or 400)
        case "server-error":
            code = _SERVER_ERRORS.get(call.service, "InternalFailure")
            raise AWSFailure(code, rule.reason or "Service Unavailable. Please try again later.", rule.status or 500)
        case "unavailable":
            raise AWSFailure(
                "ServiceUnavailableException", rule.reason or "The service is unavailable.", rule.status or 503
            )
        case "expired-token":
            raise expired_token(call.service)
        case "access-denied":
            raise access_denied(call.service, "arn:aws:iam::123456789012:user/ci", call.action, "*")
        case "reset-before":
            raise ConnectionLost
        case "slow":
            time.sleep(rule.seconds)


def after(answer: Answer, rule: Rule | None) -> Answer:
    """Spoils the answer to a request that has been executed."""
    if rule is None:
        return answer
    match rule.fault:
        case "reset-after":
            raise ConnectionLost
        case "cut-answer" if isinstance(answer.body, bytes) and answer.body:
            answer.body = _half(answer.body)
    return answer


def _half(body: bytes) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    raise ConnectionEnded


def _throttled(call: Call, rule: Rule) -> AWSFailure:
    if call.service == "lambda":
        return AWSFailure("TooManyRequestsException", rule.reason or "Rate Exceeded.", rule.status or 429)
    if call.service in ("sts", "iam"):
        return AWSFailure("Throttling", rule.reason or "Rate exceeded", rule.status or 400)
    return AWSFailure("ThrottlingException", rule.reason or "Rate exceeded", rule.status or 400)
