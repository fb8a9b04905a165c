"""GitLab CI: includes, rules, stages and needs, manual jobs, artifacts, and child pipelines from an artifact."""

import shlex
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from .forge.gitlab_api import PROJECT, GitLabAPI
from .github import APPLY_ROLE, BUILD_ROLE, DEPLOY_ROLE, PLAN_ROLE
from .machine import Cancellation, Machine, Signal
from .platform import Platform
from .refusal import Unknown, require_known
from .report import Job, Run
from .rules import expanded, holds
from .site import Site

_GLOBAL = {"include", "stages", "variables", "workflow", "default"}
_JOB = {
    "stage", "extends", "needs", "rules", "script", "after_script", "artifacts", "timeout", "interruptible",
    "variables", "id_tokens", "environment", "when", "allow_failure", "resource_group", "trigger",
}  # fmt: skip


class GitLab(Platform):
    """A project whose pipelines run for branches and schedules."""

    records_approvals = True

    def __init__(self, site: Site) -> None:
        self.site = site
        self.api = GitLabAPI()
        self.record = self.api.server
        # The shell executor signals the whole group of the job's shell.
        self.machine = Machine(site.environment, Signal(signal.SIGTERM, to_group=True))
        self._waiting: dict[int, _Pipeline] = {}
        self._runs = 0

    def push(self, branch: str, before: str) -> Run:
        requests = [f"acme/infrastructure-live!{number}" for number, known in self.api.requests.items() if known == branch]
        variables = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": before} | self._settings()
        if requests:
            variables["CI_OPEN_MERGE_REQUESTS"] = ",".join(requests)
        return self._start("push", branch, self.site.head(branch), variables)

    def push_tag(self, name: str) -> Run:
        variables = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": "0" * 40} | self._settings()
        return self._start("push", name, self.site.tagged(name), variables, is_tag=True)

    def open_request(self, branch: str) -> Run | None:
        # Opening a merge request starts no branch pipeline; the next push finds it.
        self.api.open_request(branch)
        return None

    def fork(self, commit: str) -> Run:
        # The pipeline runs in the fork's project, which has none of this project's variables.
        variables = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": "0" * 40, "CI_IMAGE": "image"}
        return self._start("push", "patch-1", commit, variables)

    def approve(self, run: Run, cancellation: Cancellation | None = None) -> None:
        pipeline = self._waiting.pop(id(run))
        pipeline.play(cancellation)

    def reject(self, run: Run) -> None:
        # Nobody plays the manual job; everything behind it stays where it is.
        pipeline = self._waiting.pop(id(run))
        pipeline.reject()

    def nightly(self) -> Run:
        variables = {"CI_PIPELINE_SOURCE": "schedule"} | self._settings()
        return self._start("schedule", "main", self.site.head("main"), variables)

    def comments(self) -> list[dict[str, Any]]:
        return self.api.written()

    def issues(self) -> list[dict[str, Any]]:
        return [issue | {"body": issue["description"]} for issue in self.api.issues]

    def refusals(self) -> list[str]:
        return self.api.server.refusals

    def _settings(self) -> dict[str, str]:
        """What docs/ci.md says to set in the project."""
        return {
            **self.site.settings, "PLAN_ROLE_ARN": PLAN_ROLE, "APPLY_ROLE_ARN": APPLY_ROLE,
            "BUILD_ROLE_ARN": BUILD_ROLE, "DEPLOY_ROLE_ARN": DEPLOY_ROLE, "GITLAB_TOKEN": self.api.project_token, "CI_IMAGE": "image",
        }  # fmt: skip

    def _start(
        self, event: str, branch: str, commit: str, variables: dict[str, str], is_tag: bool = False
    ) -> Run:
        self._runs += 1
        folder = self.site.root / "clones" / f"gitlab-{self._runs}"
        source = folder / "configuration"
        self.site.clone(source)
        self.site.checkout(source, commit)
        run = Run(event, branch, commit)
        variables = variables | {
            "GITLAB_CI": "true", "CI_COMMIT_TAG" if is_tag else "CI_COMMIT_BRANCH": branch, "CI_COMMIT_SHA": commit, "CI_DEFAULT_BRANCH": "main",
            "CI_API_V4_URL": f"{self.api.server.url}/api/v4", "CI_PROJECT_ID": PROJECT,
            "CI_JOB_TOKEN": self.api.job_token, "CI_PIPELINE_URL": f"https://gitlab.example/-/pipelines/{self._runs}",
        }  # fmt: skip
        text = (source / ".gitlab-ci.yml").read_text()
        pipeline = _Pipeline(self, yaml.load(text, yaml.BaseLoader), variables, run, folder)
        if pipeline.is_wanted:
            pipeline.go_on(None)
        waiting = pipeline.waiting
        if waiting is not None:
            self._waiting[id(run)] = waiting
        return run


