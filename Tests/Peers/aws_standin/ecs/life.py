"""The life of one task, from PROVISIONING to STOPPED."""

import dataclasses
import re
import threading
import time
from collections.abc import Callable

from ..edge.failures import AWSFailure
from ..edge.identities import ACCOUNT
from ..edge.policies import Need
from ..faults.events import EventFaults
from ..faults.schedule import Schedule
from ..logs.driver import LogDriver
from ..logs.groups import LogGroups
from ..logs.stream import LogStream
from ..moto_bridge import Moto
from .container import Container, Isolation
from .environment import StartFailure, container_environment
from .images import Image
from .task import Task


@dataclasses.dataclass(frozen=True)
class World:
    """What tasks live in."""

    moto: Moto
    log_groups: LogGroups
    images: dict[str, Image]
    isolation: Isolation
    #: How long a task stays in each status on its way, in seconds.
    state_delay: float
    #: How often the log driver writes, in seconds.
    flush_interval: float
    #: The faults of the day.
    schedule: Callable[[], Schedule]
    #: The variables by which a task's container finds the endpoints that are its own.
    urls: Callable[[Task], dict[str, str]]
    #: Raises what AWS says when the role by its ARN may not do what a task's start needs.
    authorize: Callable[[str | None, Need], None]


class TaskLife:
    """Lives a task's life on a thread of its own."""

    def __init__(self, task: Task, world: World, start_failure: str | None) -> None:
        self.task = task
        self._world = world
        self._start_failure = start_failure
        self._container: Container | None = None
        self._exit_code: int | None = None
        self._is_ending = False
        self._thread = threading.Thread(target=self._live, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """The stand-in ends: whatever runs is killed, without a word."""
        with self.task.changed:
            self._is_ending = True
            self.task.changed.notify_all()
        self._thread.join(10)

    def kill(self, code: str, reason: str, container_reason: str | None) -> None:
        """The container's processes are killed, as by the kernel or with their host."""
        self.task.stop(code, reason, container_reason)
        if self._container is not None:
            self._container.kill()

    def _live(self) -> None:
        task = self.task
        try:
            self._begin()
            self._run()
        except StartFailure as failure:
            task.stop("TaskFailedToStart", failure.reason, failure.container_reason)
        finally:
            if self._container is not None:
                self._container.close()
        # A container that never ran has no exit code.
        task.note_container("STOPPED", self._exit_code)
        task.note(None, "executionStoppedAt")
        for status in ("DEPROVISIONING", "STOPPED"):
            task.note(status)
            if status == "STOPPED":
                task.note(None, "stoppedAt")
            else:
                self._pause()

    def _begin(self) -> None:
        for status, *times in (
            ["PROVISIONING"],
            ["PENDING", "connectivityAt", "pullStartedAt"],
            ["ACTIVATING", "pullStoppedAt"],
        ):
            self.task.note(status, *times)
            self._wait(self._world.state_delay)
            if status == "PENDING" and self._start_failure is not None:
                pull = self._start_failure if self._start_failure.startswith("CannotPull") else None
                raise StartFailure(self._start_failure, pull)

    def _run(self) -> None:
        task = self.task
        if task.is_stopping or self._is_ending:
            return
        image = self._image()
        environment = container_environment(task, image, self._world)
        driver = LogDriver(self._log_stream(), self._world.flush_interval, EventFaults(self._world.schedule()))
        command = task.container_override.get("command", task.definition.container.get("command", []))
        entrypoint = task.definition.container.get("entryPoint")
        if entrypoint:
            image = dataclasses.replace(image, entrypoint=list(entrypoint))
        self._container = container = Container(
            self._world.isolation, image, command, environment, task.definition.writable
        )
        try:
            descriptors = container.start(task.id)
        except OSError as error:
            raise StartFailure(*_cannot_start(error.filename or "", error.strerror or "")) from None
        driver.start(descriptors)
        task.note_container("RUNNING")
        task.note("RUNNING", "startedAt")
        self._watch(container)
        driver.drain()
        self._leave()

    def _watch(self, container: Container) -> None:
        """Waits for the container's end, and brings it about when it is asked to."""
        ended = threading.Thread(target=self._await_exit, args=(container,), daemon=True)
        ended.start()
        task = self.task
        with task.changed:
            task.changed.wait_for(lambda: self._exit_code is not None or task.is_stopping or self._is_ending)
            is_asked = self._exit_code is None and not self._is_ending
        if is_asked:
            self._stop(container)
        container.kill()
        ended.join()
        task.stop("EssentialContainerExited", "Essential container in task exited")

    def _stop(self, container: Container) -> None:
        task = self.task
        task.note("DEACTIVATING")
        self._pause()
        task.note("STOPPING")
        container.terminate()
        deadline = time.monotonic() + task.definition.stop_timeout
        with task.changed:
            task.changed.wait_for(
                lambda: self._exit_code is not None or self._is_ending, max(0.0, deadline - time.monotonic())
            )

    def _leave(self) -> None:
        for status in ("DEACTIVATING", "STOPPING"):
            if self.task.last_status != "STOPPING":
                self.task.note(status)
                self._pause()

    def _await_exit(self, container: Container) -> None:
        code = container.wait()
        with self.task.changed:
            self._exit_code = code
            self.task.changed.notify_all()

    def _image(self) -> Image:
        name = self.task.definition.container.get("image", "")
        self._authorize_pull(name)
        image = self._world.images.get(name)
        if image is None:
            repository = name.rpartition(":")[0] or name
            reason = (
                "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref"
                f" docker.io/{name}: pull access denied, repository does not exist or may require authorization:"
                f" server message: insufficient_scope: authorization failed ({repository})"
            )
            raise StartFailure(reason, reason)
        if missing := image.missing(image.entrypoint):
            raise StartFailure(*_cannot_start(missing, "no such file or directory"))
        return image

    def _authorize_pull(self, image: str) -> None:
        """An image in ECR takes permissions of the execution role; any other registry asks for none."""
        match = re.match(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/([^:@]+)", image)
        if match is None:
            return
        role = self.task.definition.execution_role
        try:
            self._world.authorize(role, Need("ecr:GetAuthorizationToken", "*"))
            resource = f"arn:aws:ecr:{match[2]}:{match[1]}:repository/{match[3]}"
            for operation in ("BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"):
                self._world.authorize(role, Need(f"ecr:{operation}", resource))
        except AWSFailure as failure:
            reason = f"CannotPullContainerError: pull image manifest has been retried 1 time(s): {failure}"
            raise StartFailure(reason, reason) from None

    def _log_stream(self) -> LogStream:
        definition = self.task.definition
        group = definition.log_option("awslogs-group")
        if not group:
            # Without a driver the output goes nowhere.
            return LogStream("", "")
        name = f"{definition.log_option('awslogs-stream-prefix')}/{definition.container_name}/{self.task.id}"
        region = definition.log_option("awslogs-region") or self.task.region
        resource = f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{group}:log-stream:{name}"
        try:
            self._world.authorize(definition.execution_role, Need("logs:CreateLogStream", resource))
            self._world.authorize(definition.execution_role, Need("logs:PutLogEvents", resource))
            return self._world.log_groups.create(region, group, name)
        except AWSFailure as failure:
            raise StartFailure(
                "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
                f" failed to create Cloudwatch log stream: {failure.code}: {failure.message} : exit status 1"
            ) from None

    def _pause(self) -> None:
        if not self._is_ending:
            time.sleep(self._world.state_delay)

    def _wait(self, seconds: float) -> None:
        """Waits, but for a task that is asked to stop."""
        with self.task.changed:
            self.task.changed.wait_for(lambda: self.task.is_stopping or self._is_ending, seconds)


def _cannot_start(program: str, why: str) -> tuple[str, str]:
    reason = (
        "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to"
        " create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec:"
        f' "{program}": stat {program}: {why}: unknown'
    )
    return "Task failed to start", reason
