"""GitHub's REST API: comments, issues, deployments. A token has the permissions of its job, and no others."""

from collections.abc import Mapping
from typing import Any

from .server import Answer, Call, Refused, Route, Server

_LIMIT = 65536
REPOSITORY = "acme/infrastructure-live"


class GitHubAPI:
    """One repository, with pull requests, issues and deployments."""

    def __init__(self) -> None:
        self._tokens: dict[str, tuple[str, Mapping[str, str]]] = {}
        self._pulls: dict[int, tuple[str, str]] = {}
        self.comments: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.deployments: list[dict[str, Any]] = []
        self._numbers = 100
        prefix = f"/repos/{REPOSITORY}"
        self.server = Server(
            [
                Route("GET", f"{prefix}/commits/([0-9a-f]{{40}})/pulls", self._pulls_of_commit),
                Route("GET", f"{prefix}/issues/(\\d+)/comments", self._list_comments),
                Route("POST", f"{prefix}/issues/(\\d+)/comments", self._create_comment),
                Route("PATCH", f"{prefix}/issues/comments/(\\d+)", self._update_comment),
                Route("GET", f"{prefix}/issues", self._list_issues),
                Route("POST", f"{prefix}/issues", self._create_issue),
                Route("PATCH", f"{prefix}/issues/(\\d+)", self._update_issue),
                Route("GET", f"{prefix}/deployments", self._list_deployments),
                Route("GET", f"{prefix}/deployments/(\\d+)/statuses", self._list_statuses),
            ]
        )

    def token(self, user: str, permissions: Mapping[str, str]) -> str:
        """A token of a user's with these permissions."""
        token = f"ghs_{len(self._tokens)}"
        self._tokens[token] = (user, dict(permissions))
        return token

    def open_pull(self, branch: str, head: str) -> int:
        number = self._number()
        self._pulls[number] = (branch, head)
        # Others write there, too: a page and more of it, one with our first line in it.
        texts = ["looks good"] * 104 + ["<!-- deploy-runner: plan-changes -->\nmine"]
        for text in texts:
            self.comments.append({"id": self._number(), "pull": number, "user": {"login": "mallory"}, "body": text})
        return number

    def move_pull(self, branch: str, head: str) -> None:
        """A push moves the pull requests of its branch."""
        for number, (known, _) in self._pulls.items():
            if known == branch:
                self._pulls[number] = (branch, head)

    def start_deployment(self, environment: str, commit: str) -> dict[str, Any]:
        deployment: dict[str, Any] = {"id": self._number(), "sha": commit, "environment": environment, "states": []}
        self.deployments.insert(0, deployment)
        deployment["states"].append("in_progress")
        return deployment

    def end_deployment(self, deployment: dict[str, Any], state: str) -> None:
        deployment["states"].append(state)
        if state == "success":
            for other in self.deployments:
                if other is not deployment and other["states"][-1] == "success":
                    other["states"].append("inactive")

    def written(self, user: str) -> list[dict[str, Any]]:
        """The comments of a user."""
        return [comment for comment in self.comments if comment["user"]["login"] == user]

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _user(self, call: Call, **needed: str) -> str:
        scheme, _, token = call.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token not in self._tokens:
            raise Refused(401, "bad credentials")
        if call.headers.get("Accept") != "application/vnd.github+json":
            raise Refused(415, "the media type is not the documented one")
        if call.headers.get("X-GitHub-Api-Version") != "2022-11-28":
            raise Refused(400, "the API's version is not named")
        user, permissions = self._tokens[token]
        for name, level in needed.items():
            held = permissions.get(name.replace("_", "-"), "none")
            if held != level and held != "write":
                raise Refused(403, f"the token may not {level} {name}: {held}")
        return user

    def _pulls_of_commit(self, call: Call, commit: str) -> Answer:
        self._user(call, pull_requests="read")
        found = [
            {"number": number, "state": "open", "head": {"sha": head, "ref": branch}}
            for number, (branch, head) in self._pulls.items()
            if head == commit
        ]
        return 200, call.page(found)

    def _list_comments(self, call: Call, number: str) -> Answer:
        self._user(call, pull_requests="read")
        return 200, call.page([comment for comment in self.comments if comment["pull"] == int(number)])

    def _create_comment(self, call: Call, number: str) -> Answer:
        user = self._user(call, pull_requests="write")
        if int(number) not in self._pulls:
            raise Refused(404, f"no pull request {number}")
        comment = {"id": self._number(), "pull": int(number), "user": {"login": user}, "body": self._text(call)}
        self.comments.append(comment)
        return 201, comment

    def _update_comment(self, call: Call, identifier: str) -> Answer:
        user = self._user(call, pull_requests="write")
        for comment in self.comments:
            if comment["id"] == int(identifier):
                if comment["user"]["login"] != user:
                    raise Refused(403, "somebody else wrote that")
                comment["body"] = self._text(call)
                return 200, comment
        raise Refused(404, f"no comment {identifier}")

    def _text(self, call: Call) -> str:
        text = call.fields({"body"})["body"]
        if not isinstance(text, str) or not 1 <= len(text) <= _LIMIT:
            raise Refused(422, "body is too long or missing")
        return text

    def _list_issues(self, call: Call) -> Answer:
        self._user(call, issues="read")
        chosen = [
            issue
            for issue in self.issues
            if issue["state"] == call.query["state"] and call.query["labels"] in issue["labels"]
        ]
        return 200, call.page(chosen)

    def _create_issue(self, call: Call) -> Answer:
        self._user(call, issues="write")
        issue = {"number": self._number(), "state": "open", "updates": 0} | call.fields({"title", "body", "labels"})
        self.issues.append(issue)
        return 201, issue

    def _update_issue(self, call: Call, number: str) -> Answer:
        self._user(call, issues="write")
        for issue in self.issues:
            if issue["number"] == int(number):
                issue |= call.fields(set(), {"title", "body", "labels", "state", "state_reason"})
                issue["updates"] += 1
                return 200, issue
        raise Refused(404, f"no issue {number}")

    def _list_deployments(self, call: Call) -> Answer:
        self._user(call, deployments="read")
        chosen = [entry for entry in self.deployments if entry["environment"] == call.query["environment"]]
        return 200, call.page(chosen)

    def _list_statuses(self, call: Call, identifier: str) -> Answer:
        self._user(call, deployments="read")
        for deployment in self.deployments:
            if deployment["id"] == int(identifier):
                return 200, call.page([{"state": state} for state in reversed(deployment["states"])])
        raise Refused(404, f"no deployment {identifier}")
