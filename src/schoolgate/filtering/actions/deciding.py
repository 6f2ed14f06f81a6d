"""Answering what was asked for: one press opens a site for a time or leaves it closed."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.actions.opening import open_site
from schoolgate.filtering.agreed.deciders import SPANS, until
from schoolgate.filtering.models import SiteRequest
from schoolgate.filtering.queries.asking import may_answer, scope_of
from schoolgate.filtering.queries.deciders import Deciding
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.categories import LOCKED_MASK, categories_in
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import Visit
from schoolgate.people.models import School
from schoolgate.people.queries import calendar

NO: Final = "no"
WHY: Final = "It was asked for, for a lesson."


@transaction.atomic
def answer(here: Visit, ref: str, said: str, *, now: datetime | None = None) -> SiteRequest:
    """Open what was asked for, for ``said`` (one of ``deciders.SPANS``), or say ``no``. The actor is the visitor's.

    Raises ``NotFoundError`` for a request that is not there or that this visitor could not answer at all,
    ``DeniedError`` for a longer time than they may open it for, ``BadInputError`` where it was answered meanwhile.
    """
    at, school = now or timezone.now(), here.school
    hold(school)
    row: SiteRequest | None = SiteRequest.objects.for_school(school).filter(ref=ref).first()
    may = may_answer(here, row, Deciding.at(school)) if row is not None else ()
    if row is None or not may or not here.actor.signs:
        raise NotFoundError("what was asked", "there is none such that you may answer.", "Look at the list again.")
    if row.state != SiteRequest.State.OPEN:
        raise BadInputError("what was asked", "it was answered meanwhile.", "Look at the list again.")
    if said not in (*SPANS, NO):
        raise BadInputError("the answer", f"{said!r} is none.", f"Answer one of: {', '.join((*SPANS, NO))}.")
    if said != NO and said not in may:
        raise DeniedError("The site", "may be opened by you for a shorter time only.", "Ask the safeguarding lead.")
    row.state, row.answered_at, row.answered_by = SiteRequest.State.NO, at, here.person.ref
    if said != NO:
        _open(here, row, said, at)
    row.save()
    details = {"said": said, "level": row.level, "category": row.category or None, "opened": row.opened or None}
    append(school_chain(school.ref), kinds.SITE_ANSWERED, actor=here.actor, subject=row.ref, details=details)
    return row


def _open(here: Visit, row: SiteRequest, said: str, at: datetime) -> None:
    row.state, row.span, row.until = SiteRequest.State.YES, said, until(said, at, calendar(here.school))
    opening = open_site(
        here.school,
        row.host,
        scope_of(row),
        row.until,
        by=here.person,
        why=WHY,
        actor=here.actor,
        categories=in_spite_of(here.school, row),
        asked=row.ref,
    )
    row.opened = opening.ref


def in_spite_of(school: School, row: SiteRequest) -> frozenset[str]:
    """The categories it is opened in spite of: those it is of today, so that it closes again where it turns worse.

    None named, which is any but the locked, where no category closed it: a garden, an hour, a name by its number.
    """
    deciding = Deciding.at(school)
    level = deciding.setting.by_level.get(row.level)
    if not row.category or level is None or level.garden:
        return frozenset()
    mask = deciding.lists.of(row.host)
    return frozenset({row.category, *(each.key for each in categories_in(mask & ~LOCKED_MASK))})
