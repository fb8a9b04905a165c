"""What happened: the only thing that a walk hands to the tests."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Step:
    """A step, its exit code (none while it runs) and everything that it has written."""

    name: str
    code: int | None
    output: str


@dataclass
class Job:
    """A job: succeeded, failed, cancelled, rejected, skipped, or waiting for a person."""

    name: str
    status: str
    steps: list[Step] = field(default_factory=list)
    role: str | None = None


@dataclass
class Run:
    """A pipeline of one event."""

    event: str
    branch: str
    commit: str
    jobs: list[Job] = field(default_factory=list)

    def job(self, name: str) -> Job | None:
        return next((job for job in self.jobs if job.name == name), None)

    def set(self, job: Job) -> None:
        """Puts a job in, in place of what was known of it."""
        known = self.job(job.name)
        if known is None:
            self.jobs.append(job)
        else:
            self.jobs[self.jobs.index(known)] = job

    @property
    def waits(self) -> bool:
        return any(job.status == "waiting" for job in self.jobs)

    def described(self) -> dict[str, Any]:
        return {
            "event": self.event,
            "branch": self.branch,
            "commit": self.commit,
            "jobs": [
                {
                    "name": job.name,
                    "status": job.status,
                    "role": job.role,
                    "codes": [step.code for step in job.steps if step.code is not None],
                    "output": "".join(step.output for step in job.steps),
                }
                for job in self.jobs
            ],
        }
