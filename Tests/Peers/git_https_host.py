"""Hosting services for git on loopback: an HTTPS proxy, and behind it hosts with a certificate of their own.

The program under test is given the proxy's address and the certificate authority, and needs no other setting: it speaks
to `https://github.com` as it would in earnest. Repositories are served by git's own `git http-backend`, and each host
serves the same ones.

    git_https_host.py FOLDER HOSTS

HOSTS is JSON: {"github.com": {"access": {"/acme": ["USER", "PASSWORD"]}}, "old.example.com": {"redirect": "https://…"}}.
A request must show what is given for the longest beginning of its path; a host with a redirect sends every request there.

It serves FOLDER/repositories/ORG/NAME.git, writes FOLDER/ca.pem, prints `proxy PORT`, then one line a request
(`github.com GET /path user=USER`), and ends with its standard input.
"""

from __future__ import annotations

import base64
import http.server
import json
import os
import subprocess
import sys
import threading
from typing import Any

import tls_proxy

FOLDER = sys.argv[1]
HOSTS: dict[str, dict[str, Any]] = json.loads(sys.argv[2])


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class GitHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def shown(self) -> list[str] | None:
        """The user and the password that the request shows."""
        header = self.headers.get("Authorization", "")
        if not header.startswith("Basic "):
            return None
        user, _, password = base64.b64decode(header[6:]).decode().partition(":")
        return [user, password]

    def wanted(self, access: dict[str, list[str]]) -> list[str] | None:
        beginnings = [path for path in access if self.path.startswith(path)]
        return access[max(beginnings, key=len)] if beginnings else None

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            parts = []
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                parts.append(self.rfile.read(size))
                self.rfile.readline()
                if size == 0:
                    return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def answer_nothing(self, status: int, name: str, value: str) -> None:
        self.send_response(status)
        self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def serve(self) -> None:
        body = self.body()
        name = self.headers.get("Host", "").partition(":")[0]
        host = HOSTS.get(name, {})
        shown = self.shown()
        wanted = self.wanted(host.get("access", {}))
        user = None if shown is None else shown[0] if shown == wanted else "wrong:" + shown[0]
        say("%s %s %s user=%s" % (name, self.command, self.path.split("?")[0], user))
        if "redirect" in host:
            self.answer_nothing(302, "Location", host["redirect"] + self.path)
        elif wanted is None or shown != wanted:
            self.answer_nothing(401, "WWW-Authenticate", 'Basic realm="git"')
        else:
            self.answer(body, wanted[0])

    def answer(self, body: bytes, user: str) -> None:
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": os.path.join(FOLDER, "repositories"),
            "GIT_HTTP_EXPORT_ALL": "1", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "uploadpack.allowFilter", "GIT_CONFIG_VALUE_0": "true",
            "GIT_CONFIG_KEY_1": "uploadpack.allowAnySHA1InWant", "GIT_CONFIG_VALUE_1": "true",
            "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command, "REMOTE_USER": user,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        output = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True).stdout
        head, _, content = output.partition(b"\r\n\r\n")
        status = 200
        headers = []
        for line in head.decode().split("\r\n"):
            name, _, value = line.partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            elif name:
                headers.append((name, value))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = serve
    do_POST = serve

    def log_message(self, *_: object) -> None:
        pass


context = tls_proxy.make_context(FOLDER, list(HOSTS))
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), GitHandler)
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
port = tls_proxy.start(dict.fromkeys(HOSTS, ("127.0.0.1", server.server_port)), say)
say("proxy %d" % port)
sys.stdin.read()
