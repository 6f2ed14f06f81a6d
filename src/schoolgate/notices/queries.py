"""Letters of a school, for the page and the command that show them."""

from dataclasses import dataclass
from datetime import datetime

from schoolgate.frame.scoped import ScopedQuerySet, unscoped
from schoolgate.notices.models import OPEN, Notice
from schoolgate.notices.registry import WORDINGS
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Told:
    """One letter. ``name`` is unlocked: for a page that may show it, never for a log. ``at`` is its last change."""

    ref: str
    name: str
    title: str
    state: str
    trouble: str
    made_at: datetime
    at: datetime
    attempts: int


def waiting(school: School) -> list[Told]:
    """Those that a person has to look at, oldest first."""
    return [_told(row) for row in _rows(school).filter(state__in=OPEN)]


def in_line(school: School) -> list[Told]:
    """Those that Schoolgate will send, or try again to, oldest first."""
    return [_told(row) for row in _rows(school).filter(state__in=(Notice.State.DUE, Notice.State.SENDING))]


def gone(school: School, at_most: int = 50) -> list[Told]:
    """The latest that were sent or settled, latest first."""
    ended = (Notice.State.SENT, Notice.State.SETTLED)
    return [_told(row) for row in _rows(school).filter(state__in=ended).order_by("-ended_at", "-id")[:at_most]]


def about(school: School, about: str) -> Told | None:
    """The letter that was asked for about one thing, or None."""
    row = _rows(school).filter(about=about).order_by("-id").first()
    return _told(row) if row else None


def states(school: School, kind: str) -> dict[str, str]:
    """The state of the latest letter of a kind to each person, by ref: whom letters do not reach is told by it."""
    rows = _rows(school).filter(kind=kind).order_by("id")
    return dict(rows.values_list("person__ref", "state"))


def counts() -> dict[str, int]:
    """How many letters of all schools are in each state; for machinery, which asks for no names."""
    with unscoped("how the installation is concerns every school"):
        states = list(Notice.objects.values_list("state", flat=True))
    return {state: states.count(state) for state in sorted(set(states))}


def late(before: datetime) -> int:
    """How many letters of all schools have been in line since before then."""
    with unscoped("how the installation is concerns every school"):
        return int(Notice.objects.filter(state=Notice.State.DUE, made_at__lt=before).count())


def _rows(school: School) -> ScopedQuerySet[Notice]:
    rows: ScopedQuerySet[Notice] = Notice.objects.for_school(school).select_related("person")
    return rows


def _told(row: Notice) -> Told:
    title = str(WORDINGS.get(row.kind).title) if row.kind in WORDINGS else row.kind
    at = row.ended_at or row.made_at
    return Told(row.ref, row.person.name, title, row.state, row.trouble, row.made_at, at, row.attempts)
