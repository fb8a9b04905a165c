"""Prints secrets as other people's programs do, for the redactor to find them.

Reads one secret a line, in base 64, and answers each with one JSON line: a list of
{"kind", "text", "before", "after", "core"}, the texts in base 64. Of `text` everything between `before` and `after` stands
for the secret; where there is a `core`, it is what of the text no other bytes have a part in.
"""

from __future__ import annotations

import base64
import json
import os
import random
import shlex
import subprocess
import sys
import urllib.parse
from typing import Any, Iterator

Form = tuple[str, bytes, bytes, bytes]
UTF8 = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
ASCII = {"LC_ALL": "C", "PATH": os.environ["PATH"]}


def json_forms(secret: str) -> Iterator[Form]:
    for name, text in {
        "json": json.dumps(secret),
        "json with its own characters": json.dumps(secret, ensure_ascii=False),
        "json with slashes escaped": json.dumps(secret).replace("/", "\\/"),
    }.items():
        yield name, text.encode(), b'"', b'"'
    once = json.dumps(secret, ensure_ascii=False)
    yield "json in json", json.dumps(once, ensure_ascii=False).encode(), b'"\\"', b'\\""'


def url_forms(secret: str) -> Iterator[Form]:
    for name, text in {
        "quote": urllib.parse.quote(secret),
        "quote without a safe slash": urllib.parse.quote(secret, safe=""),
        "quote_plus": urllib.parse.quote_plus(secret),
        "encodeURIComponent": urllib.parse.quote(secret, safe="-_.~!*'()"),
    }.items():
        yield name, text.encode(), b"", b""
        small = "%".join([text.split("%")[0]] + [part[:2].lower() + part[2:] for part in text.split("%")[1:]])
        yield name + ", small digits", small.encode(), b"", b""
    yield "urlencode", urllib.parse.urlencode({"k": secret}).encode(), b"k=", b""


def quotes(text: bytes) -> tuple[bytes, bytes]:
    for opening in (b"$'", b"'"):
        if text.startswith(opening) and text.endswith(b"'"):
            return opening, b"'"
    return b"", b""


def shell(name: str, program: list[str], secret: str, environment: dict[str, str]) -> tuple[str, bytes]:
    done = subprocess.run(
        program, env={**environment, "SECRET": secret}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
    )
    return name, done.stdout


def shell_forms(secret: str) -> Iterator[Form]:
    yield "shlex", shlex.quote(secret).encode(), *quotes(shlex.quote(secret).encode())
    for place, environment in {"": UTF8, " in C": ASCII}.items():
        for name, script in {
            "printf %q": 'printf %q "$SECRET"',
            "@Q": 'printf %s "${SECRET@Q}"',
        }.items():
            _, text = shell(name, ["bash", "-c", script], secret, environment)
            yield f"bash {name}{place}", text, *quotes(text)
        name, text = shell("bash -x", ["bash", "-xc", ': "$SECRET"'], secret, environment)
        text = text.removeprefix(b"+ : ").removesuffix(b"\n")
        yield name + place, text, *quotes(text)
        name, text = shell("declare -p", ["bash", "-c", "declare -p SECRET"], secret, environment)
        text = text.split(b"=", 1)[1].removesuffix(b"\n")
        before, after = quotes(text) if text.startswith(b"$'") else (b'"', b'"')
        yield name + place, text, before, after
    if "'" not in (secret[0], secret[-1]):
        name, text = shell("dash -x", ["dash", "-xc", ': "$SECRET"'], secret, UTF8)
        text = text.removeprefix(b"+ : ").removesuffix(b"\n")
        yield name, text, *quotes(text)


def base64_forms(secret: bytes, chance: random.Random) -> Iterator[dict[str, Any]]:
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for shift in range(6):
            before, after = chance.randbytes(shift), chance.randbytes(chance.randrange(5))
            text = encode(before + secret + after)
            core = text[-(-len(before) * 8 // 6):(len(before) + len(secret)) * 8 // 6]
            for width, line_end in ((0, b""), (64, b"\n"), (76, b"\r\n"), (19, b"\n    "), (1, b"\n")):
                lines = [text[i:i + width] for i in range(0, len(text), width)] if width else [text]
                yield {"kind": f"{encode.__name__} {shift} {width}", "text": line_end.join(lines), "core": core}
    yield {"kind": "MIME", "text": base64.encodebytes(secret), "core": base64.b64encode(secret).rstrip(b"=")}


def answer(line: str, chance: random.Random) -> list[dict[str, str]]:
    secret = base64.b64decode(line)
    text = secret.decode()
    forms = [("as it is", secret, b"", b""), *json_forms(text), *url_forms(text), *shell_forms(text)]
    found: list[dict[str, Any]] = [dict(zip(("kind", "text", "before", "after"), form)) for form in forms]
    found += base64_forms(secret, chance)
    return [
        {key: value if key == "kind" else base64.b64encode(value).decode() for key, value in form.items()}
        for form in found
    ]


def main() -> None:
    chance = random.Random(7)
    for line in sys.stdin:
        print(json.dumps(answer(line.strip(), chance)), flush=True)


if __name__ == "__main__":
    main()
