"""Errors of AWS, in the words and the form that each protocol gives them."""

import dataclasses
import uuid
from typing import Any
from xml.sax.saxutils import escape

from .messages import Answer


@dataclasses.dataclass
class AWSFailure(Exception):
    """An error that AWS would answer with."""

    code: str
    message: str
    status: int = 400
    #: Members of the error beside its message.
    members: dict[str, Any] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def answer(self, service: str) -> Answer:
        """The answer by which the clients of a service know the error."""
        request_id = str(uuid.uuid4())
        if service == "s3":
            xml = f"<Error><Code>{escape(self.code)}</Code><Message>{escape(self.message)}</Message></Error>"
            return Answer(self.status, {"Content-Type": "application/xml"}, xml.encode())
        if service in ("sts", "iam", "ec2"):
            fault = "Sender" if self.status < 500 else "Receiver"
            xml = (
                '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>'
                f"<Type>{fault}</Type><Code>{escape(self.code)}</Code><Message>{escape(self.message)}</Message></Error>"
                f"<RequestId>{request_id}</RequestId></ErrorResponse>"
            )
            return Answer(self.status, {"Content-Type": "text/xml", "x-amzn-RequestId": request_id}, xml.encode())
        if service == "lambda":
            fault = "User" if self.status < 500 else "Service"
            answer = Answer.of_json({"Type": fault, "Message": self.message, **self.members}, self.status)
            answer.headers["x-amzn-ErrorType"] = self.code
        else:
            body = {"__type": self.code, "message": self.message, **self.members}
            answer = Answer.of_json(body, self.status, "application/x-amz-json-1.1")
        answer.headers["x-amzn-RequestId"] = request_id
        return answer


def access_denied(service: str, principal: str, action: str, resource: str) -> AWSFailure:
    """What IAM says of an action that no policy allows."""
    is_plain = service in ("sts", "iam", "s3")
    code = "AccessDenied" if is_plain else "AccessDeniedException"
    message = (
        f"User: {principal} is not authorized to perform: {action} on resource: {resource}"
        f" because no identity-based policy allows the {action} action"
    )
    return AWSFailure(code, message, 403 if is_plain or service == "lambda" else 400)


def expired_token(service: str) -> AWSFailure:
    """What AWS says of temporary credentials that are over."""
    code = "ExpiredToken" if service in ("sts", "iam") else "ExpiredTokenException"
    status = 403 if service in ("sts", "iam", "lambda") else 400
    return AWSFailure(code, "The security token included in the request is expired", status)
