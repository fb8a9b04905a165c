"""The stand-in put together."""

from typing import Any

from .configuration import Configuration
from .control import Control
from .ecs.container import Isolation
from .ecs.life import World
from .ecs.local_endpoints import LocalEndpoints
from .ecs.operations import TaskOperations
from .ecs.tasks import Tasks
from .edge.identities import ACCOUNT, Identities
from .edge.policies import Need, check
from .edge.server import Server
from .functions.operations import FunctionOperations
from .functions.registry import Functions
from .furnishing import SECURITY_GROUPS, SUBNETS, furnish
from .gateway import Gateway
from .logs.groups import LogGroups
from .logs.operations import LogOperations
from .moto_bridge import Moto
from .needs import needs


class Standin:
    """Serves from its making on, until it is closed."""

    def __init__(self, configuration: Configuration) -> None:
        identities = Identities()
        moto = Moto(configuration.region, configuration.account)
        log_groups = LogGroups()
        gateway = Gateway(moto, identities)
        gateway.schedule = configuration.faults
        gateway.checks_signatures = configuration.checks_signatures
        gateway.denied = [(action, None) for action in configuration.denied]
        self._endpoint = Server(gateway.respond, configuration.port)
        local = LocalEndpoints(
            identities, lambda: self._control.url, lambda: self._endpoint.url, configuration.credential_seconds
        )
        isolation = configuration.isolation or Isolation.of_this_machine()
        world = World(
            moto,
            log_groups,
            configuration.images,
            isolation,
            configuration.state_delay,
            configuration.flush_interval,
            lambda: gateway.schedule,
            local.variables,
            _authorize if configuration.evaluates_policies else lambda role, need: None,
        )
        self._tasks = local.tasks = Tasks(world, configuration.forget_after)
        self._functions = Functions(configuration.region, identities, self._endpoint.url)
        for name, settings in configuration.functions.items():
            self._functions.put(name, settings)
        gateway.take_over(TaskOperations(self._tasks, moto).table)
        gateway.take_over(LogOperations(log_groups).table)
        gateway.take_over(FunctionOperations(self._functions).table)
        control = Control(gateway, self._tasks, self._functions, identities, local)
        control.endpoint = self._endpoint
        self._control = Server(control.respond)
        if configuration.evaluates_policies:
            gateway.needs = lambda call: needs(call, self._tasks)
        definitions = furnish(moto, configuration) if configuration.account == "furnished" else {}
        user = identities.user("ci" if configuration.account == "furnished" else "administrator")
        self._endpoint.start()
        self._control.start()
        #: What whoever starts the stand-in must know of it.
        self.description: dict[str, Any] = {
            "endpoint": self._endpoint.url,
            "control": self._control.url,
            "region": configuration.region,
            "access_key_id": user.access_key,
            "secret_access_key": user.secret_key,
            "function": configuration.function,
            "cluster": configuration.cluster,
            "log_group": configuration.log_group,
            "subnets": SUBNETS,
            "security_groups": SECURITY_GROUPS,
            "task_definitions": definitions,
            "isolation": isolation.value,
        }

    def close(self) -> None:
        """Ends everything that it has started."""
        self._endpoint.close()
        self._tasks.end()
        self._functions.close()
        self._control.close()


def _authorize(role: str | None, need: Need) -> None:
    """What a service does in the name of a role that it has assumed."""
    name = (role or "").rpartition("/")[2] or "none"
    check(f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/ecs", [need])
