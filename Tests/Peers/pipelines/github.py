"""GitHub Actions: events, jobs, steps, environments, and the few actions that the examples use, replaced by equivalents."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from .expressions import condition, fill
from .forge.github_api import REPOSITORY, GitHubAPI
from .machine import Cancellation, Machine, Signal
from .platform import Platform
from .refusal import Unknown, require_known
from .report import Job, Run, Step
from .site import Site

_WORKFLOW = {"name", "on", "permissions", "concurrency", "jobs"}
_JOB = {
    "name", "if", "needs", "runs-on", "timeout-minutes", "concurrency", "permissions", "outputs", "environment",
    "steps",
}  # fmt: skip
_STEP = {"name", "id", "if", "uses", "with", "run", "env", "continue-on-error"}

PLAN_ROLE = "arn:aws:iam::111111111111:role/plan"
APPLY_ROLE = "arn:aws:iam::111111111111:role/apply"
BUILD_ROLE = "arn:aws:iam::111111111111:role/build"
DEPLOY_ROLE = "arn:aws:iam::111111111111:role/deploy"

# The environments with required reviewers.
_REVIEWED = {"production", "stage"}


class GitHub(Platform):
    """The workflows of the commit that an event is about."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.api = GitHubAPI()
        self.record = self.api.server
        # The runner signals the step's own process, and nothing below it.
        self.machine = Machine(site.environment, Signal(signal.SIGINT, to_group=False))
        self._waiting: dict[int, _WorkflowRun] = {}
        self._runs = 0

    def push(self, branch: str, before: str) -> Run:
        head = self.site.head(branch)
        self.api.move_pull(branch, head)
        return self._start("push", {"before": before}, branch, head)

    def push_tag(self, name: str) -> Run:
        return self._start("push", {"before": "0" * 40}, name, self.site.tagged(name), is_tag=True)

    def open_request(self, branch: str) -> Run:
        head = self.site.head(branch)
        number = self.api.open_pull(branch, head)
        event = {"action": "opened", "number": number, "pull_request": self._pull(head, fork=False)}
        return self._start("pull_request", event, branch, head)

    def fork(self, commit: str) -> Run:
        event = {"action": "opened", "number": 1, "pull_request": self._pull(commit, fork=True)}
        return self._start("pull_request", event, "patch-1", commit)

    def approve(self, run: Run, cancellation: Cancellation | None = None) -> None:
        self._waiting.pop(id(run)).approve(cancellation)

    def reject(self, run: Run) -> None:
        self._waiting.pop(id(run)).reject()

    def nightly(self) -> Run:
        return self._start("schedule", {"schedule": "17 3 * * *"}, "main", self.site.head("main"))

    def comments(self) -> list[dict[str, Any]]:
        return self.api.written("github-actions[bot]")

    def issues(self) -> list[dict[str, Any]]:
        return self.api.issues

    def refusals(self) -> list[str]:
        return self.api.server.refusals

    @staticmethod
    def _pull(head: str, fork: bool) -> dict[str, Any]:
        return {"head": {"sha": head, "repo": {"fork": fork}}}

    def _start(self, event: str, payload: dict[str, Any], branch: str, head: str, is_tag: bool = False) -> Run:
        self._runs += 1
        folder = self.site.root / "clones" / f"github-{self._runs}"
        source = folder / "workflows"
        self.site.clone(source)
        self.site.checkout(source, head)
        run = Run(event, branch, head)
        payload |= {"repository": {"default_branch": "main"}}
        request = event == "pull_request"
        # For a pull request GitHub names a merge that it has made up; nothing of ours may use it.
        github = {
            "event_name": event, "event": payload, "sha": "0" * 40 if request else head, "run_id": str(self._runs),
            "ref": "refs/pull/1/merge" if request else f"refs/{'tags' if is_tag else 'heads'}/{branch}",
            "ref_type": "tag" if is_tag else "branch",
            "ref_name": "1/merge" if request else branch, "head_ref": branch if request else "",
            "repository": REPOSITORY, "server_url": "https://github.example",
        }  # fmt: skip
        for file in sorted((source / ".github/workflows").iterdir()):
            workflow = yaml.load(file.read_text(), yaml.BaseLoader)
            require_known(file.name, workflow, _WORKFLOW)
            if _is_wanted(workflow["on"], event, payload, github):
                work = _WorkflowRun(self, workflow, github, run, folder / file.stem)
                work.go_on()
                if run.waits:
                    self._waiting[id(run)] = work
        return run


