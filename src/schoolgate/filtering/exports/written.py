"""A file for a name server, put in the place of the old one."""

from pathlib import Path
from typing import Any

from schoolgate.filtering.exports import cdb, rpz
from schoolgate.filtering.exports.closed import Closed
from schoolgate.filtering.store.writing import put_in_place
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.ways import HTTPS_RECORDS
from schoolgate.kernel.errors import BadInputError


def written(closed: Closed, form: str, out: Path, origin: str) -> dict[str, Any]:
    """``{out, format, level, names, everything_else, left_out: {addresses, pages, too_long}, configuration}``.

    ``everything_else``: whether what is not named is closed too. Raises ``BadInputError`` where the format cannot hold
    what the level closes.
    """
    if form == "rpz":
        count, beside = _zone(closed, out, origin), None
    else:
        count, beside = _database(closed, out)
    return {
        "out": str(out),
        "format": form,
        "level": closed.who.level,
        "names": count,
        "everything_else": closed.everything_else,
        "left_out": dict(closed.left_out),
        "configuration": str(beside) if beside else None,
    }


def _zone(closed: Closed, out: Path, origin: str) -> int:
    """Write the zone; how many rows it has."""
    zone = one_host(origin)
    put_in_place(out, lambda: rpz.zone(closed, zone))
    with out.open("rb") as file:
        return sum(b" CNAME " in line for line in file)


def _database(closed: Closed, out: Path) -> tuple[int, Path]:
    """Write the database and the lines that use it; how many entries it has, and where those lines are."""
    if closed.everything_else:
        raise BadInputError(
            f"Level {closed.who.level}",
            "it closes all but a garden, which a cdb cannot say.",
            "Say rpz instead of cdb.",
        )
    entries = list(cdb.entries(closed.names()))
    put_in_place(out, lambda: cdb.database(entries))
    beside = out.with_name(f"{out.name}.conf")
    ways = closed.phase.level.closed_ways if closed.phase.level else frozenset()
    lines = cdb.configuration(closed.who.level, str(out.resolve()), https_records=HTTPS_RECORDS.key in ways)
    put_in_place(beside, lambda: iter([lines.encode()]))
    return len(entries), beside
