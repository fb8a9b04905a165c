"""A generated repository of Terragrunt modules, laid out as its documentation has it."""

import os
import subprocess

ACCOUNTS = ["dev", "stage", "prod", "shared", "logs"]
REGIONS = ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2"]
ENVIRONMENTS = 10
PER_ENVIRONMENT = 50
MODULES = len(ACCOUNTS) * len(REGIONS) * ENVIRONMENTS * PER_ENVIRONMENT
KINDS = 20
CHANGED = 20

ROOT = """
remote_state {
  backend = "s3"
  config = {
    bucket = "states"
    key    = "${path_relative_to_include()}/terraform.tfstate"
  }
}
"""

COMMON = """
locals {
  environment = read_terragrunt_config(find_in_parent_folders("env.hcl"))
  source_url  = "git::https://example.com/modules.git//KIND"
}
"""

MODULE = """
include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "envcommon" {
  path   = "${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/KIND.hcl"
  expose = true
}

terraform {
  source = "${include.envcommon.locals.source_url}?ref=v1.0.0"
}
DEPENDENCY
inputs = {
  name = "NAME"
}
"""

DEPENDENCY = """
dependency "previous" {
  config_path = "../OTHER"
}
"""


class LiveRepository:
    """Two commits: all modules, and a change of some of them."""

    def __init__(self, folder, git):
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "bench",
            "GIT_AUTHOR_EMAIL": "bench@example.com",
            "GIT_COMMITTER_NAME": "bench",
            "GIT_COMMITTER_EMAIL": "bench@example.com",
        }
        self.git = git
        self.refs = ["--source-ref", "HEAD^", "--target-ref", "HEAD"]
        folder.mkdir()
        self.run("init", "--quiet", "--initial-branch=main")
        modules = self.write()
        self.commit("all")
        self.changed = sorted(modules[:: len(modules) // CHANGED])
        for module in self.changed:
            with open(folder / module / "terragrunt.hcl", "a", encoding="utf-8") as file:
                file.write("# changed\n")
        self.commit("some")

    def write(self):
        self.file("root.hcl", ROOT)
        for kind in range(KINDS):
            self.file(f"_envcommon/kind{kind}.hcl", COMMON.replace("KIND", f"kind{kind}"))
        modules = []
        for account in ACCOUNTS:
            for region in REGIONS:
                for environment in range(ENVIRONMENTS):
                    place = f"{account}/{region}/env{environment}"
                    self.file(f"{place}/env.hcl", f'locals {{\n  environment = "env{environment}"\n}}\n')
                    modules += [self.module(place, number) for number in range(PER_ENVIRONMENT)]
        return modules

    def module(self, place, number):
        path = f"{place}/module{number}"
        dependency = DEPENDENCY.replace("OTHER", f"module{number - 1}") if number % 10 else ""
        text = MODULE.replace("DEPENDENCY", dependency).replace("KIND", f"kind{number % KINDS}").replace("NAME", path)
        self.file(f"{path}/terragrunt.hcl", text)
        return path

    def file(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")

    def commit(self, message):
        self.run("add", "--all")
        self.run("commit", "--quiet", "--message", message)
        # As a clone comes: in one pack.
        self.run("gc", "--quiet")

    def run(self, *arguments):
        subprocess.run([self.git, "-c", "gc.auto=0", *arguments], cwd=self.folder, env=self.environment, check=True)