def _is_wanted(
    triggers: Mapping[str, Any], event: str, payload: Mapping[str, Any], github: Mapping[str, Any]
) -> bool:
    require_known("on", triggers, {"push", "pull_request", "schedule", "workflow_dispatch"})
    if event not in triggers:
        return False
    if event == "push":
        require_known("push", triggers["push"], {"branches", "tags"})
        patterns = triggers["push"].get("tags" if github["ref_type"] == "tag" else "branches", [])
        # ** matches slashes, too; the names of these stories have none.
        return any(fnmatch(github["ref_name"], pattern) for pattern in patterns)
    if event == "pull_request":
        require_known("pull_request", triggers["pull_request"], {"types"})
        return payload["action"] in triggers["pull_request"]["types"]
    return True


class _WorkflowRun:
    """One workflow's jobs, in the order of their needs."""

    def __init__(
        self, github: GitHub, workflow: Mapping[str, Any], context: dict[str, Any], run: Run, folder: Path
    ) -> None:
        self.github = github
        self.context = context
        self.run = run
        self.folder = folder
        self.artifacts = folder / "artifacts"
        self._jobs: dict[str, Mapping[str, Any]] = workflow["jobs"]
        self._permissions = workflow.get("permissions", {})
        self.done: dict[str, dict[str, Any]] = {}
        for name, job in self._jobs.items():
            require_known(name, job, _JOB)
            self._check_concurrency(job.get("concurrency", {}))

    def go_on(self) -> None:
        """Runs every job whose needs are done; one with an environment waits for a person first."""
        for name, job in self._jobs.items():
            needs = _listed(job.get("needs", []))
            if name in self.done or any(need not in self.done for need in needs):
                if name not in self.done and all(need not in self._jobs for need in needs):
                    raise Unknown(f"{name} needs {needs}, which are not above it")
                continue
            if not condition(job.get("if", "success()"), self._contexts(needs), self._functions(needs)):
                self._finish(name, Job(name, "skipped"), {})
            elif self._environment(name) in _REVIEWED:
                self.run.set(Job(name, "waiting"))
            else:
                self._run_in_environment(name, None)

    def approve(self, cancellation: Cancellation | None) -> None:
        self._run_in_environment(self._waiting(), cancellation)
        self.go_on()

    def _environment(self, name: str) -> str | None:
        needs = _listed(self._jobs[name].get("needs", []))
        text = self._jobs[name].get("environment")
        return None if text is None else fill(text, self._contexts(needs), self._functions(needs))

    def _run_in_environment(self, name: str, cancellation: Cancellation | None) -> None:
        environment = self._environment(name)
        if environment is None:
            self._run_job(name, cancellation)
            return
        deployment = self.github.api.start_deployment(environment, self.run.commit)
        job = self._run_job(name, cancellation)
        self.github.api.end_deployment(deployment, "success" if job.status == "succeeded" else "failure")

    def reject(self) -> None:
        self._finish(self._waiting(), Job(self._waiting(), "rejected"), {})

    def _check_concurrency(self, concurrency: str | Mapping[str, str]) -> None:
        """Jobs of one story never overlap; that the group can be named is all that is checked."""
        group = concurrency if isinstance(concurrency, str) else concurrency.get("group", "none")
        if isinstance(concurrency, Mapping):
            require_known("concurrency", concurrency, {"group", "cancel-in-progress", "queue"})
            if "queue" in concurrency and "cancel-in-progress" in concurrency:
                raise Unknown("queue and cancel-in-progress together")
        fill(group, self._contexts([]), self._functions([]))

    def _waiting(self) -> str:
        return next(job.name for job in self.run.jobs if job.status == "waiting")

    def _run_job(self, name: str, cancellation: Cancellation | None) -> Job:
        job, outputs = _JobRun(self, name, self._jobs[name], self._permissions).run(cancellation)
        self._finish(name, job, outputs)
        return job

    def _finish(self, name: str, job: Job, outputs: Mapping[str, str]) -> None:
        self.run.set(job)
        results = {"succeeded": "success", "skipped": "skipped", "cancelled": "cancelled"}
        self.done[name] = {"result": results.get(job.status, "failure"), "outputs": outputs}

    def contexts(self, name: str) -> dict[str, Any]:
        contexts = self._contexts(_listed(self._jobs[name].get("needs", [])))
        # Variables of the environment come before those of the repository.
        environment = self._environment(name)
        contexts["vars"] |= {"MODULE": f"{environment}/shop"} if environment in ("dev", "stage") else {}
        return contexts

    def _contexts(self, needs: list[str]) -> dict[str, Any]:
        variables = {
            **self.github.site.settings, "AWS_REGION": "eu-west-1",
            "PLAN_ROLE_ARN": PLAN_ROLE, "APPLY_ROLE_ARN": APPLY_ROLE,
            "BUILD_ROLE_ARN": BUILD_ROLE, "DEPLOY_ROLE_ARN": DEPLOY_ROLE,
        }  # fmt: skip
        return {"github": self.context, "needs": {need: self.done[need] for need in needs}, "vars": variables}

    def _functions(self, needs: list[str]) -> dict[str, Callable[[], bool]]:
        results = [self.done[need]["result"] for need in needs]
        return {
            "success": lambda: all(result == "success" for result in results),
            "failure": lambda: "failure" in results,
            "cancelled": lambda: False,
            "always": lambda: True,
        }


