"""Jenkins: a multibranch project with a declarative pipeline; stages, when, agents, input, milestone, stash."""

import re
import shutil
import signal
from collections.abc import Generator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from .forge.github_api import REPOSITORY, GitHubAPI
from .github import APPLY_ROLE, BUILD_ROLE, DEPLOY_ROLE, PLAN_ROLE
from .jenkinsfile import Assignment, Call, Filled, Statement, Value, read
from .machine import Cancellation, Machine, Signal
from .platform import Platform
from .refusal import Unknown
from .report import Job, Run
from .site import Site

_PIPELINE = ("agent", "options", "triggers", "environment", "stages")
_STAGE = ("agent", "when", "environment", "options", "steps", "post")
_OPTIONS = ("timeout", "buildDiscarder", "lock")

# What a build asks of a person; the answer is whether it was given, and when to cancel what follows.
Answer = tuple[bool, Cancellation | None]


class _Stopped(Exception):
    """A step failed, or the build was aborted."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class Jenkins(Platform):
    """A project of a repository on GitHub; comments go there."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.forge = GitHubAPI()
        # The whole tree of the step's processes is signalled.
        self.machine = Machine(site.environment, Signal(signal.SIGTERM, to_group=True))
        self.passed: dict[int, int] = {}
        self.successful: dict[str, str] = {}
        token = self.forge.token("deploy-bot", {"pull-requests": "write", "issues": "write"})
        self.credentials = {"deploy-runner-aws": "header.payload.signature", "deploy-runner-github": token}
        self._waiting: dict[int, Generator[None, Answer, None]] = {}
        self._builds = 0

    def push(self, branch: str, before: str) -> Run:
        head = self.site.head(branch)
        self.forge.move_pull(branch, head)
        return self._start("push", branch, head, self._settings())

    def push_tag(self, name: str) -> Run:
        return self._start("tag", name, self.site.tagged(name), self._settings() | {"TAG_NAME": name})

    def open_request(self, branch: str) -> Run | None:
        self.forge.open_pull(branch, self.site.head(branch))
        return None

    def fork(self, commit: str) -> Run:
        # A project that builds forks must not have the variables of the one that deploys.
        return self._start("push", "PR-1", commit, {})

    def nightly(self) -> Run:
        return self._start("schedule", "main", self.site.head("main"), self._settings())

    def approve(self, run: Run, cancellation: Cancellation | None = None) -> None:
        self._answer(run, (True, cancellation))

    def reject(self, run: Run) -> None:
        self._answer(run, (False, None))

    def comments(self) -> list[dict[str, Any]]:
        return self.forge.written("deploy-bot")

    def issues(self) -> list[dict[str, Any]]:
        return self.forge.issues

    def refusals(self) -> list[str]:
        return self.forge.server.refusals

    def _answer(self, run: Run, answer: Answer) -> None:
        try:
            self._waiting.pop(id(run)).send(answer)
        except StopIteration:
            pass

    def _settings(self) -> dict[str, str]:
        """What docs/ci.md says to set in the folder."""
        return {
            **self.site.settings, "PLAN_ROLE_ARN": PLAN_ROLE, "APPLY_ROLE_ARN": APPLY_ROLE,
            "BUILD_ROLE_ARN": BUILD_ROLE, "DEPLOY_ROLE_ARN": DEPLOY_ROLE, "GITHUB_REPOSITORY": REPOSITORY, "COMMENT_AUTHOR": "deploy-bot", "GITHUB_API_URL": self.forge.server.url,
        }  # fmt: skip

    def _start(self, event: str, branch: str, commit: str, settings: Mapping[str, str]) -> Run:
        self._builds += 1
        folder = self.site.root / "clones" / f"jenkins-{self._builds}"
        source = folder / "configuration"
        self.site.clone(source)
        self.site.checkout(source, commit)
        run = Run(event, branch, commit)
        environment = dict(settings) | {
            "JENKINS_URL": "https://jenkins.example", "BUILD_NUMBER": str(self._builds), "BRANCH_NAME": branch,
            "BUILD_URL": f"https://jenkins.example/{self._builds}",
        }  # fmt: skip
        build = _Build(self, read((source / "Jenkinsfile").read_text()), environment, run, folder, self._builds)
        work = build.work()
        try:
            next(work)
            self._waiting[id(run)] = work
        except StopIteration:
            pass
        return run


