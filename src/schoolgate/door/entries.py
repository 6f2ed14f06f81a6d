"""What a tablet sends: one thing that happened at the door, as plain values, checked before anything is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from schoolgate.kernel.errors import BadInputError

KINDS: Final = ("visitor", "helper", "contractor", "supply", "governor")
ANSWERS: Final = ("accepted", "refused", "none")
AT_MOST: Final = 200  # entries in one sending: a day's at a large school
_KEY: Final = re.compile(r"[0-9a-f-]{16,36}")
_CODE: Final = re.compile(r"[0-9]{4}")
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """``what`` is in or out; ``at`` by the tablet's own clock; ``skew`` the seconds that clock was known to be behind
    when it happened, None where the tablet had not heard from us since it was switched on. ``digest`` is of the words
    about telephones that were shown, and ``code`` the four digits to sign out with. Signing out gives a code or a name.
    """

    key: str
    what: str
    at: datetime
    skew: int | None = None
    name: str = ""
    kind: str = "visitor"
    from_whom: str = ""
    to_see: str = ""
    code: str = ""
    answer: str = "none"
    digest: str = ""


def entry_of(said: Mapping[str, Any]) -> Entry:
    """Raises ``BadInputError`` for what no tablet of ours sends."""
    key, what = str(said.get("key", "")), str(said.get("what", ""))
    if not _KEY.fullmatch(key) or what not in ("in", "out"):
        raise _wrong("it has no id of its own, or is neither in nor out.")
    found = Entry(
        key=key,
        what=what,
        at=_moment(said.get("at")),
        skew=_whole(said.get("skew")),
        name=_words(said.get("name")),
        kind=str(said.get("kind") or "visitor"),
        from_whom=_words(said.get("from_whom")),
        to_see=_words(said.get("to_see")),
        code=str(said.get("code") or "").strip(),
        answer=str(said.get("answer") or "none"),
        digest=str(said.get("digest") or "")[:64],
    )
    _check(found)
    return found


def moment_of(said: object) -> datetime | None:
    """The tablet's own time of sending; None where it says none that can be read."""
    try:
        return _moment(said)
    except BadInputError:
        return None


def _check(entry: Entry) -> None:
    if entry.kind not in KINDS or entry.answer not in ANSWERS:
        raise _wrong("it says who they are, or what they answered, in words we do not know.")
    if entry.code and not _CODE.fullmatch(entry.code):
        raise _wrong("the number has not four digits.")
    if entry.what == "in" and not entry.name:
        raise _wrong("it has no name.")
    if entry.what == "out" and not (entry.code or entry.name):
        raise _wrong("it has neither a number nor a name.")


def _moment(said: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(said))
    except ValueError as error:
        raise _wrong("its time cannot be read.") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _whole(said: object) -> int | None:
    return round(said) if isinstance(said, int | float) and abs(said) < 10**9 else None


def _words(said: object) -> str:
    return " ".join(str(said or "").split())[:_LONGEST]


def _wrong(cause: str) -> BadInputError:
    return BadInputError("what the tablet sent", cause, "Fill it in again, or use paper and tell the office.")
