"""Everything that hands out AWS credentials over HTTP, on one loopback port.

Prints {"port": N}, serves until its standard input ends, and prints one JSON line for each request in between. The keys it
hands out say what they were asked with, so that two clients that got the same key asked in the same way.

/imds              an instance's metadata service with a role; version 2 only
/imds-roleless     the same without a role
/container         the endpoint of a container; /container-refuses answers 403, /container-broken what is no JSON
/                  STS: AssumeRole and AssumeRoleWithWebIdentity; a role named denied-... is refused
/federation, /token   the portal and the token service of IAM Identity Center
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

IMDS_TOKEN = "imds-session-token"
IMDS_ROLE = "instance-role"
ROLES = "latest/meta-data/iam/security-credentials/"


def end(hours: float = 1) -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)


def written(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def document(key: str) -> bytes:
    return json.dumps(
        {
            "Code": "Success",
            "AccessKeyId": key,
            "SecretAccessKey": "secret of " + key,
            "Token": "token of " + key,
            "Expiration": written(end()),
        }
    ).encode()


class Endpoints(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        print(json.dumps({"method": self.command, "path": self.path, "status": status}), flush=True)
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        isAskedRight = re.fullmatch(r"\d+", self.headers.get("x-aws-ec2-metadata-token-ttl-seconds", ""))
        if self.path in ("/imds/latest/api/token", "/imds-roleless/latest/api/token") and isAskedRight:
            self.answer(200, IMDS_TOKEN.encode(), "text/plain")
        else:
            self.answer(404, b"")

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path.startswith("/imds"):
            self.instance(path)
        elif path == "/container":
            authorization = self.headers.get("authorization")
            self.answer(200, document("CONTAINER" + ("-" + authorization if authorization else "")))
        elif path == "/container-refuses":
            self.answer(403, b'{"code": "AccessDenied", "message": "no"}')
        elif path == "/container-broken":
            self.answer(200, b"<html>")
        elif path == "/federation/credentials":
            self.portal(dict(urllib.parse.parse_qsl(query)))
        else:
            self.answer(404, b"")

    def instance(self, path: str) -> None:
        if self.headers.get("x-aws-ec2-metadata-token") != IMDS_TOKEN:
            self.answer(401, b"")
        elif path == "/imds/" + ROLES:
            self.answer(200, IMDS_ROLE.encode(), "text/plain")
        elif path == "/imds/" + ROLES + IMDS_ROLE:
            self.answer(200, document("INSTANCE"))
        else:
            self.answer(404, b"")

    def portal(self, query: dict[str, str]) -> None:
        token = self.headers.get("x-amz-sso_bearer_token", "")
        if not token.startswith("valid"):
            body = {"__type": "UnauthorizedException", "message": "Session token not found or invalid"}
            self.answer(401, json.dumps(body).encode())
            return
        key = f"SSO-{query['account_id']}-{query['role_name']}-{token}"
        credentials = {
            "accessKeyId": key,
            "secretAccessKey": "secret of " + key,
            "sessionToken": "token of " + key,
            "expiration": int(end().timestamp() * 1000),
        }
        self.answer(200, json.dumps({"roleCredentials": credentials}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
        if self.path == "/token":
            self.token(json.loads(body))
        elif self.path == "/":
            self.sts(dict(urllib.parse.parse_qsl(body)))
        else:
            self.answer(404, b"")

    def token(self, grant: dict[str, str]) -> None:
        isGood = grant["grantType"] == "refresh_token" and grant["clientId"] == "client"
        if not isGood or grant["refreshToken"] != "good" or grant["clientSecret"] != "client secret":
            self.answer(400, json.dumps({"error": "invalid_grant", "error_description": "no"}).encode())
            return
        answer = {"accessToken": "valid-renewed", "expiresIn": 3600, "tokenType": "Bearer", "refreshToken": "next"}
        self.answer(200, json.dumps(answer).encode())

    def sts(self, form: dict[str, str]) -> None:
        operation, role = form["Action"], form["RoleArn"].rpartition("/")[2]
        if role.startswith("denied"):
            body = (
                '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
                "<Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error>"
                "<RequestId>r-1</RequestId></ErrorResponse>"
            )
            self.answer(403, body.encode(), "text/xml")
            return
        session = form["RoleSessionName"]
        # Each client has a name of its own for a session that nobody named.
        if re.fullmatch(r"(botocore-session|deploy-runner)-\d+", session):
            session = "default"
        signer = re.search(r"Credential=(.*)/\d{8}/", self.headers.get("authorization", ""))
        asked = [role, session, form.get("ExternalId", ""), form.get("DurationSeconds", "")]
        if operation == "AssumeRole":
            key = "ROLE-" + "-".join(asked + ["by", signer.group(1) if signer else "nobody"])
        else:
            key = "WEB-" + "-".join(asked + [form["WebIdentityToken"], "signed" if signer else "unsigned"])
        self.answer(
            200,
            f'<{operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{operation}Result><Credentials>'
            f"<AccessKeyId>{key}</AccessKeyId><SecretAccessKey>secret of {key}</SecretAccessKey>"
            f"<SessionToken>token of {key}</SessionToken><Expiration>{written(end())}</Expiration></Credentials>"
            f"</{operation}Result></{operation}Response>".encode(),
            "text/xml",
        )


server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoints)
print(json.dumps({"port": server.server_address[1]}), flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
