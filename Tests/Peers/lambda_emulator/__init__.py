"""AWS Lambda on loopback, as a function of a custom runtime sees it.

`Function` runs a program as Lambda runs a `bootstrap`: it starts the program on demand, one environment for each call at a
time, speaks the documented Runtime API to it, and answers as `Invoke` and `InvokeWithResponseStream` do. Standard library
only. `python3 -m lambda_emulator` drives one function by lines of JSON.

Sources: the Runtime API and custom runtime pages of the Lambda developer guide, and the behaviour of Amazon's own runtime
interface emulator (state machine, status codes, texts of errors). `awslambdaric` runs on it unchanged.

What Lambda has and this has not: extensions, SnapStart, the bandwidth limit of response streams, memory limits.
"""

from .answers import Completion, FunctionError, RequestTooLarge, Result
from .environment import Measurement
from .function import INIT_TIMEOUT, Function, ResponseStream

__all__ = [
    "INIT_TIMEOUT",
    "Completion",
    "Function",
    "FunctionError",
    "Measurement",
    "RequestTooLarge",
    "ResponseStream",
    "Result",
]
