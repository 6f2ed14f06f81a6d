"""Writing for a name server what a level closes, and saying so in words."""

import json
import time
from pathlib import Path
from typing import Any

from schoolgate.filtering.exports.closed import Closed
from schoolgate.filtering.exports.dnsdist import PRIVATE, Serving, configuration
from schoolgate.filtering.exports.written import written
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.writing import put_in_place
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.snapshots import thawed
from schoolgate.kernel.errors import BadInputError


def closed(store: Path, rules: Path | None, level: str, out: Path) -> Closed:
    """What a level closes now, by the lists and the rules there are. Raises ``BadInputError``."""
    if not out.parent.is_dir():
        raise BadInputError(str(out.parent), "there is no such folder.", "Make it first, or say another with --out.")
    return Closed(Store(store), _rules(rules), Who(level), int(time.time()))


def for_dnsdist(
    found: Closed,
    database: Path,
    out: Path,
    *,
    listen: tuple[str, ...],
    upstream: tuple[str, ...],
    network: tuple[str, ...],
    sinkhole: str,
    refresh: int,
) -> dict[str, Any]:
    """What ``written`` tells of the database, with ``configuration`` the whole of dnsdist's."""
    serving = Serving(listen, upstream, network or PRIVATE, refresh, sinkhole)
    text = configuration(found, str(database.resolve()), serving)
    told = written(found, "cdb", database, "")
    put_in_place(out, lambda: iter([text.encode()]))
    return {**told, "configuration": str(out)}


def _rules(path: Path | None) -> Rules:
    if path is None:
        return Rules()
    try:
        return thawed(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise BadInputError(str(path), f"it cannot be read ({error}).", "Name the school's rules.json.") from None


def words(told: dict[str, Any]) -> str:
    left = told["left_out"]
    lines = [f"{told['out']} holds {told['names']:,} rows of what is closed and opened for {told['level']}."]
    if told["configuration"]:
        lines.append(f"dnsdist's configuration is in {told['configuration']}.")
    if any(left.values()):
        lines.append(
            f"Left out, as a name server sees only names: {left['pages']:,} pages, {left['addresses']:,} addresses, "
            f"{left['too_long']:,} names too long for the zone."
        )
    return "\n".join(lines)
