"""A draft of the filter's setting from a file, and a dry run of it in words."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from schoolgate.filtering.agreed.documents import document, read
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.replaying.telling import Row, Site, Told
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError

_PARTS: Final = frozenset(field.name for field in fields(Setting))
_STEP: Final = "Give a whole setting, or an object with only the parts that should be otherwise."


def draft_in(path: Path, agreed: Setting) -> Setting:
    """The setting in a file of JSON: a whole document, or the parts of one that differ from what is agreed.

    Raises ``BadInputError`` naming the file for what is neither, and what ``Setting`` raises of what cannot be.
    """
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise BadInputError(str(path), f"it cannot be read ({error.strerror}).", "Name a file that is there.") from None
    except ValueError as error:
        raise BadInputError(str(path), f"it is no JSON ({error}).", _STEP) from None
    if not isinstance(found, dict) or not found:
        raise BadInputError(str(path), "it holds no draft.", _STEP)
    if "setting" in found:
        return read(found)
    if strange := sorted(found.keys() - _PARTS):
        raise BadInputError(str(path), f"a setting has no part {strange[0]!r}.", f"Known: {', '.join(sorted(_PARTS))}.")
    whole = {**document(agreed)["setting"], **found}
    return read({"schema": document(agreed)["schema"], "digest": digest(whole), "setting": whole})


def told_as_json(told: Told) -> dict[str, Any]:
    """As the page tells it: without small counts, and moments spelt out."""
    first, last = (
        datetime.fromtimestamp(at, UTC).isoformat() if told.judged else None for at in (told.first, told.last)
    )
    sums = {"closing": told.closing, "opening": told.opening, "otherwise": told.otherwise}
    return {**told.document(), "first": first, "last": last, **sums}


def words(told: Told) -> str:
    """For a person: the answer first."""
    if not told.judged:
        return "No decisions were kept in that time."
    least = "At least " if told.hidden else ""
    lines = [f"{least}{told.closing:,} requests would have been closed, and {told.opening:,} opened."]
    lines.append(f"{told.judged:,} decisions were decided again, by today's lists.")
    lines += [f"  {one.host} ({one.level}): {one.because}" for one in told.lessons]
    for title, rows in (("level", told.levels), ("class", told.groups), ("category", told.categories)):
        lines += [_row(title, row) for row in rows]
    for title, sites in (("would close", told.sites_closing), ("would open", told.sites_opening)):
        lines += [_site(title, site) for site in sites]
    if told.already:
        lines.append(
            f"{told.already:,} would be otherwise today without the draft: lists or open sites have changed since."
        )
    if told.unread:
        lines.append(f"{told.unread:,} could not be decided again.")
    if not told.whole:
        lines.append("There were more than fit in the time.")
    return "\n".join(lines)


def _row(title: str, row: Row) -> str:
    return f"  {title} {row.key or '(none)'}: {row.closing:,} close, {row.opening:,} open, {row.otherwise:,} otherwise"


def _site(title: str, site: Site) -> str:
    return f"  {title}: {site.host} ({site.category or 'no list'}), {site.count:,} requests"
