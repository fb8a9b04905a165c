"""Decides what may run."""

from . import text
from .refusal import Refusal
from .script import Script

# CPU units to the amounts of memory, in MiB, that Fargate has with them.
FARGATE = {
    256: {512, 1024, 2048},
    512: set(range(1024, 4097, 1024)),
    1024: set(range(2048, 8193, 1024)),
    2048: set(range(4096, 16_385, 1024)),
    4096: set(range(8192, 30_721, 1024)),
    8192: set(range(16_384, 61_441, 4096)),
    16_384: set(range(32_768, 122_881, 8192)),
}


class Gate:
    def __init__(self, config):
        self.config = config
        self.containers = {
            name: {script: Script(name, script, rules) for script, rules in container["script_config"].items()}
            for name, container in config["containers"].items()
        }

    def decide(self, request):
        """The argument list that may run; raises Refusal for anything else."""
        container = request["container_name"]
        scripts = self.containers.get(container)
        if scripts is None:
            message = f"Container ({container}) is not configured."
            raise Refusal("ContainerNotFoundError", message, "request/container_name")
        script = scripts.get(request["script"])
        if script is None:
            message = f"Script ({request['script']}) is not in the list of scripts of the container {container}."
            raise Refusal("ScriptNotAllowedError", message, f"{container}/script_config")
        arguments = request["args"]
        text.check(arguments)
        argv = script.approve(arguments)
        self.check_size(request)
        return argv

    def check_size(self, request):
        config = self.config
        cpu = request.get("task_cpu") or config["container_cpu"]
        memory = request.get("task_memory") or config["container_memory"]
        launch_type = request.get("task_launch_type") or config["container_default_launch_type"]
        if not 1 <= cpu <= config["container_max_cpu"]:
            raise Refusal("TaskCpuRestrictedError", f"cpu ({cpu}) is out of bounds", "container_max_cpu")
        if not 1 <= memory <= config["container_max_memory"]:
            raise Refusal("TaskMemoryRestrictedError", f"memory ({memory}) is out of bounds", "container_max_memory")
        if launch_type == "FARGATE" and memory not in FARGATE.get(cpu, ()):
            raise Refusal("TaskSizeNotSupportedError", f"Fargate has no tasks of {cpu}/{memory}", "fargate_task_sizes")
