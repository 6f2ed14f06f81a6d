"""Finding a checked site suitable, by name and until a date: one press, which opens it where whoever presses may."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.actions.asking import ask
from schoolgate.filtering.actions.opening import may_open, open_site
from schoolgate.filtering.actions.telling_of_sites import tell_sites
from schoolgate.filtering.blocked.tokens import Blocked
from schoolgate.filtering.models import CheckedSite
from schoolgate.filtering.queries.deciders import lists_of
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.sites import Site
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import Visit

WHY = "Found suitable for a lesson."


@transaction.atomic
def find_suitable(here: Visit, ref: str, *, now: datetime | None = None) -> CheckedSite:
    """The visitor looked at the site and finds it suitable for that class until the check ends.

    Where the filter closes it for them it is opened for them alone, if the visitor may open it for so long; else it is
    asked for, of those who may. A second press adds nothing. Raises ``NotFoundError`` for a site of no check here,
    ``DeniedError`` for what nobody can open, ``BadInputError`` for a check that is over.
    """
    at, school = now or timezone.now(), here.school
    hold(school)
    rows = CheckedSite.objects.for_school(school).select_related("check_of")
    row: CheckedSite | None = rows.filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the site", "there is none such among those checked.", "Look at the list again.")
    if row.check_of.until <= at:
        raise BadInputError("the check", "it is over.", "Check the site again.")
    if row.state == CheckedSite.State.SUITABLE:
        return row
    if row.closed:
        if not row.askable or (row.category in CATEGORIES and CATEGORIES[row.category].locked):
            raise DeniedError("The site", "cannot be opened by anyone.", "Choose another for the lesson.")
        _open_or_ask(here, row, at)
    row.state, row.suitable_by, row.suitable_at = CheckedSite.State.SUITABLE, here.person, at
    row.changed_at, row.changes = None, ""
    row.save()
    until = row.check_of.until.isoformat()
    details = {"until": until, "opened": " ".join(row.openings) or None, "asked": row.asked or None}
    append(school_chain(school.ref), kinds.SITE_SUITABLE, actor=here.actor, subject=row.ref, details=details)
    tell_sites(school, actor=here.actor)
    return row


def _open_or_ask(here: Visit, row: CheckedSite, at: datetime) -> None:
    check, lists = row.check_of, lists_of(here.school)
    scope = Scope(frozenset({check.level}), frozenset({check.group} - {""}))
    if not all(may_open(here.school, here.person, Site(host), scope, check.until, lists) for host in row.closed):
        row.asked = _asked(here, row, at)
        return
    row.openings = [
        open_site(here.school, host, scope, check.until, by=here.person, why=WHY, actor=here.actor, asked=row.ref).ref
        for host in row.closed
    ]


def _asked(here: Visit, row: CheckedSite, at: datetime) -> str:
    """Asked for as from the page of a closed site, by whoever checked it: the first host on the way that is closed."""
    check = row.check_of
    groups = (check.group,) if check.group else ()
    level, rule, said = check.level, f"level:{check.level}", (row.because, True, int(at.timestamp()))
    blocked = Blocked(row.closed[0], level, row.verdict, row.category, rule, *said, groups=groups, by=here.person.ref)
    return ask(here.school, blocked, actor=here.actor, why=check.lesson, now=at).ref
