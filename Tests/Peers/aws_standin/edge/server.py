"""HTTP/1.1 on a loopback port, whose network can be made to vanish."""

import http.server
import socket
import struct
import threading
from collections.abc import Callable, Iterable

from .messages import Answer, ConnectionEnded, ConnectionLost, Request

Respond = Callable[[Request], Answer]

_BACKLOG = 256
#: With this `close` sends a reset.
_LINGER_NO_TIME = struct.pack("ii", 1, 0)


class Server:
    """Answers each connection on a thread of its own, until it is closed."""

    def __init__(self, respond: Respond, port: int = 0) -> None:
        self.respond = respond
        self._listener = _bound(port)
        self._listener.listen(_BACKLOG)
        self.port: int = self._listener.getsockname()[1]
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_listening = threading.Event()
        self._is_listening.set()
        self._is_closed = False
        #: How many connections were taken.
        self.accepted = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()

    def vanish(self, seconds: float) -> None:
        """No network for a while: open connections are reset, new ones are refused."""
        # A listening socket that is shut down keeps its port, and refuses until it listens again.
        self._is_listening.clear()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._reset_all()
        timer = threading.Timer(seconds, self._reappear)
        timer.daemon = True
        timer.start()

    def close(self) -> None:
        self._is_closed = True
        self._is_listening.set()
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()
        self._reset_all()

    def _reappear(self) -> None:
        if not self._is_closed:
            self._listener.listen(_BACKLOG)
            self._is_listening.set()

    def _accept(self) -> None:
        while not self._is_closed:
            self._is_listening.wait()
            try:
                connection, address = self._listener.accept()
            except OSError:
                continue
            self.accepted += 1
            with self._lock:
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection, address), daemon=True).start()

    def _serve(self, connection: socket.socket, address: object) -> None:
        try:
            # All that a handler wants of its server is to find it.
            _Handler(connection, address, self)  # type: ignore[arg-type]
        except OSError:
            pass
        finally:
            with self._lock:
                self._connections.discard(connection)
            connection.close()

    def _reset_all(self) -> None:
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            try:
                _reset_on_close(connection)
                # Wakes the thread that reads or writes it, which then closes it.
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def _bound(port: int) -> socket.socket:
    """A socket that keeps its port even while it does not listen: one that the kernel chose itself, it takes back."""
    with socket.socket() as finder:
        finder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        finder.bind(("127.0.0.1", port))
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(finder.getsockname())
        return listener


def _reset_on_close(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NO_TIME)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    rbufsize = 64 * 1024
    wbufsize = 64 * 1024
    server: Server  # type: ignore[assignment]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self) -> None:
        body = self._body()
        path, _, query = self.path.partition("?")
        try:
            answer = self.server.respond(Request(self.command, path, query, self.headers, body))
            self._send(answer)
        except ConnectionLost:
            self.close_connection = True
            _reset_on_close(self.connection)
        except (ConnectionEnded, OSError):
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = _answer

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        pieces = []
        while size := int(self.rfile.readline(64).split(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(pieces)

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        if "Date" not in answer.headers:
            self.send_header("Date", self.date_time_string())
        for name, value in answer.headers.items():
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        if isinstance(answer.body, bytes):
            # With 204 no length may be sent, as with no body at all.
            if answer.status != 204:
                self.send_header("Content-Length", answer.headers.get("Content-Length", str(len(answer.body))))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)
        else:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._send_chunks(answer.body)
        self.wfile.flush()

    def _send_chunks(self, pieces: Iterable[bytes]) -> None:
        self.wfile.flush()
        for piece in pieces:
            if piece:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")
