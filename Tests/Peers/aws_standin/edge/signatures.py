"""Signature Version 4, checked as AWS checks it, from the published description."""

import datetime
import hashlib
import hmac
import re
import urllib.parse

from .failures import AWSFailure, expired_token
from .identities import Identities
from .operations import Call

#: Calls that identify themselves by what they carry.
_UNSIGNED = {"sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"}
#: How far a client's clock may be off.
_TOLERANCE = datetime.timedelta(minutes=5)
_TIME = "%Y%m%dT%H%M%SZ"
_PATTERN = re.compile(r"AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})")


def check(call: Call, identities: Identities, now: datetime.datetime) -> None:
    """Raises what AWS answers to a request that is not signed as it should be."""
    if call.name in _UNSIGNED:
        return
    match = _PATTERN.fullmatch(call.request.header("Authorization"))
    if match is None:
        raise AWSFailure("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
    identity = identities.find(call.access_key)
    if (identity.token or "") != call.request.header("X-Amz-Security-Token"):
        raise AWSFailure("UnrecognizedClientException", "The security token included in the request is invalid.", 403)
    _check_time(call.request.header("X-Amz-Date"), now)
    scope = match[1].split("/", 1)[1]
    expected = _signature(call, match[2].split(";"), scope, identity.secret_key)
    if not hmac.compare_digest(expected, match[3]):
        raise AWSFailure(
            "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
            " Access Key and signing method. Consult the service documentation for details.",
            403,
        )
    if identities.is_expired(call.access_key, now.timestamp()):
        raise expired_token(call.service)


def _check_time(signed: str, now: datetime.datetime) -> None:
    try:
        at = datetime.datetime.strptime(signed, _TIME).replace(tzinfo=datetime.timezone.utc)
    except ValueError:
        raise AWSFailure("IncompleteSignatureException", "Date must be in ISO-8601 'basic format'.") from None
    if abs(now - at) <= _TOLERANCE:
        return
    word, sign, limit = ("earlier", "-", now - _TOLERANCE) if at < now else ("later", "+", now + _TOLERANCE)
    kind = "expired" if at < now else "not yet current"
    message = f"Signature {kind}: {signed} is {'now' if at < now else 'still'} {word} than {limit.strftime(_TIME)}"
    raise AWSFailure("InvalidSignatureException", f"{message} ({now.strftime(_TIME)} {sign} 5 min.)", 403)


def _signature(call: Call, signed: list[str], scope: str, secret: str) -> str:
    canonical = hashlib.sha256(_canonical(call, signed).encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", call.request.header("X-Amz-Date"), scope, canonical])
    key = ("AWS4" + secret).encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _canonical(call: Call, signed: list[str]) -> str:
    request = call.request
    # Every service but S3 encodes the path that is sent once more.
    path = urllib.parse.quote(request.path, safe="/-_.~")
    pairs = urllib.parse.parse_qsl(request.query, keep_blank_values=True)
    query = "&".join(sorted(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs))
    headers = "".join(f"{name}:{' '.join((request.header(name)).split())}\n" for name in signed)
    digest = request.header("X-Amz-Content-SHA256") or hashlib.sha256(request.body).hexdigest()
    return "\n".join([request.method, path, query, headers, ";".join(signed), digest])


def _encoded(text: str) -> str:
    return urllib.parse.quote(text, safe="-_.~")