class _Build:
    """One build: its stages one after the other, until one does not succeed."""

    def __init__(
        self, jenkins: Jenkins, pipeline: Call, environment: dict[str, str], run: Run, folder: Path, number: int
    ) -> None:
        self._jenkins = jenkins
        self._sections = _sections("pipeline", pipeline, _PIPELINE)
        self._environment = environment
        self._run = run
        self._folder = folder
        self._number = number
        self._workspace: Path | None = None
        self._cancellation: Cancellation | None = None
        # A result that is set can only become worse, and only a build without one succeeds.
        self._is_not_built = False
        if _single(self._sections["agent"]) != Call("none"):
            raise Unknown("a pipeline that holds an executor while it waits")
        _known("options", self._sections["options"], _OPTIONS)
        if "triggers" in self._sections:
            _known("triggers", self._sections["triggers"], ("cron",))

    def work(self) -> Generator[None, Answer, None]:
        """Runs the build; stops where a person is asked, and takes the answer."""
        if "environment" in self._sections:
            self._environment |= self._assigned(self._sections["environment"])
        status = "succeeded"
        for stage in _body(self._sections["stages"]):
            if not isinstance(stage, Call) or stage.name != "stage" or not isinstance(stage.arguments[0], str):
                raise Unknown(f"stages: {stage}")
            name = stage.arguments[0]
            sections = _sections(name, stage, _STAGE)
            if status != "succeeded" or not self._is_wanted(sections.get("when")):
                self._run.set(Job(name, "skipped"))
                continue
            status = yield from self._stage(name, sections)
        if status == "succeeded" and not self._is_not_built:
            self._jenkins.successful[self._run.branch] = self._run.commit

    def _stage(self, name: str, sections: Mapping[str, Call]) -> Generator[None, Answer, str]:
        job = Job(name, "succeeded")
        outer = dict(self._environment)
        self._workspace = None
        if "agent" in sections:
            self._allocate(name, sections["agent"])
        own = self._assigned(sections["environment"]) if "environment" in sections else {}
        self._environment |= own
        job.role = own.get("AWS_ROLE_ARN")
        if "options" in sections:
            _known("options", sections["options"], _OPTIONS)
        try:
            yield from self._steps(_body(sections["steps"]), job)
        except _Stopped as stopped:
            job.status = stopped.status
        if "post" in sections:
            _known("post", sections["post"], ("always",))
            try:
                yield from self._steps(_body(_single(sections["post"])), job)
            except _Stopped as stopped:
                job.status = stopped.status
        # What a stage sets for itself goes with it; what a script sets in env stays.
        for variable in own:
            self._environment.pop(variable, None)
        for variable in ("GIT_COMMIT", "GIT_PREVIOUS_SUCCESSFUL_COMMIT"):
            self._environment.pop(variable, None)
        self._environment = outer | self._environment
        self._run.set(job)
        return job.status

    def _allocate(self, name: str, agent: Call) -> None:
        if _single(agent).name != "label":
            raise Unknown(f"{name}: agent {agent}")
        self._workspace = self._folder / name
        self._jenkins.site.clone(self._workspace)
        # A build stays with the commit that it began with, on whatever agent.
        self._jenkins.site.checkout(self._workspace, self._run.commit)
        self._environment["GIT_COMMIT"] = self._run.commit
        previous = self._jenkins.successful.get(self._run.branch)
        if previous is not None:
            self._environment["GIT_PREVIOUS_SUCCESSFUL_COMMIT"] = previous

    def _steps(self, steps: tuple[Statement, ...], job: Job) -> Generator[None, Answer, None]:
        for step in steps:
            if isinstance(step, Assignment):
                self._set_variable(step, job)
            elif step.name == "input":
                yield from self._ask(step, job)
            elif step.name == "catchError":
                if step.named != {"buildResult": "SUCCESS", "stageResult": "UNSTABLE"}:
                    raise Unknown(f"catchError {step.named}")
                try:
                    yield from self._steps(_body(step), job)
                except _Stopped:
                    pass
            elif step.name in ("script", "withCredentials"):
                before = dict(self._environment)
                bound = self._credentials(step) if step.name == "withCredentials" else {}
                self._environment |= bound
                try:
                    yield from self._steps(_body(step), job)
                finally:
                    for name in bound:
                        self._environment.pop(name)
                        if name in before:
                            self._environment[name] = before[name]
            else:
                self._step(step, job)

    def _step(self, step: Call, job: Job) -> None:
        if step.name == "sh" and len(step.arguments) == 1 and not step.named:
            self._shell(self._text(step.arguments[0]), job)
        elif step.name == "stash":
            self._stash(step)
        elif step.name == "unstash":
            kept = self._folder / "stashes" / self._text(step.arguments[0])
            if not kept.exists():
                raise _Stopped("failed")
            shutil.copytree(kept, self._workspace_now(), dirs_exist_ok=True)
        elif step.name == "milestone":
            (ordinal,) = step.arguments
            if not isinstance(ordinal, int):
                raise Unknown(f"milestone {ordinal}")
            if self._jenkins.passed.get(ordinal, 0) > self._number:
                raise _Stopped("superseded")
            self._jenkins.passed[ordinal] = self._number
        elif step.name == "archiveArtifacts" and step.named.get("allowEmptyArchive") is True:
            pass
        elif step.name == "junit" and step.named.get("allowEmptyResults") is True:
            pass
        else:
            raise Unknown(f"step {step}")

    def _shell(self, script: str, job: Job) -> str:
        file = self._folder / f"script-{len(job.steps)}-{job.name}.sh"
        file.write_text(script)
        cancellation = self._cancellation if "pipeline apply" in script else None
        step = self._jenkins.machine.run(
            script, ["sh", "-xe", str(file)], self._workspace_now(), self._environment, cancellation
        )
        job.steps.append(step)
        if step.code != 0:
            raise _Stopped("failed" if cancellation is None else "cancelled")
        return step.output

    def _set_variable(self, step: Assignment, job: Job) -> None:
        call = step.value
        if step == Assignment("currentBuild.result", "NOT_BUILT"):
            self._is_not_built = True
            return
        if not (
            step.name.startswith("env.")
            and isinstance(call, Call)
            and call.name == "sh"
            and call.is_trimmed
            and call.named.get("returnStdout") is True
            and set(call.named) == {"script", "returnStdout"}
        ):
            raise Unknown(f"script: {step}")
        # Standard output alone: what -x writes goes to the log.
        output = self._shell("set +x\n" + self._text(call.named["script"]), job)
        self._environment[step.name.removeprefix("env.")] = output.removeprefix("+ set +x\n").strip()

    def _ask(self, step: Call, job: Job) -> Generator[None, Answer, None]:
        if set(step.named) != {"message", "ok", "submitter"} or self._workspace is not None:
            raise Unknown(f"input {step}")
        job.status = "waiting"
        self._run.set(job)
        question = self._text(step.named["message"])
        if self._run.commit not in question and self._run.branch not in question:
            raise Unknown(f"a question that does not name what is approved: {question}")
        granted, self._cancellation = yield
        if not granted:
            raise _Stopped("rejected")
        job.status = "succeeded"

    def _stash(self, step: Call) -> None:
        if set(step.named) != {"name", "includes", "allowEmpty"} or step.named["allowEmpty"] is not True:
            raise Unknown(f"stash {step}")
        target = self._folder / "stashes" / self._text(step.named["name"])
        target.mkdir(parents=True)
        for file in self._workspace_now().glob(self._text(step.named["includes"])):
            kept = target / file.relative_to(self._workspace_now())
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, kept)

    def _credentials(self, step: Call) -> dict[str, str]:
        bound = {}
        (bindings,) = step.arguments
        for binding in bindings if isinstance(bindings, tuple) else ():
            if not isinstance(binding, Call) or binding.name != "string":
                raise Unknown(f"withCredentials: {binding}")
            name = self._text(binding.named["credentialsId"])
            bound[self._text(binding.named["variable"])] = self._jenkins.credentials[name]
        return bound

    def _is_wanted(self, when: Call | None) -> bool:
        return when is None or all(self._holds(condition) for condition in _body(when))

    def _holds(self, condition: Statement) -> bool:
        if isinstance(condition, Assignment):
            raise Unknown(f"when: {condition}")
        match condition.name, condition.arguments:
            case "beforeAgent" | "beforeInput", (True,):
                return True
            case "not", ():
                return not self._holds(_single(condition))
            case "anyOf", ():
                return any(self._holds(inner) for inner in _body(condition))
            case "branch", (name,):
                return self._run.branch == name and "TAG_NAME" not in self._environment
            case "tag", (pattern,) if isinstance(pattern, str):
                return fnmatch(self._environment.get("TAG_NAME", ""), pattern)
            case "triggeredBy", ("TimerTrigger",):
                return self._run.event == "schedule"
            case "environment", ():
                return self._environment.get(str(condition.named["name"])) == condition.named["value"]
        raise Unknown(f"when: {condition}")

    def _assigned(self, section: Call) -> dict[str, str]:
        assigned = {}
        for statement in _body(section):
            if not isinstance(statement, Assignment):
                raise Unknown(f"environment: {statement}")
            assigned[statement.name] = self._text(statement.value)
        return assigned

    def _text(self, value: Value) -> str:
        if isinstance(value, str):
            return value
        if not isinstance(value, Filled):
            raise Unknown(f"{value} where a text belongs")

        def variable(match: re.Match[str]) -> str:
            # Groovy writes null for what is not there.
            return self._environment.get(match[1], "null")

        filled = re.sub(r"\$\{env\.(\w+)\}", variable, value.text)
        if "$" in filled:
            raise Unknown(value.text)
        return filled

    def _workspace_now(self) -> Path:
        if self._workspace is None:
            raise Unknown("a step that needs an agent, in a stage without one")
        return self._workspace


def _sections(what: str, call: Call, known: tuple[str, ...]) -> dict[str, Call]:
    sections = {}
    for statement in _body(call):
        if not isinstance(statement, Call) or statement.name not in known or statement.name in sections:
            raise Unknown(f"{what}: {statement}")
        sections[statement.name] = statement
    return sections


def _known(what: str, call: Call, known: tuple[str, ...]) -> None:
    for statement in _body(call):
        if not isinstance(statement, Call) or statement.name not in known:
            raise Unknown(f"{what}: {statement}")


def _body(call: Call) -> tuple[Statement, ...]:
    if call.body is None:
        raise Unknown(f"{call.name} without a body")
    return call.body


def _single(call: Call) -> Call:
    """The one thing in a block, or the one argument: `agent none`, `not { … }`."""
    (inner,) = call.body if call.body is not None else call.arguments
    if not isinstance(inner, Call):
        raise Unknown(f"{call.name}: {inner}")
    return inner
