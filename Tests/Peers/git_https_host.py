"""A hosting service for git on loopback: an HTTPS proxy, and behind it `github.com` with a certificate of its own.

The program under test is given the proxy's address and the certificate authority, and needs no other setting: it speaks
to `https://github.com` as it would in earnest. Repositories are served by git's own `git http-backend`.

    git_https_host.py FOLDER USER PASSWORD

serves FOLDER/repositories/ORG/NAME.git to whoever shows USER and PASSWORD, writes FOLDER/ca.pem, prints `proxy PORT`, then
one line a request (`github.com GET /path user=USER`), and ends with its standard input.
"""

import base64
import http.server
import os
import socket
import ssl
import subprocess
import sys
import threading

FOLDER, USER, PASSWORD = sys.argv[1:4]
HOST = "github.com"


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def make_certificate():
    """A certificate authority and a certificate for HOST, by OpenSSL's own program."""
    run = lambda *arguments: subprocess.run(("openssl",) + arguments, cwd=FOLDER, check=True, capture_output=True)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority")
    run("req", *key, "-keyout", "host.key", "-out", "host.csr", "-subj", "/CN=" + HOST)
    with open(os.path.join(FOLDER, "host.ext"), "w") as file:
        file.write("subjectAltName=DNS:" + HOST + "\n")
    run("x509", "-req", "-in", "host.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
        "-out", "host.pem", "-days", "2", "-extfile", "host.ext")


class GitHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def user(self):
        header = self.headers.get("Authorization", "")
        if not header.startswith("Basic "):
            return None
        user, _, password = base64.b64decode(header[6:]).decode().partition(":")
        return user if (user, password) == (USER, PASSWORD) else "wrong:" + user

    def body(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            parts = []
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                parts.append(self.rfile.read(size))
                self.rfile.readline()
                if size == 0:
                    return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def serve(self):
        body = self.body()
        user = self.user()
        say("%s %s %s user=%s" % (HOST, self.command, self.path.split("?")[0], user))
        if user != USER:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
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
        answer = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True).stdout
        head, _, content = answer.partition(b"\r\n\r\n")
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

    def log_message(self, *_):
        pass


class ProxyHandler(http.server.BaseHTTPRequestHandler):
    """CONNECT to HOST leads to the server here; every other address is refused, and said."""

    def do_CONNECT(self):
        if self.path != HOST + ":443":
            say("refused CONNECT " + self.path)
            self.send_error(502)
            return
        upstream = socket.create_connection(BACKEND)
        self.send_response(200)
        self.end_headers()
        forth = threading.Thread(target=pipe, args=(self.connection, upstream), daemon=True)
        forth.start()
        pipe(upstream, self.connection)
        forth.join()

    def log_message(self, *_):
        pass


def pipe(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    try:
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


make_certificate()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.path.join(FOLDER, "host.pem"), os.path.join(FOLDER, "host.key"))
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), GitHandler)
server.socket = context.wrap_socket(server.socket, server_side=True)
BACKEND = server.server_address
proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), ProxyHandler)
for each in (server, proxy):
    threading.Thread(target=each.serve_forever, daemon=True).start()
say("proxy %d" % proxy.server_address[1])
sys.stdin.read()
