"""The way of an answer from the runtime to the caller."""

import threading
from collections import deque
from collections.abc import Iterator

from .answers import FunctionError


class AnswerChannel:
    """A bounded queue of bytes with one ending: a slow caller holds the runtime back, and the first ending wins."""

    def __init__(self, window: int = 1 << 20) -> None:
        self._window = window
        self._changed = threading.Condition()
        self._chunks: deque[bytes] = deque()
        self._waiting = 0
        self._is_closed = False
        self._error: FunctionError | None = None

    def put(self, chunk: bytes) -> bool:
        """Adds bytes and waits while too many are unread; answers whether the channel is still open."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting < self._window or self._is_closed)
            if self._is_closed:
                return False
            self._chunks.append(chunk)
            self._waiting += len(chunk)
            self._changed.notify_all()
            return True

    def close(self, error: FunctionError | None) -> bool:
        """Ends the answer; answers whether this was its first ending."""
        with self._changed:
            if self._is_closed:
                return False
            self._is_closed = True
            self._error = error
            self._changed.notify_all()
            return True

    @property
    def is_closed(self) -> bool:
        with self._changed:
            return self._is_closed

    @property
    def error(self) -> FunctionError | None:
        with self._changed:
            return self._error

    def __iter__(self) -> Iterator[bytes]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._chunks or self._is_closed)
                if not self._chunks:
                    return
                chunk = self._chunks.popleft()
                self._waiting -= len(chunk)
                self._changed.notify_all()
            yield chunk
