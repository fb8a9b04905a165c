"""A gatekeeper as one would write it in Python: dictionaries, precompiled patterns, `shlex`.

Written for speed where that costs no clarity, so that the comparison is with good Python. It gives the answers of the
gate it is compared with; messages are simple, and nearest allowed forms are left out, which spares it that work.
"""
