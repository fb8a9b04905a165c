"""Our CLI with a configuration, scripts and a state directory of the bench's own."""

import json
import os

from .programs import BENCHMARKS, built, installed

SCRIPTS = BENCHMARKS / "scripts"


class Runner:
    def __init__(self, folder, *, lines=0):
        self.state = folder / "state"
        self.configuration = folder / "deploy-runner.json"
        self.configuration.write_text(json.dumps(self.configuration_text(lines)), encoding="utf-8")
        deployer = str(built("infrastructure-deployer"))
        self.command = [deployer, "--local", "--config", str(self.configuration), "--", "bench"]
        # The CLI looks for both when the first job starts.
        built("deploy-runner")
        installed("bwrap", "bubblewrap")
        # Nothing of this session: inside a CI job the CLI would write log groups.
        self.environment = {
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "XDG_STATE_HOME": str(self.state),
        }

    @staticmethod
    def configuration_text(lines):
        return {
            "containers": containers(lines),
            "sandbox": {"scripts": str(SCRIPTS), "network": "none"},
        }


def containers(lines):
    """What the gate lets the bench run; `lines` is how many the script of that name writes."""
    return {"bench": {"script_config": {"trivial": {}, "lines": {"hardcoded_args": [str(lines)]}}}}
