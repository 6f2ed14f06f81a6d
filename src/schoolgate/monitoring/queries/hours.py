"""The rows a look allows: one person's, between two moments, with the words they searched for unsealed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import Missing, missing, parts
from schoolgate.estate.queries import devices
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.monitoring.coverage.seeing import reading
from schoolgate.monitoring.models import ActivityLook
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

# A look is for now: its rows are shown to whoever looked for an hour, and then it takes another, with its own reason.
OPEN: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was done. ``terms`` are the words searched for, in clear."""

    at: datetime
    host: str
    path: str
    terms: str
    verdict: str
    category: str
    device: str
    shared: bool
    alarm: str


@dataclass(frozen=True, slots=True)
class Hour:
    """``rows`` in order; ``missing`` is what of the log of those days is damaged, so that it cannot be among them."""

    look: ActivityLook
    rows: tuple[Row, ...]
    missing: tuple[Missing, ...]


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
    return Hour(look, rows_of(school, look.subject, look.since, look.until) if look.subject else (), gone)


def rows_of(school: School, subject: Person, since: datetime, until: datetime) -> tuple[Row, ...]:
    """All rows of one person from ``since`` until just before ``until``. Call it only by what was entered as a look, or
    for what somebody asked of themselves."""
    zone = ZoneInfo(school.time_zone)
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    named = parts(school, "rows", first=first, last=last)
    if not named:
        return ()
    pseudonyms = Pseudonyms.of(school)
    found = reading().of_one([one.path for one in named], pseudonyms.of_ref(subject.ref), since, until)
    labels = {pseudonyms.of_ref(one.ref): one.label for one in devices(school, on=today(school))}
    return tuple(
        Row(
            row["at"].astimezone(zone),
            row["host"],
            row["path"],
            pseudonyms.unseal(row["terms"]),
            row["verdict"],
            CATEGORIES[row["category"]].words if row["category"] in CATEGORIES else row["category"],
            labels.get(row["device"], ""),
            row["shared"],
            row["alarm"],
        )
        for row in found
    )
