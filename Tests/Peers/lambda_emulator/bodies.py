"""Bodies of HTTP/1.1 requests, which `http.server` leaves to its user."""

import http.client
from collections.abc import Iterator
from email.message import Message
from io import BufferedIOBase

_PIECE = 64 * 1024


class Truncated(Exception):
    """The connection ended, or its framing broke, before the body did."""


class RequestBody:
    """A body in pieces as they arrive, each once however often it is iterated over, and the trailers behind it."""

    def __init__(self, headers: Message, stream: BufferedIOBase) -> None:
        self._stream = stream
        is_chunked = headers.get("Transfer-Encoding", "").lower() == "chunked"
        self._rest = self._chunked() if is_chunked else self._pieces(int(headers.get("Content-Length", "0")))
        #: The trailers of a chunked body, once it was read to its end.
        self.trailers: Message = Message()

    def __iter__(self) -> Iterator[bytes]:
        return self._rest

    def _pieces(self, length: int) -> Iterator[bytes]:
        while length > 0:
            piece = self._read_some(min(length, _PIECE))
            length -= len(piece)
            yield piece

    def _chunked(self) -> Iterator[bytes]:
        while True:
            line = self._stream.readline(256)
            try:
                size = int(line.split(b";")[0], 16)
            except ValueError:
                raise Truncated(f"no chunk size: {line!r}") from None
            if size == 0:
                self.trailers = http.client.parse_headers(self._stream)
                return
            yield from self._pieces(size)
            if self._stream.readline(3) != b"\r\n":
                raise Truncated("a chunk has no end")

    def _read_some(self, most: int) -> bytes:
        try:
            piece = self._stream.read1(most)
        except OSError as error:
            raise Truncated(str(error)) from None
        if not piece:
            raise Truncated("the connection ended")
        return piece
