"""Prints the secret in the variable SECRET in every form that secret_encodings.py knows, a few bytes a write."""

from __future__ import annotations

import base64
import os
import random

from secret_encodings import answer


def main() -> None:
    secret = os.environ["SECRET"]
    sizes = random.Random(9)
    for form in answer(base64.b64encode(secret.encode()).decode(), random.Random(8)):
        text = b"<" + base64.b64decode(form["text"]) + b">\n"
        while text:
            size = sizes.randint(1, 12)
            os.write(1, text[:size])
            text = text[size:]
    os.write(2, secret.encode())


if __name__ == "__main__":
    main()
