"""The rows a look allows: of one person, or of a class or a shared device, between two moments, with the words searched
for unsealed. Of a class or a device, what an adult did is left out: that is looked at as that adult's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import Missing, missing
from schoolgate.estate.queries import devices
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.monitoring.models import ActivityLook
from schoolgate.monitoring.queries.around import rows_between
from schoolgate.monitoring.queries.whom import pupils_ever, whom_of
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

# A look is for now: its rows are shown to whoever looked for an hour, and then it takes another, with its own reason.
OPEN: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was done. ``terms`` are the words searched for, in clear. ``pupil`` tells the known children of a
    class or a device apart by a number, which names nobody; 0 where it is not known who it was."""

    at: datetime
    host: str
    path: str
    terms: str
    verdict: str
    category: str
    device: str
    shared: bool
    alarm: str
    pupil: int = 0


@dataclass(frozen=True, slots=True)
class Hour:
    """``rows`` in order; ``missing`` is what of the log of those days is damaged, so that it cannot be among them.
    ``called`` is whose hour it is, and ``adults`` how many things of it an adult did, who are not shown."""

    look: ActivityLook
    rows: tuple[Row, ...]
    missing: tuple[Missing, ...]
    called: str = ""
    adults: int = 0


def hour(school: School, ref: str, *, viewer: Person, now: datetime) -> Hour:
    """What the look ``ref`` shows. Raises ``NotFoundError`` for a look of somebody else's or one that was refused, and
    ``DeniedError`` once it is over."""
    rows = ActivityLook.objects.for_school(school).filter(ref=ref, viewer=viewer, allowed=True)
    look: ActivityLook | None = rows.select_related("subject", "viewer").first()
    if look is None or look.since is None or look.until is None:
        raise NotFoundError("the look", "there is none such of yours.", "Ask to look again.")
    if now - look.at > OPEN:
        raise DeniedError("This look", "is over: it is shown for an hour.", "Ask again, with the reason there is now.")
    zone = ZoneInfo(school.time_zone)
    days = look.since.astimezone(zone).date(), look.until.astimezone(zone).date()
    gone = tuple(missing(school, first=days[0], last=days[1]))
    if look.report == "alerts":  # its minutes are shown beside the alert, without a word that was typed
        return Hour(look, (), gone)
    if look.subject:
        return Hour(look, rows_of(school, look.subject, look.since, look.until), gone, str(look.subject.name))
    if not look.about:
        return Hour(look, (), gone)
    called = whom_of(school, look.about).called
    theirs, adults = _of_several(school, look.about, look.since, look.until)
    return Hour(look, theirs, gone, called, adults)


def rows_of(school: School, subject: Person, since: datetime, until: datetime) -> tuple[Row, ...]:
    """All rows of one person from ``since`` until just before ``until``. Call it only by what was entered as a look, or
    for what somebody asked of themselves."""
    person = Pseudonyms.of(school).of_ref(subject.ref)
    return _told(school, rows_between(school, since, until, person=person, most=None), {})


def _of_several(school: School, about: str, since: datetime, until: datetime) -> tuple[tuple[Row, ...], int]:
    """What nobody known or a pupil did in a class or on a device, and how many things an adult did there."""
    pseudonyms = Pseudonyms.of(school)
    if about.startswith("grp_"):
        found = rows_between(school, since, until, group=about, most=None)
    else:
        found = rows_between(school, since, until, device=pseudonyms.of_ref(about), most=None)
    pupils = {pseudonyms.of_ref(ref) for ref in pupils_ever(school)}
    theirs = [row for row in found if row["level"] != "staff" and (not row["person"] or row["person"] in pupils)]
    numbers = {person: n for n, person in enumerate(dict.fromkeys(row["person"] for row in theirs if row["person"]), 1)}
    return _told(school, theirs, numbers), len(found) - len(theirs)


def _told(school: School, rows: list[dict[str, Any]], numbers: dict[str, int]) -> tuple[Row, ...]:
    zone, pseudonyms = ZoneInfo(school.time_zone), Pseudonyms.of(school)
    labels = {pseudonyms.of_ref(one.ref): one.label for one in devices(school, on=today(school))}
    return tuple(
        Row(
            row["at"].astimezone(zone),
            row["host"],
            row["path"],
            row["terms"],
            row["verdict"],
            CATEGORIES[row["category"]].words if row["category"] in CATEGORIES else row["category"],
            labels.get(row["device"], ""),
            row["shared"],
            row["alarm"],
            numbers.get(row["person"], 0),
        )
        for row in rows
    )
