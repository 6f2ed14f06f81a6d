"""``python -m schoolgate.site.prepare [--demo]``: make the records ready before anything starts; say how to get in."""

import os
import sys

import django

from schoolgate.kernel.errors import SchoolgateError


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    try:
        django.setup()
        from schoolgate.frame import readiness  # these have tables, so they come after Django
        from schoolgate.site import way_in

        readiness.make_ready()
        for line in way_in.for_demo() if "--demo" in arguments else way_in.for_school():
            sys.stderr.write(f"schoolgate: {line}\n")
    except KeyboardInterrupt:
        return 130
    except SchoolgateError as error:
        sys.stderr.write(f"schoolgate: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
