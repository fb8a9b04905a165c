"""The control interface: what a test tells the stand-in, and asks it. JSON over HTTP, on a port of its own.

A port of its own, because it must answer while the endpoint's network is gone; the link-local endpoints of the tasks,
which in AWS are not reached over the network either, share it.
"""

import dataclasses
import datetime
import json
from collections.abc import Callable
from typing import Any

from .ecs.local_endpoints import LocalEndpoints
from .ecs.tasks import Tasks
from .edge.identities import Identities
from .edge.messages import Answer, Request
from .edge.server import Server
from .faults.profiles import schedule_of_json
from .functions.registry import Functions, FunctionSettings
from .gateway import Gateway

_ROLE_SECONDS = 3600.0


class Control:
    """Answers what is asked, and changes what is told."""

    def __init__(
        self, gateway: Gateway, tasks: Tasks, functions: Functions, identities: Identities, local: LocalEndpoints
    ) -> None:
        self._gateway = gateway
        self._tasks = tasks
        self._functions = functions
        self._identities = identities
        self._local = local
        #: The server of the endpoint, once there is one.
        self.endpoint: Server | None = None

    def respond(self, request: Request) -> Answer:
        if request.path.startswith(("/v2/", "/v4/")):
            return self._local.respond(request.path)
        try:
            value = json.loads(request.body or b"{}")
            return Answer.of_json(self._act(request.method, request.path.strip("/").split("/"), value))
        except LookupError as error:
            return Answer.of_json({"error": str(error)}, 404)
        except (TypeError, ValueError) as error:
            return Answer.of_json({"error": str(error)}, 400)

    def _act(self, method: str, path: list[str], value: dict[str, Any]) -> dict[str, Any]:
        match method, path:
            case "GET", ["state"]:
                return self._state()
            case "GET", ["faults"]:
                schedule = self._gateway.schedule
                rules = [dataclasses.asdict(rule) for rule in schedule.rules]
                return {"seed": schedule.seed, "rules": rules, "dealt": schedule.dealt}
            case "PUT", ["faults"]:
                self._gateway.schedule = schedule_of_json(value)
            case "PUT", ["denied"]:
                self._gateway.denied = [(each["action"], each.get("access_key")) for each in value["denied"]]
            case "PUT", ["expired-credentials"]:
                self._identities.expire(value["access_keys"])
            case "PUT", ["clock"]:
                self._gateway.clock_offset = datetime.timedelta(seconds=value["offset"])
            case "POST", ["network", "vanish"] if self.endpoint is not None:
                self.endpoint.vanish(value["seconds"])
            case "PUT", ["functions", name]:
                self._functions.put(name, FunctionSettings(**value))
            case "POST", ["functions", name, "crash"]:
                self._functions.find(name, "").crash()
            case "GET", ["functions", name, "log"]:
                return {"log": self._functions.find(name, "").log_after(0).decode(errors="replace")}
            case "POST", ["roles", name, "credentials"]:
                # What a service that may assume the role would hold.
                role = self._identities.role(name, "test", _ROLE_SECONDS)
                return {
                    "aws_access_key_id": role.access_key,
                    "aws_secret_access_key": role.secret_key,
                    "aws_session_token": role.token,
                }
            case "POST", ["tasks", task, deed]:
                self._act_on_task(task, deed, value)
            case _:
                raise LookupError(f"{method} /{'/'.join(path)} is not something that the stand-in does")
        return {}

    def _act_on_task(self, named: str, deed: str, value: dict[str, Any]) -> None:
        life = self._tasks.life(named)
        if life is None:
            raise LookupError(f"there is no task {named}")
        deeds: dict[str, Callable[[], None]] = {
            "forget": lambda: self._tasks.forget(named),
            # As when the host of the task is lost, or its memory is used up.
            "kill": lambda: life.kill(
                value.get("stop_code", "EssentialContainerExited"),
                value.get("reason", "Essential container in task exited"),
                value.get("container_reason"),
            ),
            # As when ECS itself ends a task: SIGTERM, and SIGKILL after the stop timeout.
            "stop": lambda: life.task.stop(
                value.get("stop_code", "SpotInterruption"), value.get("reason", "Your Spot Task was interrupted.")
            ),
        }
        if deed not in deeds:
            raise LookupError(f"a task can be asked to {', '.join(deeds)}, not to {deed}")
        deeds[deed]()

    def _state(self) -> dict[str, Any]:
        return {
            "tasks_started": self._tasks.started,
            "calls": self._gateway.calls,
            "connections": self.endpoint.accepted if self.endpoint is not None else 0,
            "faults": len(self._gateway.schedule.dealt),
            "tasks": [
                {"arn": task.arn, "started_by": task.started_by, "status": task.last_status, "tags": dict(task.tags)}
                for task in self._tasks.all()
            ],
        }
