"""GitLab's REST API: notes, issues, deployments."""

from typing import Any

from .server import Answer, Call, Refused, Route, Server

_LIMIT = 1_000_000
PROJECT = "42"


class GitLabAPI:
    """One project; a token of its own for people's things, and the jobs' tokens, which may only read deployments."""

    project_token = "glpat-test"
    job_token = "glcbt-test"
    _bot = 7

    def __init__(self) -> None:
        self.requests: dict[int, str] = {}
        self.notes: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.deployments: list[dict[str, Any]] = []
        self._numbers = 500
        prefix = f"/api/v4/projects/{PROJECT}"
        self.server = Server(
            [
                Route("GET", "/api/v4/user", self._who),
                Route("GET", f"{prefix}/merge_requests/(\\d+)/notes", self._list_notes),
                Route("POST", f"{prefix}/merge_requests/(\\d+)/notes", self._create_note),
                Route("PUT", f"{prefix}/merge_requests/(\\d+)/notes/(\\d+)", self._update_note),
                Route("GET", f"{prefix}/issues", self._list_issues),
                Route("POST", f"{prefix}/issues", self._create_issue),
                Route("PUT", f"{prefix}/issues/(\\d+)", self._update_issue),
                Route("GET", f"{prefix}/deployments", self._list_deployments),
            ]
        )

    def open_request(self, branch: str) -> int:
        number = self._number()
        self.requests[number] = branch
        texts = ["fine"] * 102 + ["<!-- deploy-runner: plan-changes -->\nmine"]
        for text in texts:
            self.notes.append({"id": self._number(), "request": number, "author": {"id": 1}, "body": text})
        return number

    def written(self) -> list[dict[str, Any]]:
        """The notes of the pipeline."""
        return [note for note in self.notes if note["author"]["id"] == self._bot]

    def record_deployment(self, environment: str, commit: str) -> None:
        self.deployments.insert(0, {"id": self._number(), "sha": commit, "environment": environment})

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _own(self, call: Call) -> None:
        if call.headers.get("PRIVATE-TOKEN") != self.project_token:
            raise Refused(401, "unauthorized")

    def _who(self, call: Call) -> Answer:
        self._own(call)
        return 200, {"id": self._bot}

    def _list_notes(self, call: Call, request: str) -> Answer:
        self._own(call)
        if call.query.get("order_by") != "created_at":
            raise Refused(400, "order_by does not have a valid value")
        return 200, call.page([note for note in self.notes if note["request"] == int(request)])

    def _create_note(self, call: Call, request: str) -> Answer:
        self._own(call)
        if int(request) not in self.requests:
            raise Refused(404, "not found")
        note = {"id": self._number(), "request": int(request), "author": {"id": self._bot}, "body": self._text(call)}
        self.notes.append(note)
        return 201, note

    def _update_note(self, call: Call, request: str, identifier: str) -> Answer:
        self._own(call)
        for note in self.notes:
            if note["id"] == int(identifier) and note["request"] == int(request):
                if note["author"]["id"] != self._bot:
                    raise Refused(403, "forbidden")
                note["body"] = self._text(call)
                return 200, note
        raise Refused(404, "not found")

    def _text(self, call: Call) -> str:
        text = call.fields({"body"})["body"]
        if not isinstance(text, str) or not 1 <= len(text) <= _LIMIT:
            raise Refused(400, "note is too long or missing")
        return text

    def _list_issues(self, call: Call) -> Answer:
        self._own(call)
        wanted = (call.query["state"], call.query["labels"])
        return 200, call.page([issue for issue in self.issues if (issue["state"], issue["labels"]) == wanted])

    def _create_issue(self, call: Call) -> Answer:
        self._own(call)
        issue = {"iid": self._number(), "state": "opened", "updates": 0}
        issue |= call.fields({"title", "description", "labels"})
        self.issues.append(issue)
        return 201, issue

    def _update_issue(self, call: Call, number: str) -> Answer:
        self._own(call)
        for issue in self.issues:
            if issue["iid"] == int(number):
                fields = call.fields(set(), {"title", "description", "labels", "state_event"})
                if fields.pop("state_event", None) == "close":
                    issue["state"] = "closed"
                issue |= fields
                issue["updates"] += 1
                return 200, issue
        raise Refused(404, "not found")

    def _list_deployments(self, call: Call) -> Answer:
        if call.headers.get("JOB-TOKEN") != self.job_token:
            raise Refused(401, "unauthorized")
        if (call.query.get("status"), call.query.get("order_by"), call.query.get("sort")) != ("success", "id", "desc"):
            raise Refused(400, "not the newest successful ones")
        return 200, call.page([entry for entry in self.deployments if entry["environment"] == call.query["environment"]])
