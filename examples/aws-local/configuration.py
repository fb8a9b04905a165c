"""What the demo on the stand-in is made of, out of the folder that scripts/demo.d/stage.sh has filled.

configuration.py standin FOLDER DEPLOY_RUNNER     prints the configuration of the stand-in
configuration.py function FOLDER INVOKER FACTS    gives the stand-in its function, the invoker; FACTS is what it
                                                  said of itself when it was ready
"""

import base64
import gzip
import json
import pathlib
import shutil
import sys
import urllib.request
from typing import Any

import yaml

IMAGE = "acme/deploy-runner:v1"
ECS_SECTION = ["cluster", "subnets", "security_groups", "log_group", "task_definitions"]
CONTAINERS = ["terraform-planner", "terraform-applier"]


def standin(folder: pathlib.Path, deploy_runner: str) -> dict[str, Any]:
    """The image with what its containers see of this machine, and a task definition for each container."""
    repository = str(folder / "infrastructure-live.git")
    terraform = shutil.which("terraform") or "terraform"
    image = {
        "program": deploy_runner,
        "tools": {} if terraform.startswith("/usr/") else {"terraform": terraform},
        # Outside of a demo a job clones over the network, and its state lies in S3.
        "environment": {"DEPLOY_RUNNER_LOCAL_REPOSITORIES": repository},
        "mounts": [
            {"source": repository, "target": repository},
            {"source": str(folder / "state"), "target": "/state", "mode": "read-write"},
        ],
    }
    definitions = [{"container": name, "image": IMAGE, "cpu": 1024, "memory": 2048} for name in CONTAINERS]
    return {"images": {IMAGE: image}, "task_definitions": definitions, "state_delay": 0.2}


def function(folder: pathlib.Path, invoker: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The invoker with the demo's rules for Terraform, whose tasks run on ECS instead of in a sandbox."""
    rules = yaml.safe_load((folder / "deploy-runner.yml").read_text())
    del rules["sandbox"]
    # Images are not built here: every container needs a task definition.
    rules["standard_configuration"] = {
        key: rule
        for key, rule in rules["standard_configuration"].items()
        if key.replace("_", "-") in CONTAINERS
    }
    rules["ecs"] = {name: facts[name] for name in ECS_SECTION}
    packed = base64.b64encode(gzip.compress(json.dumps(rules).encode())).decode()
    environment = {"BASE64GZ_CONFIG_DATA_JSON": packed}
    return {"command": [invoker], "environment": environment, "timeout": 900, "memory": 256}


def put(url: str, value: dict[str, Any]) -> None:
    with urllib.request.urlopen(urllib.request.Request(url, json.dumps(value).encode(), method="PUT")) as answer:
        answer.read()


def main() -> None:
    match sys.argv[1:]:
        case ["standin", folder, deploy_runner]:
            print(json.dumps(standin(pathlib.Path(folder), deploy_runner), indent=2))
        case ["function", folder, invoker, facts]:
            told = json.loads(facts)
            put(f"{told['control']}/functions/{told['function']}", function(pathlib.Path(folder), invoker, told))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
