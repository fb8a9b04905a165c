"""Runs all of these tests, from wherever it is started; ends with 1 when one fails, or when none was found."""

import pathlib
import sys
import unittest

PEERS = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[0] = str(PEERS)

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.discover("aws_standin", top_level_dir=str(PEERS))
    result = unittest.TextTestRunner(warnings="ignore").run(suite)
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
