"""A deploy runner in AWS, as far as this machine can be one: the tests' stand-in for AWS, with our release programs."""

import base64
import gzip
import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

from .failure import CannotMeasure
from .process import timed
from .programs import ROOT, built, from_pypi
from .runner import SCRIPTS, containers

STANDIN = ROOT / "Tests" / "Peers" / "aws_standin"
FUNCTION = "ecs-deploy-runner-invoker"
CLUSTER = "ecs-deploy-runner"
IMAGE = "deploy-runner:1"


class Site:
    """What the stand-in says of itself, and a place from which its clients are called."""

    def __init__(self, facts, folder, pid):
        self.pid = pid
        self.log_group = facts["log_group"]
        self.environment = {
            "AWS_ACCESS_KEY_ID": facts["access_key_id"],
            "AWS_DEFAULT_REGION": facts["region"],
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": facts["endpoint"],
            "AWS_REGION": facts["region"],
            "AWS_SECRET_ACCESS_KEY": facts["secret_access_key"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }
        self.options = ["--aws-region", facts["region"]]
        self.deployer = str(built("infrastructure-deployer"))

    def start(self, script):
        """Starts a job as a pipeline would; the run's id."""
        return self.ask([*self.options, "--no-wait", "--", "bench", script])

    def log_stream(self, run):
        """The stream that the log of a run is written to."""
        return json.loads(self.ask(["status", *self.options, "--output", "json", run]))["log"]["stream"]

    def processor_seconds(self):
        """What the stand-in itself has used so far, without the function and the tasks that it has started."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        # The 14th and the 15th of all, of which the first two are gone: in user mode, and in the kernel.
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")

    def ask(self, arguments):
        return timed([self.deployer, *arguments], environment=self.environment)[1].decode().strip()


@contextmanager
def site(folder, *, lines):
    """Serves while a `with` block runs, and ends with everything that it has started."""
    file = folder / "standin.json"
    file.write_text(json.dumps(document(lines)), encoding="utf-8")
    argv = [from_pypi("python3"), STANDIN, "--configuration", file]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        facts = process.stdout.readline()
        if not facts:
            raise CannotMeasure(f"the stand-in for AWS ended with {process.wait()}")
        # The end of its input, which ends it, comes with the block's.
        yield Site(json.loads(facts), folder, process.pid)


def document(lines):
    """The stand-in's configuration."""
    allowed = containers(lines)
    configuration = {"containers": allowed, "ecs": ecs_section(allowed)}
    function = {
        "command": [str(built("invoker"))],
        "environment": {"BASE64GZ_CONFIG_DATA_JSON": packed(configuration)},
        "timeout": 60,
        "memory": 512,
    }
    return {
        "cluster": CLUSTER,
        "function": FUNCTION,
        "functions": {FUNCTION: function},
        "images": {IMAGE: {"program": str(built("deploy-runner")), "trigger_directory": str(SCRIPTS)}},
        "task_definitions": [{"container": "bench", "image": IMAGE}],
    }


def ecs_section(names):
    """Where the tasks of some containers run, as the stand-in names it."""
    return {
        "cluster": CLUSTER,
        "subnets": ["subnet-0a1b2c3d4e5f60001"],
        "task_definitions": {name: f"{CLUSTER}-{name}:1" for name in names},
    }


def packed(configuration):
    """A configuration in the form in which a function gets it."""
    return base64.b64encode(gzip.compress(json.dumps(configuration).encode())).decode()
