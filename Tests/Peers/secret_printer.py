"""Prints the secret in the variable SECRET in every form that secret_encodings.py knows, a byte a write."""

from __future__ import annotations

import base64
import os
import random

from secret_encodings import answer


def main() -> None:
    secret = os.environ["SECRET"]
    for form in answer(base64.b64encode(secret.encode()).decode(), random.Random(8)):
        for byte in b"<" + base64.b64decode(form["text"]) + b">\n":
            os.write(1, bytes([byte]))
    os.write(2, secret.encode())


if __name__ == "__main__":
    main()
