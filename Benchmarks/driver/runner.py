"""Our CLI with a configuration, scripts and a state directory of the bench's own."""

import json
import os

from .programs import BENCHMARKS, built, installed

SCRIPTS = BENCHMARKS / "scripts"


class Runner:
    def __init__(self, folder, *, lines=0, secrets=None):
        self.state = folder / "state"
        self.configuration = folder / "deploy-runner.json"
        self.configuration.write_text(json.dumps(configuration(lines, secrets or {})), encoding="utf-8")
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
            **(secrets or {}),
        }


def configuration(lines, secrets):
    """What the CLI reads; the job has these secrets, which come from variables of the same names."""
    allowed = containers(lines)
    allowed["bench"]["secrets_manager_env_vars"] = {name: name for name in secrets}
    sources = {name: {"environment": name} for name in secrets}
    return {"containers": allowed, "sandbox": {"scripts": str(SCRIPTS), "network": "none", "secrets": sources}}


def containers(lines):
    """What the gate lets the bench run; `lines` is how many the script of that name writes."""
    writers = {script: {"hardcoded_args": [str(lines)]} for script in ("lines", "near-secrets")}
    return {"bench": {"script_config": {"trivial": {}, **writers}}}