class _JobRun:
    """One job, on a machine of its own."""

    def __init__(
        self, workflow: _WorkflowRun, name: str, job: Mapping[str, Any], permissions: Mapping[str, str]
    ) -> None:
        self._workflow = workflow
        self._site = workflow.github.site
        self._job = job
        self._permissions: Mapping[str, str] = job.get("permissions", permissions)
        self._folder = workflow.folder / name
        self._workspace = self._folder / "workspace"
        self._workspace.mkdir(parents=True)
        self._steps: dict[str, dict[str, Any]] = {}
        self._contexts = workflow.contexts(name) | {"steps": self._steps}
        token = workflow.github.api.token("github-actions[bot]", self._permissions)
        self._contexts["github"] = workflow.context | {"token": token}
        self._report = Job(name, "succeeded")

    def run(self, cancellation: Cancellation | None) -> tuple[Job, dict[str, str]]:
        for step in self._job["steps"]:
            require_known("step", step, _STEP)
            if condition(step.get("if", "success()"), self._contexts, self._functions()):
                self._run_step(step, cancellation)
        return self._report, {name: self._fill(text) for name, text in self._job.get("outputs", {}).items()}

    def _run_step(self, step: Mapping[str, Any], cancellation: Cancellation | None) -> None:
        number = len(self._report.steps)
        output = self._folder / f"output-{number}"
        output.touch()
        if "run" in step:
            done = self._run_script(step, number, output, cancellation if step["run"].startswith("exec ") else None)
        else:
            done = self._run_action(step)
        self._report.steps.append(done)
        if "id" in step:
            lines = [line.partition("=") for line in output.read_text().splitlines()]
            self._steps[step["id"]] = {"outputs": {name: value for name, _, value in lines}}
        if done.code != 0 and step.get("continue-on-error") != "true":
            self._report.status = "cancelled" if cancellation is not None else "failed"

    def _run_script(
        self, step: Mapping[str, Any], number: int, output: Path, cancellation: Cancellation | None
    ) -> Step:
        # As the runner does where no shell is named: bash -e, on a file.
        script = self._folder / f"step-{number}.sh"
        script.write_text(self._fill(step["run"]))
        environment = {name: self._fill(text) for name, text in step.get("env", {}).items()}
        environment |= {
            "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_OUTPUT": str(output),
            "GITHUB_API_URL": self._workflow.github.api.server.url, "GITHUB_SHA": self._contexts["github"]["sha"],
            "GITHUB_STEP_SUMMARY": str(self._folder / "summary"),
        }  # fmt: skip
        command = ["bash", "-e", str(script)]
        return self._workflow.github.machine.run(step["name"], command, self._workspace, environment, cancellation)

    def _run_action(self, step: Mapping[str, Any]) -> Step:
        match = re.fullmatch(r"([\w/-]+)@([0-9a-f]{40})", step["uses"])
        if match is None:
            raise Unknown(f"{step['uses']} is not pinned to a commit")
        inputs = {name: self._fill(text) for name, text in step.get("with", {}).items()}
        actions: dict[str, Callable[[Mapping[str, str]], str]] = {
            "actions/checkout": self._checkout,
            "aws-actions/configure-aws-credentials": self._configure_credentials,
            "actions/upload-artifact": self._upload,
            "actions/download-artifact": self._download,
        }
        if match[1] not in actions:
            raise Unknown(f"action {match[1]}")
        try:
            text = actions[match[1]](inputs)
        except _ActionFailed as failed:
            return Step(match[1], 1, f"{match[1]}, replaced: {failed}\n")
        return Step(match[1], 0, f"{match[1]}, replaced: {text}\n")

    def _checkout(self, inputs: Mapping[str, str]) -> str:
        require_known("actions/checkout", inputs, {"ref", "fetch-depth", "persist-credentials"})
        self._need("contents", "read")
        if inputs.get("persist-credentials") != "false":
            raise Unknown("a checkout that leaves its credentials in the clone")
        commit = inputs.get("ref") or self._contexts["github"]["sha"]
        depth = int(inputs.get("fetch-depth", "1")) or None
        self._site.clone(self._workspace, depth)
        self._site.checkout(self._workspace, commit, depth)
        # Without credentials in the clone a private repository cannot be fetched from any more.
        subprocess.run(["git", "remote", "set-url", "origin", "/nowhere"], cwd=self._workspace, check=True)
        return commit

    def _configure_credentials(self, inputs: Mapping[str, str]) -> str:
        required = {"role-to-assume", "role-duration-seconds", "aws-region"}
        if set(inputs) != required or not all(inputs.values()):
            raise Unknown(f"aws-actions/configure-aws-credentials with {sorted(inputs)}")
        self._need("id-token", "write")
        self._report.role = inputs["role-to-assume"]
        return self._report.role

    def _upload(self, inputs: Mapping[str, str]) -> str:
        require_known("actions/upload-artifact", inputs, {"name", "path", "include-hidden-files", "if-no-files-found"})
        paths = [Path(line) for line in inputs["path"].split()]
        if len(paths) < 2 or len({path.parent for path in paths}) != 1:
            raise Unknown("an artifact of anything but several files of one folder")
        hidden = any(part.startswith(".") for path in paths for part in path.parts)
        found = [path for path in paths if (self._workspace / path).exists()]
        if hidden and inputs.get("include-hidden-files") != "true":
            found = []
        if not found and inputs.get("if-no-files-found") == "error":
            raise _ActionFailed("no files were found")
        # Files keep their paths below the folder that they have in common.
        target = self._workflow.artifacts / inputs["name"]
        if found:
            target.mkdir(parents=True)
        for path in found:
            shutil.copy(self._workspace / path, target / path.name)
        return f"{len(found)} files"

    def _download(self, inputs: Mapping[str, str]) -> str:
        require_known("actions/download-artifact", inputs, {"name", "path"})
        source = self._workflow.artifacts / inputs["name"]
        if not source.exists():
            raise _ActionFailed(f"no artifact {inputs['name']}")
        shutil.copytree(source, self._workspace / inputs["path"], dirs_exist_ok=True)
        return inputs["name"]

    def _need(self, name: str, level: str) -> None:
        if self._permissions.get(name) not in (level, "write"):
            raise _ActionFailed(f"the job's token may not {level} {name}")

    def _fill(self, text: str) -> str:
        return fill(text, self._contexts, self._functions())

    def _functions(self) -> dict[str, Callable[[], bool]]:
        return {
            "success": lambda: self._report.status == "succeeded",
            "failure": lambda: self._report.status == "failed",
            "cancelled": lambda: self._report.status == "cancelled",
            "always": lambda: True,
        }


class _ActionFailed(Exception):
    """An action that would end with an error."""


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
