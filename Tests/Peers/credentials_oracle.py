"""Says whom botocore acts as, and how it reads the shared files.

Reads JSON lines and writes one JSON line for each. The member "ask" says what is asked for:

resolve    {"environment": {...}, "files": {path: text}, "container": "127.0.0.1:N"}: the files are written into a home
           folder made for it, and {home} in all texts is that folder; `container` stands for 169.254.170.2
           -> {"method", "key", "secret", "token"}, or {"method": "none"}, or {"method": "error", "message"}
files      {"config", "credentials"} as texts
           -> {"profiles": {name: section}, "sso_sessions", "services", "credentials": {name: section}}, or {"error"}
words      {"line"} -> {"words"} or {"error"}
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import botocore.configloader
import botocore.credentials
import botocore.loaders
import botocore.session
import botocore.tokens
from botocore.compat import compat_shell_split
from botocore.exceptions import BotoCoreError, ClientError, ConfigParseError
from botocore.utils import ContainerMetadataFetcher

Json = dict[str, Any]

# Reading its models takes botocore longer than all the rest.
LOADER = botocore.loaders.create_loader()


def resolve(ask: Json) -> Json:
    with tempfile.TemporaryDirectory(prefix="deploy-runner-oracle") as home:
        for name, text in ask["files"].items():
            path = Path(home, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("{home}", home))
            path.chmod(0o700)
        environment = {key: value.replace("{home}", home) for key, value in ask["environment"].items()}
        # These folders are made out of the home folder when the modules are loaded.
        cache = os.path.join(home, ".aws", "sso", "cache")
        with (
            mock.patch.dict(os.environ, environment | {"HOME": home}, clear=True),
            mock.patch.object(botocore.credentials.SSOProvider, "_SSO_TOKEN_CACHE_DIR", cache),
            mock.patch.object(botocore.tokens.SSOTokenProvider, "_SSO_TOKEN_CACHE_DIR", cache),
            mock.patch.object(ContainerMetadataFetcher, "IP_ADDRESS", ask["container"]),
            mock.patch.object(ContainerMetadataFetcher, "SLEEP_TIME", 0),
            # Two seconds are too short on a busy machine.
            mock.patch.object(ContainerMetadataFetcher, "TIMEOUT_SECONDS", 120),
        ):
            try:
                return whom()
            except (BotoCoreError, ClientError, LookupError, ValueError, OSError, RuntimeError) as error:
                return {"method": "error", "message": f"{type(error).__name__}: {error}"}


def whom() -> Json:
    session = botocore.session.Session()
    session.register_component("data_loader", LOADER)
    credentials = session.get_credentials()
    if credentials is None:
        return {"method": "none"}
    frozen = credentials.get_frozen_credentials()
    return {
        "method": credentials.method,
        "key": frozen.access_key,
        "secret": frozen.secret_key,
        "token": frozen.token,
    }


def files(ask: Json) -> Json:
    with tempfile.TemporaryDirectory(prefix="deploy-runner-oracle") as folder:
        config, credentials = Path(folder, "config"), Path(folder, "credentials")
        config.write_bytes(ask["config"].encode())
        credentials.write_bytes(ask["credentials"].encode())
        try:
            loaded = botocore.configloader.load_config(str(config))
            raw = botocore.configloader.raw_config_parse(str(credentials))
        except ConfigParseError as error:
            return {"error": str(error)}
        return {
            "profiles": loaded["profiles"],
            "sso_sessions": loaded["sso_sessions"],
            "services": loaded["services"],
            "credentials": raw,
        }


def words(ask: Json) -> Json:
    try:
        return {"words": compat_shell_split(ask["line"])}
    except ValueError as error:
        return {"error": str(error)}


ANSWERS = {"resolve": resolve, "files": files, "words": words}

for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps(ANSWERS[question["ask"]](question)), flush=True)
