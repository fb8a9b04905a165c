"""A registry on loopback that wants tokens, with the token service that gives them: as strict as the specification.

    registry_token_host.py USER SECRET

prints `registry 127.0.0.1:PORT`, then one line a request (`METHOD PATH AUTHORIZATION-SCHEME STATUS`), and ends with its
standard input. Without a login the service gives tokens that can pull; with USER and SECRET, or with the refresh token
`refresh-SECRET`, such as can push. The image `there:1` exists; `silent:1`, too, and the registry does not name its digest.
"""

from __future__ import annotations

import base64
import http.server
import json
import sys
import threading
import urllib.parse

USER, SECRET = sys.argv[1:3]
MANIFEST = b'{"schemaVersion":2}'
DIGEST = "sha256:" + "a" * 64
SERVICE = "registry, on loopback"


def token(repository: str, actions: str) -> str:
    return base64.urlsafe_b64encode(f"{repository} {actions}".encode()).decode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        # Before the answer: whoever has it may end this program at once.
        scheme = self.headers.get("Authorization", "none").split(" ")[0]
        print(self.command, self.path.split("?")[0], scheme, status, flush=True)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status: int, code: str, **headers: str) -> None:
        self.answer(status, json.dumps({"errors": [{"code": code, "message": "no"}]}).encode(), **headers)

    def give_token(self, fields: dict[str, list[str]], may_push: bool) -> None:
        if fields.get("service") != [SERVICE]:
            return self.refuse(400, "WRONG_SERVICE")
        _, repository, actions = fields["scope"][0].split(":")
        allowed = actions if may_push else "pull"
        self.answer(200, json.dumps({"access_token": token(repository, allowed)}).encode())

    def serve_token(self) -> None:
        if self.command == "POST":
            length = int(self.headers["Content-Length"])
            fields = urllib.parse.parse_qs(self.rfile.read(length).decode(), strict_parsing=True)
            wanted = {"grant_type": ["refresh_token"], "refresh_token": [f"refresh-{SECRET}"]}
            if any(fields.get(name) != value for name, value in wanted.items()) or "client_id" not in fields:
                return self.refuse(401, "UNAUTHORIZED")
            return self.give_token(fields, True)
        fields = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, strict_parsing=True)
        login = self.headers.get("Authorization")
        if login is None:
            return self.give_token(fields, False)
        if login != "Basic " + base64.b64encode(f"{USER}:{SECRET}".encode()).decode():
            return self.refuse(401, "UNAUTHORIZED")
        self.give_token(fields, True)

    def serve(self) -> None:
        path = urllib.parse.urlsplit(self.path).path
        if path == "/token":
            return self.serve_token()
        parts = path.split("/")
        kind = "blobs" if "blobs" in parts else "manifests"
        repository = "/".join(parts[2 : parts.index(kind)])
        action = "pull" if kind == "manifests" else "pull,push"
        header = self.headers.get("Authorization", "")
        if header not in (f"Bearer {token(repository, action)}", f"Bearer {token(repository, 'pull,push')}"):
            realm = f"http://{self.headers['Host']}/token"
            challenge = f'Bearer realm="{realm}",service="{SERVICE}",scope="repository:{repository}:{action}"'
            return self.refuse(401, "UNAUTHORIZED", WWW_Authenticate=challenge)
        if kind == "blobs":
            if self.command == "DELETE":
                return self.answer(204)
            if repository == "absent":
                return self.refuse(404, "NAME_UNKNOWN")
            return self.answer(202, Location=f"/v2/{repository}/blobs/uploads/1?_state=x")
        if "vnd.oci.image.index.v1+json" not in self.headers.get("Accept", ""):
            return self.refuse(406, "ACCEPT")
        if repository == "there":
            return self.answer(200, MANIFEST, Docker_Content_Digest=DIGEST)
        if repository == "silent":
            return self.answer(200, MANIFEST)
        if repository == "busy":
            return self.refuse(429, "TOOMANYREQUESTS")
        self.refuse(404, "MANIFEST_UNKNOWN")

    do_GET = do_HEAD = do_POST = do_DELETE = serve

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("registry", f"127.0.0.1:{server.server_address[1]}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
