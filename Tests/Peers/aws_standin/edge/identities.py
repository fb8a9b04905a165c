"""Who the stand-in knows by their access keys."""

import dataclasses
import secrets
import string
import threading
import time

from .failures import AWSFailure

ACCOUNT = "123456789012"


@dataclasses.dataclass(frozen=True)
class Identity:
    """Credentials, and who holds them."""

    access_key: str
    secret_key: str
    token: str | None
    principal: str
    #: Seconds since 1970; `None` for credentials that last.
    expires: float | None = None


class Identities:
    """The credentials that the stand-in has given out."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Identity] = {}
        self._expired: set[str] = set()

    def user(self, name: str) -> Identity:
        """Lasting credentials of a user."""
        return self._add(Identity(_key("AKIA"), secrets.token_hex(20), None, f"arn:aws:iam::{ACCOUNT}:user/{name}"))

    def role(self, name: str, session: str, seconds: float) -> Identity:
        """Credentials of a session of a role."""
        principal = f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{session}"
        identity = Identity(
            _key("ASIA"), secrets.token_hex(20), secrets.token_hex(64), principal, time.time() + seconds
        )
        return self._add(identity)

    def expire(self, access_keys: list[str]) -> None:
        """From now on these, and no others, are over before their time."""
        with self._lock:
            self._expired = set(access_keys)

    def is_expired(self, access_key: str, now: float) -> bool:
        with self._lock:
            identity = self._known.get(access_key)
            if access_key in self._expired:
                return True
        return identity is not None and identity.expires is not None and identity.expires <= now

    def find(self, access_key: str) -> Identity:
        """Whoever holds a key, also one that moto's STS or IAM gave out."""
        with self._lock:
            identity = self._known.get(access_key)
        identity = identity or _assumed(access_key) or _user(access_key)
        if identity is None:
            raise AWSFailure("UnrecognizedClientException", "The security token included in the request is invalid.")
        return identity

    def principal(self, access_key: str) -> str:
        try:
            return self.find(access_key).principal
        except AWSFailure:
            return f"arn:aws:iam::{ACCOUNT}:user/unknown"

    def _add(self, identity: Identity) -> Identity:
        with self._lock:
            self._known[identity.access_key] = identity
        return identity


def _key(prefix: str) -> str:
    return prefix + "".join(secrets.choice(string.ascii_uppercase + "234567") for _ in range(16))


def _assumed(access_key: str) -> Identity | None:
    # Imported late: without a role to assume there is no need to wait for it at the start.
    from moto.sts.models import sts_backends

    for backends in sts_backends[ACCOUNT].values():
        for role in backends.assumed_roles:
            if role.access_key_id == access_key:
                expires = role.expiration.timestamp()
                return Identity(access_key, role.secret_access_key, role.session_token, role.arn, expires)
    return None


def _user(access_key: str) -> Identity | None:
    from moto.iam.models import iam_backends

    for user in iam_backends[ACCOUNT]["aws"].users.values():
        for key in user.access_keys:
            if key.access_key_id == access_key:
                return Identity(access_key, key.secret_access_key, None, user.arn)
    return None
