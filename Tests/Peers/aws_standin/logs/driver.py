"""The awslogs driver: a container's output on its way to its log stream."""

import os
import threading
import time

from ..faults.events import EventFaults
from .stream import EVENT_OVERHEAD, LogStream

#: A line is cut after this many bytes, as container engines do.
LINE_LIMIT = 16 * 1024
_BATCH_EVENTS = 10_000
_BATCH_BYTES = 1_048_576


class LogDriver:
    """Collects lines of several descriptors, and puts them into a stream in batches."""

    def __init__(self, stream: LogStream, interval: float, faults: EventFaults) -> None:
        self._stream = stream
        self._interval = interval
        self._faults = faults
        self._lock = threading.Lock()
        self._batch: list[tuple[int, str]] = []
        self._batch_size = 0
        self._ended = threading.Event()
        self._readers: list[threading.Thread] = []
        self._flusher = threading.Thread(target=self._flush_regularly, daemon=True)

    def start(self, descriptors: list[int]) -> None:
        """Reads the descriptors to their ends, and closes them."""
        self._readers = [threading.Thread(target=self._read, args=(each,), daemon=True) for each in descriptors]
        for thread in [*self._readers, self._flusher]:
            thread.start()

    def drain(self) -> None:
        """Waits for the ends of the descriptors; then everything that was read is in the stream, or late by a fault."""
        for thread in self._readers:
            thread.join()
        self._ended.set()
        self._flusher.join()

    def _read(self, descriptor: int) -> None:
        rest = b""
        while data := os.read(descriptor, 256 * 1024):
            at = time.time_ns() // 1_000_000
            lines = (rest + data).split(b"\n")
            rest = lines.pop()
            pieces = [piece for line in lines for piece in _pieces(line)]
            while len(rest) >= LINE_LIMIT:
                pieces.append(rest[:LINE_LIMIT])
                rest = rest[LINE_LIMIT:]
            self._append(at, pieces)
        self._append(time.time_ns() // 1_000_000, _pieces(rest))
        os.close(descriptor)

    def _append(self, at: int, pieces: list[bytes]) -> None:
        with self._lock:
            for piece in pieces:
                size = len(piece) + EVENT_OVERHEAD
                if len(self._batch) == _BATCH_EVENTS or self._batch_size + size > _BATCH_BYTES:
                    self._flush()
                self._batch.append((at, piece.decode("utf-8", "replace")))
                self._batch_size += size

    def _flush_regularly(self) -> None:
        while not self._ended.wait(self._interval):
            with self._lock:
                self._flush()
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        batch, self._batch, self._batch_size = self._batch, [], 0
        if not batch:
            return
        # The streams of a container are read side by side.
        batch.sort(key=lambda event: event[0])
        for delivery in self._faults.spoil(batch):
            if delivery.delay > 0:
                timer = threading.Timer(delivery.delay, self._stream.put, args=(delivery.events,))
                timer.daemon = True
                timer.start()
            else:
                self._stream.put(delivery.events)


def _pieces(line: bytes) -> list[bytes]:
    """A line in events: none for an empty line."""
    if len(line) <= LINE_LIMIT:
        return [line] if line else []
    return [line[start : start + LINE_LIMIT] for start in range(0, len(line), LINE_LIMIT)]
