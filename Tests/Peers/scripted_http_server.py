"""An HTTP server on loopback that answers as it is told, well or badly.

Its first line of input is a JSON list of steps; the n-th request gets the n-th of them. It writes {"port": …} when it
is ready, and one JSON line for each request: {"method", "target", "headers": [[name, value]], "body" (base64)}. It ends
with its input. With two arguments, a certificate and its key, it speaks TLS.

A CONNECT is answered with 200 and uses no step; what follows on its connection is served here, as if this were the
proxy and the server behind it.

A step: {"status", "headers": {name: value}, "body": text or "chunks": [base64], "delay": seconds before the answer,
"pause": seconds between chunks, "end", "tell", "quiet"}. "end" is "whole" (the default), "cut" (the connection ends before the answer
does), "close" and "reset" (it ends before the answer begins), "stall" (nothing comes), "stall-body" (nothing comes
behind the chunks), "garbage" (no HTTP comes). With "tell" the server writes a line with the method BLOCKED as soon as
nobody takes its chunks any more, and one with SENT when all are on their way. With "quiet" the line of the request has
no body.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
import struct
import sys
import threading
import time
from typing import Any, BinaryIO

Step = dict[str, Any]


class Script:
    """The steps that are left, and the one place that writes to standard output."""

    def __init__(self, steps: list[Step]) -> None:
        self.steps = iter(steps)
        self.lock = threading.Lock()

    def next_for(self, request: dict[str, Any]) -> Step:
        with self.lock:
            step = next(self.steps, {"status": 599, "body": "no step is left"})
            print(json.dumps(request | {"body": ""} if step.get("quiet") else request), flush=True)
            return step

    def note(self, request: dict[str, Any]) -> None:
        with self.lock:
            print(json.dumps(request), flush=True)


def read_request(stream: BinaryIO) -> dict[str, Any] | None:
    line = stream.readline()
    if not line.strip():
        return None
    method, target, _ = line.decode().split(" ", 2)
    headers: list[list[str]] = []
    while field := stream.readline().strip():
        name, _, value = field.decode().partition(":")
        headers.append([name.lower(), value.strip()])
    length = int(dict(headers).get("content-length", "0"))
    body = stream.read(length)
    return {"method": method, "target": target, "headers": headers, "body": base64.b64encode(body).decode()}


def wait_for_end(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def send_telling(connection: socket.socket, data: bytes, script: Script) -> None:
    """Sends, and says so once when the other side takes nothing for a second."""
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[connection.send(rest) :]
        except TimeoutError:
            script.note({"method": "BLOCKED", "target": "", "headers": [], "body": ""})
            connection.settimeout(None)


def answer(connection: socket.socket, step: Step, script: Script) -> bool:
    """Answers one request; says whether the connection goes on."""
    end = step.get("end", "whole")
    time.sleep(step.get("delay", 0))
    if end == "stall":
        wait_for_end(connection)
        return False
    if end == "close":
        return False
    if end == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    if end == "garbage":
        connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        return False
    chunks = [base64.b64decode(chunk) for chunk in step.get("chunks", [])]
    headers = dict(step.get("headers", {}))
    body = step.get("body", "").encode()
    if "chunks" in step:
        headers["transfer-encoding"] = "chunked"
    else:
        headers["content-length"] = str(len(body) + (10 if end == "cut" else 0))
    head = f"HTTP/1.1 {step.get('status', 200)} Scripted\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
    connection.sendall(head.encode() + body)
    connection.settimeout(1 if "tell" in step else None)
    for chunk in chunks:
        send_telling(connection, f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n", script)
        time.sleep(step.get("pause", 0))
    if "tell" in step:
        script.note({"method": "SENT", "target": "", "headers": [], "body": ""})
    if end == "stall-body":
        wait_for_end(connection)
        return False
    if "chunks" in step and end == "whole":
        connection.sendall(b"0\r\n\r\n")
    return end == "whole"


def serve(connection: socket.socket, script: Script) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        with connection, connection.makefile("rb") as stream:
            while request := read_request(stream):
                if request["method"] == "CONNECT":
                    script.note(request)
                    connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                elif not answer(connection, script.next_for(request), script):
                    break
    except OSError:
        pass


def accept(listener: socket.socket, tls: ssl.SSLContext | None, script: Script) -> None:
    while True:
        connection, _ = listener.accept()
        try:
            secured = tls.wrap_socket(connection, server_side=True) if tls else connection
        except OSError:
            connection.close()
            continue
        threading.Thread(target=serve, args=(secured, script), daemon=True).start()


def main() -> None:
    script = Script(json.loads(sys.stdin.readline()))
    tls = None
    if len(sys.argv) == 3:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[1], sys.argv[2])
    listener = socket.create_server(("127.0.0.1", 0))
    script.note({"port": listener.getsockname()[1]})
    threading.Thread(target=accept, args=(listener, tls, script), daemon=True).start()
    sys.stdin.read()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
