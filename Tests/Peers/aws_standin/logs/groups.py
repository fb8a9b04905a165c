"""The streams of each log group; the groups themselves are moto's."""

import threading
import weakref

from ..edge.failures import AWSFailure
from ..moto_bridge import log_groups
from .stream import LogStream


class LogGroups:
    """Streams live as long as moto's group does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: weakref.WeakKeyDictionary[object, dict[str, LogStream]] = weakref.WeakKeyDictionary()

    def streams(self, region: str, group: str) -> dict[str, LogStream]:
        """The streams of a group by name; the group may be given as an ARN."""
        name = group.split(":log-group:")[1].removesuffix(":*") if group.startswith("arn:") else group
        found = log_groups(region).get(name)
        if found is None:
            raise AWSFailure("ResourceNotFoundException", "The specified log group does not exist.")
        with self._lock:
            return dict(self._of(found))

    def stream(self, region: str, group: str, name: str) -> LogStream:
        stream = self.streams(region, group).get(name)
        if stream is None:
            raise AWSFailure("ResourceNotFoundException", "The specified log stream does not exist.")
        return stream

    def create(self, region: str, group: str, name: str) -> LogStream:
        self.streams(region, group)
        found = log_groups(region)[group]
        with self._lock:
            streams = self._of(found)
            if name in streams:
                raise AWSFailure("ResourceAlreadyExistsException", "The specified log stream already exists")
            streams[name] = LogStream(name, f"{found.arn}:log-stream:{name}")
            return streams[name]

    def delete(self, region: str, group: str, name: str) -> None:
        self.stream(region, group, name)
        with self._lock:
            self._of(log_groups(region)[group]).pop(name, None)

    def _of(self, group: object) -> dict[str, LogStream]:
        return self._streams.setdefault(group, {})
