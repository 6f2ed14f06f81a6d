"""Permissions to look, as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime

from schoolgate.kernel.errors import NotFoundError
from schoolgate.monitoring.actions.granting import side_for
from schoolgate.monitoring.models import GrantSignature, ViewGrant
from schoolgate.monitoring.permissions.reports import REPORTS
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import names
from schoolgate.vocabulary.roles import ROLES


@dataclass(frozen=True, slots=True)
class Granted:
    """``signed`` are the names of those who agreed, with the day; ``side`` is what the viewer may agree as, or none."""

    ref: str
    words: str
    shows: str
    role: str
    purpose: str
    starts: date
    until: date
    state: str
    live: bool
    waits: bool
    proposed_by: str
    proposed_at: datetime
    signed: tuple[tuple[str, datetime], ...]
    side: str
    closed_by: str
    why_closed: str


def granted(school: School, *, viewer: Person) -> list[Granted]:
    """Every permission, the latest first."""
    rows = ViewGrant.objects.for_school(school).select_related("school")
    return _told(school, list(rows.order_by("-proposed_at")), viewer)


def one_grant(school: School, ref: str, *, viewer: Person) -> Granted:
    """Raises ``NotFoundError``."""
    rows = list(ViewGrant.objects.for_school(school).filter(ref=ref).select_related("school"))
    if not rows:
        raise NotFoundError("the permission", "there is none such.", "Look at the list.")
    return _told(school, rows, viewer)[0]


def _told(school: School, rows: list[ViewGrant], viewer: Person) -> list[Granted]:
    day = today(school)
    signed: dict[int, list[GrantSignature]] = {row.pk: [] for row in rows}
    for one in GrantSignature.objects.for_school(school).filter(grant__in=rows).order_by("signed_at"):
        signed[one.grant_id].append(one)
    refs = {one.person for some in signed.values() for one in some}
    called = names(school, refs | {row.proposed_by for row in rows} | {row.closed_by for row in rows if row.closed_by})
    return [
        Granted(
            row.ref,
            REPORTS[row.report].words,
            REPORTS[row.report].shows,
            ROLES[row.role],
            row.purpose,
            row.starts,
            row.until,
            row.state,
            live=row.state == ViewGrant.State.AGREED and row.starts <= day <= row.until,
            waits=row.state == ViewGrant.State.WAITING and row.until >= day,
            proposed_by=called.get(row.proposed_by, ""),
            proposed_at=row.proposed_at,
            signed=tuple((called.get(one.person, ""), one.signed_at) for one in signed[row.pk]),
            side=side_for(row, viewer) if row.state == ViewGrant.State.WAITING else "",
            closed_by=called.get(row.closed_by, ""),
            why_closed=row.why_closed,
        )
        for row in rows
    ]
