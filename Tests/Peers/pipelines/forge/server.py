"""A strict little API: a call that is not exactly as documented is refused, and remembered."""

import json
import re
import threading
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Answer = tuple[int, Any]


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Call:
    """A request, taken apart."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any

    def page(self, entries: list[Any]) -> list[Any]:
        """The page of a list that the call asks for."""
        size, page = int(self.query["per_page"]), int(self.query.get("page", "1"))
        if not 1 <= size <= 100:
            raise Refused(422, f"per_page is {size}")
        return entries[size * (page - 1) : size * page]

    def fields(self, required: Set[str], optional: Set[str] = frozenset()) -> dict[str, Any]:
        """The body, which must be an object with these fields and no others."""
        if not isinstance(self.body, dict):
            raise Refused(400, "the body is no JSON object")
        missing, unknown = required - set(self.body), set(self.body) - required - optional
        if missing or unknown:
            raise Refused(422, f"missing {sorted(missing)}, unknown {sorted(unknown)}")
        return self.body


Handler = Callable[..., Answer]


@dataclass(frozen=True)
class Route:
    """What answers a method and a path; the pattern's groups become arguments."""

    method: str
    pattern: str
    handler: Handler


class Server:
    """Serves routes from its making on, until it is closed."""

    def __init__(self, routes: list[Route]) -> None:
        self.calls: list[str] = []
        self.refusals: list[str] = []
        #: The end of the paths that get no answer for now, as when a token has called too often.
        self.limited: str | None = None
        self._routes = routes
        self._lock = threading.Lock()
        outer = self

        class Requests(BaseHTTPRequestHandler):
            def _respond(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                status, answer = outer._answer(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _respond

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        parts = urlsplit(target)
        with self._lock:
            self.calls.append(f"{method} {parts.path}")
            if self.limited is not None and parts.path.endswith(self.limited):
                return 403, {"message": "rate limit exceeded"}
            try:
                return self._route(method, parts.path, dict(parse_qsl(parts.query)), headers, body)
            except Refused as refused:
                self.refusals.append(f"{method} {target}: {refused.status} {refused}")
                return refused.status, {"message": str(refused)}

    def _route(
        self, method: str, path: str, query: dict[str, str], headers: Mapping[str, str], body: bytes
    ) -> Answer:
        for route in self._routes:
            match = re.fullmatch(route.pattern, path)
            if match and route.method == method:
                if body and headers.get("Content-Type") != "application/json":
                    raise Refused(415, "the body is not declared as JSON")
                try:
                    decoded = json.loads(body) if body else None
                except ValueError:
                    raise Refused(400, "the body is not JSON") from None
                return route.handler(Call(method, path, query, headers, decoded), *match.groups())
        raise Refused(404, "there is no such endpoint")
