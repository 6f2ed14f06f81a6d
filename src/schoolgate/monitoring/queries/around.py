"""Rows between two moments. Call it only by what was entered as a look, or for what somebody asked of themselves."""

from datetime import UTC, datetime
from typing import Any, Final

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries.answers import answered
from schoolgate.people.models import School

MOST: Final = 2_000


def rows_between(
    school: School,
    since: datetime,
    until: datetime,
    *,
    device: str = "",
    person: str = "",
    group: str = "",
    most: int | None = MOST,
    mend: bool = False,
) -> list[dict[str, Any]]:
    """Rows from ``since`` until just before ``until``, in order, words unsealed: of a person, else of a device (both
    pseudonyms), else of a class (its ref); at most ``most``. None where nobody is said: it would be everybody's.

    Raises ``PartUnreadableError`` where part of the log is damaged; with ``mend`` that is set aside, and the rest told.
    """
    if not (device or person or group) or not since < until:
        return []
    whose = {"person": person} if person else {"device": device} if device else {"group": group}
    said = {"begins": since.astimezone(UTC), "ends": until.astimezone(UTC)} | whose
    pseudonyms = Pseudonyms.of(school)
    found = answered(school, "what-was-done", said, mend=mend)
    return [row | {"terms": pseudonyms.unseal(row["terms"])} for row in found[:most]]
