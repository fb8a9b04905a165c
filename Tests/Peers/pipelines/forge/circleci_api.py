"""CircleCI's API v2, as much of it as a setup workflow needs."""

import uuid
from dataclasses import dataclass
from typing import Any

from .server import Answer, Call, Refused, Route, Server


@dataclass(frozen=True)
class Continuation:
    """What a pipeline goes on with."""

    configuration: str
    parameters: dict[str, Any]


class CircleCIAPI:
    """A continuation key is good for one pipeline, once."""

    def __init__(self) -> None:
        self._keys: dict[str, Continuation | None] = {}
        self.server = Server([Route("POST", "/api/v2/pipeline/continue", self._continue)])

    def key(self) -> str:
        key = str(uuid.uuid4())
        self._keys[key] = None
        return key

    def continuation(self, key: str) -> Continuation | None:
        return self._keys[key]

    def _continue(self, call: Call) -> Answer:
        fields = call.fields({"continuation-key", "configuration"}, {"parameters"})
        key = fields["continuation-key"]
        if key not in self._keys:
            raise Refused(404, "no pipeline has this key")
        if self._keys[key] is not None:
            raise Refused(400, "the pipeline has gone on already")
        parameters = fields.get("parameters", {})
        for name, value in parameters.items():
            if isinstance(value, str) and len(value) > 512:
                raise Refused(400, f"the parameter {name} is longer than 512 characters")
        self._keys[key] = Continuation(fields["configuration"], parameters)
        return 200, {"message": "Accepted"}
