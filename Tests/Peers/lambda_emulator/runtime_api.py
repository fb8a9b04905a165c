"""The Runtime API of one environment: what a runtime reaches at `AWS_LAMBDA_RUNTIME_API`."""

import base64
import binascii
import http.server
import json
import sys
import threading
from typing import Any, Protocol

from .answers import BUFFERED_LIMIT, FunctionError
from .bodies import RequestBody, Truncated
from .invocation import Invocation

_VERSION = "/2018-06-01/runtime/"
_ERROR_TYPE = "Lambda-Runtime-Function-Error-Type"
_ERROR_BODY = "Lambda-Runtime-Function-Error-Body"
_MODE = "Lambda-Runtime-Function-Response-Mode"


class NotAllowed(Exception):
    """The runtime asks for something that its state does not allow."""


class WrongRequest(Exception):
    """The runtime answers another call than the one it has."""


class Environment(Protocol):
    """What the API needs of the environment that it belongs to."""

    def next_invocation(self) -> Invocation | None: ...
    def begin_answer(self, request_id: str) -> Invocation: ...
    def end_answer(self) -> None: ...
    def cut(self, invocation: Invocation) -> None: ...
    def fail_init(self, error: FunctionError) -> None: ...


class RuntimeAPI:
    """A server on a port of its own, until it is closed."""

    def __init__(self, environment: Environment) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.environment = environment
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    environment: Environment

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks is the runtime's affair; anything else is a defect, and is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != _VERSION + "invocation/next":
            return self._answer_error(404, "NotFound", self.path)
        try:
            invocation = self.server.environment.next_invocation()
        except NotAllowed as error:
            return self._answer_error(403, "InvalidStateTransition", str(error))
        if invocation is None:
            self.close_connection = True
            return None
        return self._answer(200, invocation.payload, invocation.headers)

    def do_POST(self) -> None:
        environment = self.server.environment
        body = RequestBody(self.headers, self.rfile)
        try:
            match self.path.removeprefix(_VERSION).split("/"):
                case ["init", "error"]:
                    environment.fail_init(FunctionError.reported(self.headers.get(_ERROR_TYPE), b"".join(body)))
                    self._accept()
                case ["invocation", request_id, "response"]:
                    self._take_response(environment.begin_answer(request_id), body)
                case ["invocation", request_id, "error"]:
                    invocation = environment.begin_answer(request_id)
                    error = FunctionError.reported(self.headers.get(_ERROR_TYPE), b"".join(body))
                    environment.end_answer()
                    invocation.report(error)
                    self._accept()
                case _:
                    self._refuse(body, 404, "NotFound", self.path)
        except NotAllowed as error:
            self._refuse(body, 403, "InvalidStateTransition", str(error))
        except WrongRequest:
            self._refuse(body, 400, "InvalidRequestID", "Invalid request ID")
        except Truncated:
            self.close_connection = True

    def _take_response(self, invocation: Invocation, body: RequestBody) -> None:
        mode = self.headers.get(_MODE)
        if mode is None:
            return self._take_buffered(invocation, body)
        if mode.lower() == "streaming":
            return self._take_streamed(invocation, body)
        self.server.environment.end_answer()
        invocation.answer.close(FunctionError.of_platform("Runtime.InvalidResponseModeHeader", mode))
        return self._refuse(body, 400, "InvalidFunctionResponseMode", "Invalid function response mode")

    def _take_buffered(self, invocation: Invocation, body: RequestBody) -> None:
        size, pieces = 0, []
        try:
            for piece in body:
                size += len(piece)
                if size <= BUFFERED_LIMIT:
                    pieces.append(piece)
        except Truncated:
            self.server.environment.cut(invocation)
            raise
        self.server.environment.end_answer()
        if size > BUFFERED_LIMIT:
            invocation.answer.close(FunctionError.too_large(size, BUFFERED_LIMIT))
            return self._too_large()
        for piece in pieces:
            invocation.answer.put(piece)
        invocation.answer.close(None)
        return self._accept()

    def _take_streamed(self, invocation: Invocation, body: RequestBody) -> None:
        size = 0
        try:
            for piece in body:
                size += len(piece)
                if size > invocation.limit:
                    self.server.environment.end_answer()
                    invocation.answer.close(FunctionError.too_large(size, invocation.limit))
                    self.close_connection = True
                    return self._too_large()
                if not invocation.answer.put(piece):
                    raise Truncated("the call ended")
        except Truncated:
            self.server.environment.cut(invocation)
            raise
        self.server.environment.end_answer()
        invocation.answer.close(self._trailing_error(body))
        return self._accept()

    @staticmethod
    def _trailing_error(body: RequestBody) -> FunctionError | None:
        error_type = body.trailers.get(_ERROR_TYPE)
        if error_type is None:
            return None
        try:
            return FunctionError(error_type, base64.b64decode(body.trailers.get(_ERROR_BODY, ""), validate=True))
        except binascii.Error:
            return FunctionError(error_type, b"")

    def _accept(self) -> None:
        self._answer(202, b'{"status":"OK"}', {})

    def _too_large(self) -> None:
        message = f"Exceeded maximum allowed payload size ({BUFFERED_LIMIT} bytes)."
        self._answer_error(413, "RequestEntityTooLarge", message)

    def _refuse(self, body: RequestBody, status: int, error_type: str, message: str) -> None:
        try:
            for _ in body:
                pass
        except Truncated:
            self.close_connection = True
        self._answer_error(status, error_type, message)

    def _answer_error(self, status: int, error_type: str, message: str) -> None:
        self._answer(status, json.dumps({"errorMessage": message, "errorType": error_type}).encode(), {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                # Lambda sends headers in UTF-8; `http.server` writes each character as one byte.
                self.send_header(name, value.encode().decode("latin-1"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True
