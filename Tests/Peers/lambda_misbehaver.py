"""A runtime that does what runtimes must not, and answers with the status codes that it got: for tests of the emulator.

It speaks the Runtime API by hand, so that nothing between it and the wire is polite.
"""

import base64
import http.client
import json
import os
import socket

ADDRESS = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = "/2018-06-01/runtime"
ERROR = {"errorType": "Late", "errorMessage": "in the middle, é"}


def call(method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(ADDRESS)
    connection.request(method, ROOT + path, body, headers or {})
    response = connection.getresponse()
    return response.status, response.headers.get("Lambda-Runtime-Aws-Request-Id", ""), response.read()


def stream_with_trailers(request_id: str) -> int:
    host, port = ADDRESS.rsplit(":", 1)
    body = base64.b64encode(json.dumps(ERROR).encode()).decode()
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST {ROOT}/invocation/{request_id}/response HTTP/1.1\r\nHost: {ADDRESS}\r\n"
            "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
            "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n"
            "6\r\nbefore\r\n0\r\n"
            f"Lambda-Runtime-Function-Error-Type: Runtime.Late\r\nLambda-Runtime-Function-Error-Body: {body}\r\n\r\n".encode()
        )
        return int(connection.recv(4096).split()[1])


statuses: list[int] = [call("POST", "/invocation/none/response", b"{}")[0]]
while True:
    _, request_id, payload = call("GET", "/invocation/next")
    answer = f"/invocation/{request_id}/response"
    match json.loads(payload)["do"]:
        case "disorder":
            statuses.append(call("GET", "/invocation/next")[0])
            statuses.append(call("POST", "/init/error", b"{}")[0])
            statuses.append(call("POST", "/invocation/other/response", b"{}")[0])
            statuses.append(call("POST", "/invocation/other/error", b"{}")[0])
            statuses.append(call("GET", "/nothing")[0])
            statuses.append(call("POST", answer, b"1")[0])
            statuses.append(call("POST", answer, b"2")[0])
            statuses.append(call("POST", f"/invocation/{request_id}/error", b"{}")[0])
        case "oversize":
            statuses.append(call("POST", answer, b"x" * 6_291_557)[0])
        case "mode":
            statuses.append(call("POST", answer, b"{}", {"Lambda-Runtime-Function-Response-Mode": "odd"})[0])
        case "trailers":
            statuses.append(stream_with_trailers(request_id))
        case _:
            call("POST", answer, json.dumps(statuses).encode())
