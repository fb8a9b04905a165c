"""What leads a program to hosts on loopback that it believes to be on the internet: a proxy, and a certificate for them."""

from __future__ import annotations

import http.server
import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable


def make_context(folder: str, hosts: list[str]) -> ssl.SSLContext:
    """TLS as the hosts speak it, with a certificate of an authority of its own: `ca.pem` in the folder. OpenSSL makes both."""

    def run(*arguments: str) -> None:
        subprocess.run(("openssl",) + arguments, cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority")
    run("req", *key, "-keyout", "host.key", "-out", "host.csr", "-subj", "/CN=test host")
    with open(os.path.join(folder, "host.ext"), "w") as file:
        file.write("subjectAltName=" + ",".join("DNS:" + host for host in hosts) + "\n")
    run("x509", "-req", "-in", "host.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
        "-out", "host.pem", "-days", "2", "-extfile", "host.ext")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "host.pem"), os.path.join(folder, "host.key"))
    return context


def start(backends: dict[str, tuple[str, int]], say: Callable[[str], None]) -> int:
    """Starts a proxy: CONNECT to one of the hosts leads to its server, every other address is refused, and said.

    It answers the proxy's port.
    """

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            backend = backends.get(self.path.removesuffix(":443"))
            if backend is None:
                say("refused CONNECT " + self.path)
                self.send_error(502)
                return
            upstream = socket.create_connection(backend)
            self.send_response(200)
            self.end_headers()
            join(self.connection, upstream)

        def log_message(self, *_: object) -> None:
            pass

    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    return proxy.server_port


def join(one: socket.socket, other: socket.socket) -> None:
    """Carries bytes both ways until both sides have ended."""
    forth = threading.Thread(target=_pipe, args=(one, other), daemon=True)
    forth.start()
    _pipe(other, one)
    forth.join()


def _pipe(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    try:
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass
