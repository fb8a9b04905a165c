"""Packs a program as `bootstrap` into a zip that is the same whenever the program is: zip.py PROGRAM OUTPUT."""

import pathlib
import sys
import zipfile

program, output = map(pathlib.Path, sys.argv[1:])
entry = zipfile.ZipInfo("bootstrap", date_time=(1980, 1, 1, 0, 0, 0))
entry.create_system = 3  # Unix, so that the mode below counts on every machine.
entry.external_attr = 0o100755 << 16
entry.compress_type = zipfile.ZIP_DEFLATED
with zipfile.ZipFile(output, "w") as archive:
    archive.writestr(entry, program.read_bytes(), compresslevel=9)
