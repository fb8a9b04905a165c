"""A host of the internet, on loopback: what listens at 127.0.0.1:PORT without TLS is https://HOST behind a proxy.

    tls_host.py FOLDER HOST PORT

It writes FOLDER/ca.pem, prints `proxy PORT`, and ends with its standard input.
"""

from __future__ import annotations

import socket
import socketserver
import ssl
import sys
import threading

import tls_proxy


def main(folder: str, host: str, port: str) -> None:
    context = tls_proxy.make_context(folder, [host])

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                secured = context.wrap_socket(self.request, server_side=True)
            except (ssl.SSLError, OSError):
                return
            tls_proxy.join(secured, socket.create_connection(("127.0.0.1", int(port))))

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    backend = ("127.0.0.1", server.server_address[1])
    print("proxy %d" % tls_proxy.start({host: backend}, lambda text: print(text, flush=True)), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