class _Pipeline:
    """A pipeline, or a child of one."""

    def __init__(
        self, gitlab: GitLab, document: dict[str, Any], variables: Mapping[str, str], run: Run, folder: Path
    ) -> None:
        self.gitlab = gitlab
        self.run = run
        self.folder = folder
        document = self._with_includes(document)
        self._stages: list[str] = document.get("stages", ["build", "test", "deploy"])
        require_known("default", document.get("default", {}), {"image"})
        self.variables = dict(variables) | expanded(document.get("variables", {}), variables)
        self._workflow = document.get("workflow", {"rules": [{"if": "$CI_COMMIT_BRANCH"}]})
        entries = {name: entry for name, entry in document.items() if name not in _GLOBAL}
        self._jobs = {
            name: self._extended(entry, entries) for name, entry in entries.items() if not name.startswith(".")
        }
        self.done: dict[str, str] = {}
        self._child: _Pipeline | None = None
        for name, job in self._jobs.items():
            require_known(name, job, _JOB)
            self.stage(name)

    @property
    def is_wanted(self) -> bool:
        require_known("workflow", self._workflow, {"rules"})
        return self._rule(self._workflow["rules"], self.variables) is not None

    @property
    def waiting(self) -> "_Pipeline | None":
        """The pipeline, this one or its child, that waits for a person."""
        if "manual" in self.done.values():
            return self
        return self._child.waiting if self._child else None

    def play(self, cancellation: Cancellation | None) -> None:
        name = next(name for name, status in self.done.items() if status == "manual")
        del self.done[name]
        self._run_job(name, None)
        self.go_on(cancellation)

    def reject(self) -> None:
        name = next(name for name, status in self.done.items() if status == "manual")
        self._finish(name, Job(name, "rejected"))
        self.go_on(None)

    def go_on(self, cancellation: Cancellation | None) -> None:
        """Runs what can run, stage by stage, or as soon as all that a job needs is done."""
        for name in sorted(self._jobs, key=self.stage):
            job = self._jobs[name]
            if name in self.done:
                continue
            needed = self._needed(name)
            if any(need not in self.done or self.done[need] == "manual" for need in needed):
                continue
            rule = self._rule(job.get("rules", [{}]), self._job_variables(name))
            if rule is None:
                self._finish(name, Job(name, "skipped"))
                continue
            when = rule.get("when", job.get("when", "on_success"))
            if when not in ("on_success", "always", "manual"):
                raise Unknown(f"{name}: when {when}")
            if when != "always" and any(self.done[need] not in ("succeeded", "skipped") for need in needed):
                self._finish(name, Job(name, "skipped"))
            elif when == "manual":
                if str(job.get("allow_failure", "true")).lower() != "false":
                    raise Unknown(f"{name}: a manual job that nothing waits for")
                self.done[name] = "manual"
                self.run.set(Job(name, "waiting"))
            elif "trigger" in job:
                self._trigger(name, job)
            else:
                self._run_job(name, cancellation)

    def stage(self, name: str) -> int:
        return self._stages.index(self._jobs[name].get("stage", "test"))

    def _needed(self, name: str) -> list[str]:
        job = self._jobs[name]
        if "needs" in job:
            missing = [need for need in job["needs"] if need not in self._jobs]
            if missing:
                raise Unknown(f"{name} needs {missing}, which do not exist")
            return list(job["needs"])
        return [other for other in self._jobs if self.stage(other) < self.stage(name)]

    def _trigger(self, name: str, job: Mapping[str, Any]) -> None:
        require_known("trigger", job["trigger"], {"include", "strategy"})
        if job["trigger"]["strategy"] != "depend" or set(job) - {"stage", "needs", "rules", "trigger"}:
            raise Unknown(f"{name}: {dict(job)}")
        (include,) = job["trigger"]["include"]
        text = (self._artifacts(include["job"]) / include["artifact"]).read_text()
        # A child pipeline has the variables of its parent's configuration, and its own.
        source = self.variables | {"CI_PIPELINE_SOURCE": "parent_pipeline"}
        self._child = _Pipeline(
            self.gitlab, yaml.load(text, yaml.BaseLoader), source, self.run, self.folder / f"child-of-{name}"
        )
        self._child.go_on(None)
        self.done[name] = "succeeded"

    def _run_job(self, name: str, cancellation: Cancellation | None) -> None:
        job = self._jobs[name]
        variables = self._job_variables(name)
        workspace = self._workspace(name, variables)
        for other in self._artifact_sources(name):
            if self._artifacts(other).exists():
                shutil.copytree(self._artifacts(other), workspace, dirs_exist_ok=True)
        environment = {key: value for key, value in variables.items()}
        for token in job.get("id_tokens", {}):
            environment[token] = "header.payload.signature"
        report = Job(name, "succeeded", role=variables.get("AWS_ROLE_ARN"))
        # As the runner writes it: all lines in one subshell, whose failure is the job's; the trap makes the shell
        # wait for it when the job is cancelled.
        text = "trap exit 1 TERM\nset -eo pipefail\nset +o noclobber\n: | eval " + shlex.quote("\n".join(job["script"])) + "\nexit 0\n"
        step = self.gitlab.machine.run("script", ["bash", "-c", text], workspace, environment, cancellation)
        report.steps.append(step)
        if step.code != 0:
            report.status = "failed" if cancellation is None else "cancelled"
        if "after_script" in job:
            after = "\n".join(job["after_script"])
            report.steps.append(self.gitlab.machine.run("after_script", ["bash", "-c", after], workspace, environment))
        self._keep_artifacts(name, job, workspace, report.status)
        if "environment" in job and report.status == "succeeded":
            require_known("environment", job["environment"], {"name"})
            self.gitlab.api.record_deployment(job["environment"]["name"], self.run.commit)
        self._finish(name, report)

    def _keep_artifacts(self, name: str, job: Mapping[str, Any], workspace: Path, status: str) -> None:
        artifacts = job.get("artifacts", {})
        require_known("artifacts", artifacts, {"when", "paths", "reports"})
        require_known("reports", artifacts.get("reports", {}), {"junit"})
        if status != "succeeded" and artifacts.get("when") != "always":
            return
        for path in artifacts.get("paths", []):
            if (workspace / path).exists():
                (self._artifacts(name) / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(workspace / path, self._artifacts(name) / path)

    def _workspace(self, name: str, variables: Mapping[str, str]) -> Path:
        folder = self.folder / "jobs" / name.replace("/", "_")
        if variables.get("GIT_STRATEGY") == "none":
            folder.mkdir(parents=True)
            return folder
        depth = int(variables.get("GIT_DEPTH", "20")) or None
        self.gitlab.site.clone(folder, depth)
        self.gitlab.site.checkout(folder, self.run.commit, depth)
        return folder

    def _artifact_sources(self, name: str) -> list[str]:
        """A job gets the artifacts of what it needs, or else of all earlier stages."""
        return self._needed(name)

    def _artifacts(self, name: str) -> Path:
        return self.folder / "artifacts" / name.replace("/", "_")

    def _job_variables(self, name: str) -> dict[str, str]:
        return self.variables | expanded(self._jobs[name].get("variables", {}), self.variables)

    def _finish(self, name: str, job: Job) -> None:
        self.done[name] = job.status
        self.run.set(job)

    @staticmethod
    def _rule(rules: list[Mapping[str, str]], variables: Mapping[str, str]) -> Mapping[str, str] | None:
        """The first rule that holds; without one the job is not in the pipeline."""
        for rule in rules:
            require_known("rule", rule, {"if", "when"})
            if "if" not in rule or holds(rule["if"], variables):
                return rule
        return None

    def _with_includes(self, document: dict[str, Any]) -> dict[str, Any]:
        includes = document.pop("include", [])
        for include in includes if isinstance(includes, list) else [includes]:
            require_known("include", include, {"local"})
            text = (self._configuration() / include["local"]).read_text()
            included = yaml.load(text, yaml.BaseLoader)
            document = {**included, **document} | {
                "variables": {**included.get("variables", {}), **document.get("variables", {})}
            }
        return document

    def _configuration(self) -> Path:
        folder = self.folder
        while not (folder / "configuration").exists():
            folder = folder.parent
        return folder / "configuration"

    @staticmethod
    def _extended(entry: Mapping[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
        """A job with what it extends below it; mappings are merged, everything else is replaced."""
        if "extends" not in entry:
            return dict(entry)
        base = _Pipeline._extended(entries[entry["extends"]], entries)
        merged = {**base, **entry}
        for key in base.keys() & entry.keys():
            if isinstance(base[key], Mapping):
                merged[key] = {**base[key], **entry[key]}
        return merged
