"""A server on loopback that answers what it is told, right or wrong: for tests of HTTP clients.

It prints `port N`. Each line of standard input is the answer to one request, in base 64, byte for byte; an empty line closes
the connection instead. It prints a line of JSON a request, `{"method", "path", "headers", "body"}`, when it has read it
whole, or with `"truncated": true` when it broke off.
"""

import base64
import http.client
import json
import queue
import select
import socketserver
import sys
import threading

from lambda_emulator.bodies import RequestBody, Truncated

answers: "queue.Queue[bytes]" = queue.Queue()


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while line := self.rfile.readline():
            method, path, _ = line.decode().split()
            headers = http.client.parse_headers(self.rfile)
            body = RequestBody(headers, self.rfile)
            pieces: list[bytes] = []
            is_truncated = False
            try:
                for piece in body:
                    pieces.append(piece)
            except Truncated:
                is_truncated = True
            text = b"".join(pieces).decode(errors="replace")
            fields = {name.lower(): value for name, value in headers.items()}
            say(method=method, path=path, headers=fields, body=text, truncated=is_truncated)
            answer = answers.get()
            if is_truncated or not answer:
                return
            self.wfile.write(answer)


class Server(socketserver.ThreadingTCPServer):
    # At the end it waits for its handlers: each says what it was asked.
    daemon_threads = False
    allow_reuse_address = True


def say(**fields: object) -> None:
    print(json.dumps(fields), flush=True)


with Server(("127.0.0.1", 0), Handler) as server:
    print(f"port {server.server_address[1]}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for line in sys.stdin:
        answers.put(base64.b64decode(line))
    server.shutdown()
    while select.select([server], [], [], 0)[0]:
        server.handle_request()
    # One that still waits for its answer gets none.
    for _ in threading.enumerate():
        answers.put(b"")
