"""IAM's policies, evaluated by moto's own evaluator for every call of a role or user that moto has.

What moto's evaluator does not do: of conditions it knows `StringEquals` alone, and takes any other for met; a key that a
call does not have counts as met as well. So it allows more than AWS does, and what it denies AWS denies.
"""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from .failures import access_denied
from .identities import ACCOUNT


@dataclasses.dataclass(frozen=True)
class Need:
    """One permission that a call needs."""

    action: str
    resource: str
    context: dict[str, str] = dataclasses.field(default_factory=dict)


def check(principal: str, needs: list[Need]) -> None:
    """Raises what AWS answers when a permission is missing; who is not in moto is the account's administrator."""
    documents = list(_documents(principal))
    if not documents and not _is_known(principal):
        return
    for need in needs:
        if not _is_permitted(documents, need):
            service = need.action.partition(":")[0]
            raise access_denied(service, principal, need.action, need.resource)


def _is_permitted(documents: list[Any], need: Need) -> bool:
    from moto.iam.access_control import IAMPolicyStatement, PermissionResult

    results = [
        # Without its conditions, which moto would take for a denial when they are not met.
        IAMPolicyStatement({**statement, "Condition": None}).is_action_permitted(need.action, need.resource)
        for document in documents
        for statement in _statements(document)
        if _is_met(statement.get("Condition", {}), need.context)
    ]
    return PermissionResult.DENIED not in results and PermissionResult.PERMITTED in results


def _statements(document: Any) -> list[dict[str, Any]]:
    if hasattr(document, "versions"):
        document = next(version.document for version in document.versions if version.is_default)
    elif isinstance(document, dict):
        document = document["policy_document"]
    statements = json.loads(document)["Statement"]
    return statements if isinstance(statements, list) else [statements]


def _is_met(conditions: dict[str, Any], context: dict[str, str]) -> bool:
    from moto.iam.policy_conditions import TrustRelationShipConditions

    return all(
        condition.verify_condition([context[key] for key in condition.context_keys if key in context])
        for condition in TrustRelationShipConditions(conditions)
    )


def _documents(principal: str) -> Iterator[Any]:
    """The policies of whoever calls: a user's own and those of its groups, or a role's."""
    kind, name = _kind_and_name(principal)
    iam = _backend()
    if kind == "assumed-role" and name in _role_names():
        for policy in iam.list_role_policies(name):
            yield iam.get_role_policy(name, policy)[1]
        yield from iam.list_attached_role_policies(name)[0]
    elif kind == "user" and name in {user.name for user in iam.users.values()}:
        for policy in iam.list_user_policies(name):
            yield iam.get_user_policy(name, policy)
        yield from iam.list_attached_user_policies(name)[0]
        for group in iam.get_groups_for_user(name):
            for policy in iam.list_group_policies(group.name):
                yield iam.get_group_policy(group.name, policy)
            yield from iam.list_attached_group_policies(group.name)[0]


def _is_known(principal: str) -> bool:
    kind, name = _kind_and_name(principal)
    return name in (_role_names() if kind == "assumed-role" else {user.name for user in _backend().users.values()})


def _role_names() -> set[str]:
    return {role.name for role in _backend().roles.values()}


def _kind_and_name(principal: str) -> tuple[str, str]:
    """`arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` or `arn:aws:iam::ACCOUNT:user/NAME`."""
    kind, name = principal.split(":", 5)[5].split("/")[:2]
    return kind, name


def _backend() -> Any:
    from moto.iam.models import iam_backends

    return iam_backends[ACCOUNT]["aws"]

