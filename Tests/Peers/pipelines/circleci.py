"""CircleCI: a setup workflow, what it goes on with, contexts and approval jobs."""

import re
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from .forge.circleci_api import CircleCIAPI
from .forge.github_api import REPOSITORY, GitHubAPI
from .github import APPLY_ROLE, BUILD_ROLE, DEPLOY_ROLE, PLAN_ROLE
from .machine import Cancellation, Machine, Signal
from .platform import Platform
from .refusal import Unknown, require_known
from .report import Job, Run
from .site import Site

_CONFIGURATION = {"version", "setup", "parameters", "jobs", "workflows"}
_JOB = {"docker", "environment", "parameters", "steps"}
_RUN = {"name", "command", "when", "no_output_timeout"}


class CircleCI(Platform):
    """A project of a repository on GitHub; comments go there."""

    # It keeps no record of what was applied.
    has_record = False
    refuses_older_commits = False

    def __init__(self, site: Site) -> None:
        self.site = site
        self.api = CircleCIAPI()
        self.forge = GitHubAPI()
        self.machine = Machine(site.environment, Signal(signal.SIGTERM, to_group=False))
        self._token = self.forge.token("deploy-bot", {"pull-requests": "write", "issues": "write"})
        self._waiting: dict[int, tuple[_Workflow, str]] = {}
        self._built: dict[str, str] = {}
        self._runs = 0

    def push(self, branch: str, before: str) -> Run:
        head = self.site.head(branch)
        self.forge.move_pull(branch, head)
        return self._start("push", branch, head, {}, is_fork=False)

    def push_tag(self, name: str) -> Run:
        return self._start("push", name, self.site.tagged(name), {}, is_fork=False, is_tag=True)

    def open_request(self, branch: str) -> Run | None:
        self.forge.open_pull(branch, self.site.head(branch))
        return None

    def fork(self, commit: str) -> Run:
        # Builds of forks get no contexts.
        return self._start("push", "patch-1", commit, {}, is_fork=True)

    def nightly(self) -> Run:
        return self._start("schedule", "main", self.site.head("main"), {"drift": True}, is_fork=False)

    def approve(self, run: Run, cancellation: Cancellation | None = None) -> None:
        workflow, name = self._waiting.pop(id(run))
        workflow.finish(Job(name, "succeeded"))
        workflow.go_on(cancellation)

    def reject(self, run: Run) -> None:
        workflow, name = self._waiting.pop(id(run))
        workflow.finish(Job(name, "rejected"))

    def comments(self) -> list[dict[str, Any]]:
        return self.forge.written("deploy-bot")

    def issues(self) -> list[dict[str, Any]]:
        return self.forge.issues

    def refusals(self) -> list[str]:
        return self.forge.server.refusals + self.api.server.refusals

    def wait(self, run: Run, workflow: "_Workflow", name: str) -> None:
        self._waiting[id(run)] = (workflow, name)

    def context(self, name: str) -> dict[str, str]:
        """What docs/ci.md says to put into the contexts."""
        planning = {
            "PLAN_ROLE_ARN": PLAN_ROLE, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": self._token,
            "COMMENT_AUTHOR": "deploy-bot", "GITHUB_API_URL": self.forge.server.url,
        }  # fmt: skip
        contexts = {
            "deploy-runner-plan": planning,
            # Other options than the plan's, which must not matter.
            "deploy-runner-apply": {"APPLY_ROLE_ARN": APPLY_ROLE, "CHANGE_OPTIONS": "--max-parallel 2"},
            "application": {"BUILD_ROLE_ARN": BUILD_ROLE, "DEPLOY_ROLE_ARN": DEPLOY_ROLE},
        }
        if name not in contexts:
            raise Unknown(f"context {name}")
        return self.site.settings | contexts[name]

    def _start(
        self, event: str, branch: str, commit: str, parameters: dict[str, Any], is_fork: bool, is_tag: bool = False
    ) -> Run:
        self._runs += 1
        folder = self.site.root / "clones" / f"circleci-{self._runs}"
        source = folder / "configuration"
        self.site.clone(source)
        self.site.checkout(source, commit)
        run = Run(event, branch, commit)
        key = self.api.key()
        environment = {
            "CIRCLECI": "true", "CIRCLE_TAG" if is_tag else "CIRCLE_BRANCH": branch, "CIRCLE_SHA1": commit, "CIRCLE_CONTINUATION_KEY": key,
            "CIRCLE_BUILD_URL": "https://circleci.example/1", "CIRCLE_OIDC_TOKEN_V2": "header.payload.signature",
            "CIRCLECI_API_URL": f"{self.api.server.url}/api/v2",
        }  # fmt: skip
        values = {"git.base_revision": self._built.get(branch, ""), "project.slug": f"gh/{REPOSITORY}"}
        self._built[branch] = commit
        build = _Build(self, run, folder, environment, values, is_fork)
        text = (source / ".circleci/config.yml").read_text()
        build.run(text, parameters)
        continuation = self.api.continuation(key)
        if continuation is not None:
            del environment["CIRCLE_CONTINUATION_KEY"]
            build.run(continuation.configuration, continuation.parameters)
        return run


