"""A function on the runtime API, in Python: what it does is named by its event. Standard library only."""

import base64
import http.client
import json
import os
import time
from collections.abc import Iterator

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
BASE = "/2018-06-01/runtime/invocation/"


def main() -> None:
    while True:
        connection = http.client.HTTPConnection(API)
        connection.request("GET", BASE + "next")
        response = connection.getresponse()
        request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.loads(response.read())
        print("doing", event.get("do"), flush=True)
        answer(connection, request_id, event)
        connection.getresponse().read()
        connection.close()


def answer(connection: http.client.HTTPConnection, request_id: str, event: dict[str, object]) -> None:
    match event.get("do"):
        case "fail":
            body = json.dumps({"errorType": "Refused", "errorMessage": "no"})
            connection.request("POST", f"{BASE}{request_id}/error", body)
        case "sleep":
            time.sleep(60)
        case "stream" | "stream-and-fail" as kind:
            stream(connection, request_id, int(str(event["count"])), kind == "stream-and-fail")
        case "environment":
            connection.request("POST", f"{BASE}{request_id}/response", json.dumps(dict(os.environ)))
        case _:
            connection.request("POST", f"{BASE}{request_id}/response", json.dumps(event))


def stream(connection: http.client.HTTPConnection, request_id: str, count: int, fails: bool) -> None:
    connection.putrequest("POST", f"{BASE}{request_id}/response")
    connection.putheader("Lambda-Runtime-Function-Response-Mode", "streaming")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.putheader("Trailer", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body")
    connection.endheaders()
    for piece in pieces(count):
        connection.send(b"%x\r\n%b\r\n" % (len(piece), piece))
    trailers = b""
    if fails:
        body = base64.b64encode(json.dumps({"errorType": "Broken", "errorMessage": "midway"}).encode())
        trailers = (
            b"Lambda-Runtime-Function-Error-Type: Broken\r\nLambda-Runtime-Function-Error-Body: " + body + b"\r\n"
        )
    connection.send(b"0\r\n" + trailers + b"\r\n")


def pieces(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield b'{"line": %d}\n' % number
        # Apart, so that each is a chunk of its own.
        time.sleep(0.01)


if __name__ == "__main__":
    main()
