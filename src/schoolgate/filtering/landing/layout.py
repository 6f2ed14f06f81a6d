"""How a landed decision is written: one line of fields with tabs between, under a first line that names them.

The first line of a file is ``#`` and a JSON object: form, school, columns. Each other line that begins with ``#`` is a
remark, such as ``#lost``, a tab and how many lines could not be written. A backslash, a tab and the ends of a line are
written with a backslash before ``\\``, ``t``, ``n`` and ``r``. A file that is being written ends in ``.part``.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who

FORM: Final = 1
COLUMNS: Final = (
    "at",  # seconds since 1970
    "host",  # in its one spelling; as it was asked for where it cannot be read
    "path",  # without the question behind it; empty where it was not seen
    "asked",
    "verdict",
    "level",
    "category",
    "rule",
    "person",
    "device",
    "groups",  # with blanks between
    "place",
    "epoch",
    "mode",  # in any but "on", only locked categories were really closed
    "terms",  # the words searched for, where the path of a known search engine was seen
)
BETWEEN: Final = "\t"
REMARK: Final = "#"
LOST: Final = "#lost\t"
WRITING: Final = ".part"
ENDING: Final = ".tsv"
LONGEST: Final = 512  # of a path, or of a host that cannot be read
_STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(r"(\d{8}T\d{6})Z-[\w-]+\.tsv").fullmatch
_SPECIAL: Final = re.compile(r"[\\\t\n\r]")
_WRITTEN: Final = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_READ: Final = re.compile(r"\\([\\tnr])")
_MEANT: Final = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def head(school: str) -> str:
    return REMARK + json.dumps({"decisions": FORM, "school": school, "columns": COLUMNS}) + "\n"


def head_of(line: str) -> Mapping[str, Any] | None:
    """What a first line says, or None where it is none."""
    try:
        found = json.loads(line[1:]) if line.startswith(REMARK) else None
    except ValueError:
        return None
    fits = isinstance(found, dict) and found.get("decisions") == FORM and isinstance(found.get("columns"), list)
    return found if fits else None


def tail(decision: Decision, who: Who, mode: str) -> str:
    """The fields from ``verdict`` on, which are the same for many requests, up to the words searched for: a line ends
    in those, as they are ``written``, or in nothing.
    """
    before, behind = decision_fields(decision, who.level, mode)
    return BETWEEN.join((before, asker_fields(who), behind))


def decision_fields(decision: Decision, level: str, mode: str) -> tuple[str, str]:
    """From ``verdict`` to ``rule``, and from ``epoch`` to the words searched for: before and behind who asked."""
    before = BETWEEN.join(map(written, (decision.verdict.value, level, decision.category, decision.rule)))
    return before, f"{decision.epoch}{BETWEEN}{written(mode)}{BETWEEN}"


def asker_fields(who: Who) -> str:
    """From ``person`` to ``place``."""
    return BETWEEN.join(map(written, (who.person, who.device, " ".join(sorted(who.groups)), who.place)))


def written(text: str) -> str:
    """A field as it stands in a line."""
    return _SPECIAL.sub(lambda found: _WRITTEN[found[0]], text) if _SPECIAL.search(text) else text


def meant(field: str) -> str:
    """A field as it was before it was written."""
    return _READ.sub(lambda found: _MEANT[found[1]], field) if "\\" in field else field


def file_name(since: float, writer: str) -> str:
    """``20261122T090000Z-4711-0.tsv``: when it was begun (UTC), and by whom."""
    return f"{datetime.fromtimestamp(since, UTC):{_STAMP}}Z-{writer}{ENDING}"


def begun(name: str) -> float | None:
    """When a file of this name was begun, in seconds since 1970. None for no such name; ``.part`` may be behind it."""
    found = _NAME(name.removesuffix(WRITING))
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC).timestamp() if found else None
