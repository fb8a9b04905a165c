"""The parameters of a request, held to the service's own model.

AWS overlooks a member that it does not know. The stand-in refuses it: in a test it is a name that somebody got wrong.
"""

import functools
from typing import Any

import botocore.session
from botocore.model import OperationModel
from botocore.validate import ParamValidator

from .failures import AWSFailure
from .operations import Call


def parameters(call: Call) -> dict[str, Any]:
    """Reads the JSON of a request."""
    try:
        values = call.request.json()
    except ValueError as error:
        raise AWSFailure("SerializationException", f"the request is not JSON: {error}") from None
    report = ParamValidator().validate(values, _operation(call.service, call.operation).input_shape)
    if report.has_errors():
        raise AWSFailure("SerializationException", report.generate_report())
    return values


@functools.cache
def _operation(service: str, operation: str) -> OperationModel:
    return _session().get_service_model(service).operation_model(operation)


@functools.cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()
