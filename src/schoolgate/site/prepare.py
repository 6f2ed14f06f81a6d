"""``python -m schoolgate.site.prepare [--demo SIZE [--new]]``: make the records ready, and say how to get in."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial

import django

from schoolgate.kernel.errors import SchoolgateError


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="prepare")
    parser.add_argument("--demo", choices=("small", "school", "trust"))
    parser.add_argument("--new", action="store_true", help="with nothing behind it, and so made sooner")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def say(words: str) -> None:
    """On standard error, at once: whoever waits sees how far it is, and nothing of it is taken for output."""
    sys.stderr.write(f"schoolgate: {words}\n")
    sys.stderr.flush()


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    try:
        django.setup()
        from schoolgate.frame import readiness  # these have tables, so they come after Django
        from schoolgate.site import way_in

        readiness.make_ready(tell=say)
        asked = parsed(arguments)
        demo = partial(way_in.for_demo, lived=not asked.new, size=asked.demo, seed=asked.seed, tell=say)
        for line in demo() if asked.demo else way_in.for_school():
            say(line)
    except KeyboardInterrupt:
        return 130
    except SchoolgateError as error:
        say(str(error))
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
