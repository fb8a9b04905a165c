"""What an application goes through on every platform: a push, a second one, and a tag that promotes the first."""

from typing import Any

from .application import ApplicationSite
from .platform import Platform
from .report import Run


class ApplicationWalk:
    """Plays the story and writes down what was there after each event."""

    def __init__(self, platform: Platform, site: ApplicationSite) -> None:
        self._platform = platform
        self._site = site
        self.events: list[dict[str, Any]] = []

    def play(self) -> None:
        before = self._site.head("main")
        self._note("pushed", self._platform.push("main", before))
        self._site.tag("v1.0.0")
        self._site.set_page("<p>newer</p>")
        self._note("pushed again", self._platform.push("main", before))
        run = self._platform.push_tag("v1.0.0")
        self._note("tagged", run)
        if not run.waits:
            raise SystemExit(f"nothing waits for an approval: {self.events}")
        self._platform.approve(run)
        self._note("promoted", run)

    def _note(self, name: str, run: Run) -> None:
        self.events.append(
            {
                "name": name,
                "run": run.described(),
                "waits": run.waits,
                "running": {environment: self._site.running(environment) for environment in ("dev", "stage")},
                "images": self._site.images(),
                "liveMessage": self._site.live_message(),
            }
        )
