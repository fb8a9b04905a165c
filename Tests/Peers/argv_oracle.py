"""Reads argument lists with parsers that nobody here wrote, for comparison with ours.

One JSON object a line on standard input, one answer a line on standard output:

  {"op": "argv", "options": {"--repo": true, "-q": false}, "positionals": true, "given": [...], "rebuilt": [...]}
      options: how each option is written, and whether it takes a value.
      Answers with the ordered list of [option, value] pairs and the positional arguments, as read
      from `rebuilt` by argparse (no abbreviations), getopt and gnu_getopt, and as read from `given`
      by the documented rules, written out here once more.

  {"op": "shlex", "line": "..."}    the words of a line, by shlex
  {"op": "sh", "lines": [...]}      the words of each line, by /bin/sh; lines must be harmless

An answer that a parser refuses is {"error": "..."}.
"""

import argparse
import getopt
import json
import shlex
import subprocess
import sys


class Refused(Exception):
    pass


class QuietParser(argparse.ArgumentParser):
    def error(self, message):
        raise Refused(message)


class Record(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        name = self.option_strings[0]
        namespace.seen.append([name, None if self.nargs == 0 else values])


def with_argparse(options, positionals, argv):
    parser = QuietParser(add_help=False, allow_abbrev=False)
    for index, (name, takes_value) in enumerate(options.items()):
        parser.add_argument(name, action=Record, dest="option%d" % index, nargs=None if takes_value else 0)
    if positionals:
        parser.add_argument("positionals", nargs="*")
    namespace = argparse.Namespace(seen=[])
    parser.parse_args(argv, namespace)
    return {"options": namespace.seen, "positionals": getattr(namespace, "positionals", [])}


def with_getopt(parse, options, positionals, argv):
    short = "".join(name[1:] + (":" if value else "") for name, value in options.items() if len(name) == 2)
    long = [name[2:] + ("=" if value else "") for name, value in options.items() if len(name) > 2]
    found, rest = parse(argv, short, long)
    if rest and not positionals:
        raise Refused("positional arguments: %r" % rest)
    return {"options": [[name, value if options[name] else None] for name, value in found], "positionals": rest}


def documented(options, positionals, argv):
    """A token that begins with a dash is an option; unless it takes no value it takes the next token."""
    by_name = {name.lstrip("-"): (name, value) for name, value in options.items()}
    found, rest, index = [], [], 0
    while index < len(argv):
        token = argv[index]
        index += 1
        if not token.startswith("-"):
            rest.append(token)
            continue
        name, equals, joined = token.partition("=")
        spelling, takes_value = by_name[name.lstrip("-")]
        value = None
        if takes_value:
            value = joined
            if not equals:
                value = argv[index]
                index += 1
        found.append([spelling, value])
    return {"options": found, "positionals": rest}


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (Refused, getopt.GetoptError, ValueError, KeyError, IndexError) as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}


def with_sh(lines):
    # One shell for all lines; a word ends with NUL, a line with an empty line of its own.
    script = "set -f\nshow() { for word; do printf '%s\\0' \"$word\"; done; printf '\\n\\n\\0'; }\n"
    script += "".join("show %s\n" % line for line in lines)
    output = subprocess.run(["/bin/sh", "-c", script], stdout=subprocess.PIPE, check=True).stdout.decode()
    return {"lines": [chunk.split("\0")[:-1] for chunk in output.split("\n\n\0")[:-1]]}


def answer(request):
    if request["op"] == "shlex":
        return attempt(lambda: {"words": shlex.split(request["line"])})
    if request["op"] == "sh":
        return with_sh(request["lines"])
    table = (request["options"], request["positionals"])
    return {
        "argparse": attempt(with_argparse, *table, request["rebuilt"]),
        "getopt": attempt(with_getopt, getopt.getopt, *table, request["rebuilt"]),
        "gnu_getopt": attempt(with_getopt, getopt.gnu_getopt, *table, request["rebuilt"]),
        "documented": attempt(documented, *table, request["given"]),
    }


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=False)
