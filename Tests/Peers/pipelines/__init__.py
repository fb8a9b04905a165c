"""Runs the example pipelines of examples/ci on this machine, as their platforms would.

Each platform here reads its own configuration file, decides what runs and in which order by the platform's documented
rules, and runs the scripts in real shells, on real clones of a real repository. What it does not know it refuses.
"""