class _Build:
    """One pipeline: a setup configuration, and perhaps the one that it goes on with."""

    def __init__(
        self,
        circleci: CircleCI,
        run: Run,
        folder: Path,
        environment: Mapping[str, str],
        values: Mapping[str, str],
        is_fork: bool,
    ) -> None:
        self.circleci = circleci
        self.report = run
        self.folder = folder
        self.environment = environment
        self.is_fork = is_fork
        self._values = values

    def run(self, text: str, parameters: Mapping[str, Any]) -> None:
        """Runs the workflows of a configuration whose conditions hold."""
        document = yaml.load(text, yaml.BaseLoader)
        require_known("configuration", document, _CONFIGURATION)
        if document["version"] != "2.1":
            raise Unknown(f"version {document['version']}")
        values = dict(self._values) | self._parameters(document.get("parameters", {}), parameters)
        document = {key: _filled(entry, values, "pipeline.") for key, entry in document.items()}
        for name, workflow in document["workflows"].items():
            require_known(name, workflow, {"when", "unless", "jobs"})
            if workflow.get("when", "true") == "true" and workflow.get("unless", "false") == "false":
                _Workflow(self, document["jobs"], workflow["jobs"]).go_on(None)

    @staticmethod
    def _parameters(declared: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
        values = {}
        for name in given:
            if name not in declared:
                raise Unknown(f"the parameter {name} is not declared")
        types = {"boolean": bool, "string": str}
        for name, entry in declared.items():
            require_known(name, entry, {"type", "default", "description"})
            value = given.get(name, entry["default"])
            if name in given and not isinstance(value, types[entry["type"]]):
                raise Unknown(f"the parameter {name} is {value!r}, and no {entry['type']}")
            values[f"parameters.{name}"] = str(value).lower() if entry["type"] == "boolean" else value
        return values


class _Workflow:
    """A workflow's jobs, each as soon as all that it requires has succeeded."""

    def __init__(self, build: _Build, jobs: Mapping[str, Any], entries: list[Any]) -> None:
        self._build = build
        self._jobs = jobs
        self._entries: dict[str, Mapping[str, Any]] = {}
        for entry in entries:
            name, options = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
            require_known(name, options, {"requires", "context", "type", "serial-group", "filters", "module"})
            if _passes(options.get("filters", {}), build.environment):
                self._entries[name] = options
        self._done: dict[str, str] = {}

    def go_on(self, cancellation: Cancellation | None) -> None:
        for name, options in self._entries.items():
            if name in self._done or any(self._done.get(need) != "succeeded" for need in options.get("requires", [])):
                continue
            if options.get("type") == "approval":
                self._build.report.set(Job(name, "waiting"))
                self._build.circleci.wait(self._build.report, self, name)
            else:
                self._run_job(name, options, cancellation)

    def finish(self, job: Job) -> None:
        self._done[job.name] = job.status
        self._build.report.set(job)

    def _run_job(self, name: str, options: Mapping[str, Any], cancellation: Cancellation | None) -> None:
        job = self._jobs[name]
        require_known(name, job, _JOB)
        arguments = {f"parameters.{key}": options[key] for key in job.get("parameters", {})}
        job = _filled(job, arguments, "")
        environment = dict(self._build.environment)
        if "context" in options and not self._build.is_fork:
            environment |= self._build.circleci.context(options["context"])
        # What a job sets itself comes before its contexts.
        environment |= job.get("environment", {})
        role = environment.get("APPLY_ROLE_ARN", environment.get("PLAN_ROLE_ARN"))
        report = Job(name, "succeeded", role=role)
        workspace = self._build.folder / name
        for step in job["steps"]:
            if step == "checkout":
                self._build.circleci.site.clone(workspace)
                self._build.circleci.site.checkout(workspace, self._build.report.commit)
            else:
                workspace.mkdir(exist_ok=True)
                self._run_step(step, report, workspace, environment, cancellation)
        self.finish(report)

    def _run_step(
        self,
        step: Mapping[str, Any],
        report: Job,
        workspace: Path,
        environment: Mapping[str, str],
        cancellation: Cancellation | None,
    ) -> None:
        require_known("step", step, {"run", "store_artifacts", "store_test_results"})
        if "run" not in step:
            return
        run = {"command": step["run"]} if isinstance(step["run"], str) else step["run"]
        require_known("run", run, _RUN)
        when = run.get("when", "on_success")
        if when not in ("on_success", "always"):
            raise Unknown(f"when: {when}")
        if report.status != "succeeded" and when != "always":
            return
        command = ["/bin/bash", "-eo", "pipefail", "-c", run["command"]]
        machine = self._build.circleci.machine
        cancelled = cancellation if "ci/pipeline apply" in run["command"] else None
        done = machine.run(run.get("name", "run"), command, workspace, environment, cancelled)
        report.steps.append(done)
        if done.code != 0:
            report.status = "failed" if cancelled is None else "cancelled"


def _passes(filters: Mapping[str, Any], environment: Mapping[str, str]) -> bool:
    """Whether a job runs for this branch or tag; without a filter for tags it runs for none."""
    require_known("filters", filters, {"branches", "tags"})
    kind, name = ("tags", environment["CIRCLE_TAG"]) if "CIRCLE_TAG" in environment else ("branches", environment["CIRCLE_BRANCH"])
    rules = filters.get(kind, {"only": "/.*/"} if kind == "branches" else {"ignore": "/.*/"})
    require_known(kind, rules, {"only", "ignore"})
    return ("only" not in rules or _matches(rules["only"], name)) and not (
        "ignore" in rules and _matches(rules["ignore"], name)
    )


def _matches(pattern: str, name: str) -> bool:
    """A pattern between slashes matches the whole name; anything else is the name."""
    if pattern.startswith("/") and pattern.endswith("/"):
        return re.fullmatch(pattern[1:-1], name) is not None
    return pattern == name


def _filled(node: Any, values: Mapping[str, str], prefix: str) -> Any:
    """A part of a configuration with every `<< PREFIX… >>` replaced."""
    if isinstance(node, dict):
        return {key: _filled(value, values, prefix) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, values, prefix) for value in node]

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise Unknown(f"<< {prefix}{match[1]} >>")
        return values[match[1]]

    filled = re.sub(rf"<<\s*{re.escape(prefix)}([\w.]+)\s*>>", value, node)
    if not prefix and "<<" in filled:
        raise Unknown(filled)
    return filled
