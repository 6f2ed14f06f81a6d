"""Telling those who may decide that somebody asks: at once those whose work it is, after a while all who may."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.filtering import kinds
from schoolgate.filtering.access import ANSWERERS
from schoolgate.filtering.agreed.deciders import ALWAYS_MAY, OWN_CLASSES, spans
from schoolgate.filtering.models import SiteRequest
from schoolgate.filtering.queries.deciders import Deciding
from schoolgate.frame.actor import Actor
from schoolgate.gates.web.sites import Site
from schoolgate.ledger.actions import append, school_chain
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import Membership, School
from schoolgate.people.queries import acting_each, holders

WAITS: Final = timedelta(minutes=20)  # in which one of the first is to answer; then all who may are told
LAPSES: Final = timedelta(days=7)  # as long as the page that asked can show the answer


def tell_deciders(row: SiteRequest, *, actor: Actor) -> None:
    """To those who act as head and as safeguarding lead today, and who teach the class where that was agreed."""
    school: School = row.school
    acts = acting_each(school, ("head", "dsl"), today(school)).values()
    _tell(row, {one.person for one in acts if one.person} | _own_teachers(row), actor)


@transaction.atomic
def look_after_asked(school: School, now: datetime, *, actor: Actor) -> int:
    """Tell more people of what has waited too long, and close what nobody answered in a week; how many rows changed."""
    changed = 0
    rows = SiteRequest.objects.for_school(school).select_for_update(of=("self",)).filter(state="open")
    for row in rows:
        if row.asked_at <= now - LAPSES:
            row.state, row.answered_at = SiteRequest.State.LAPSED, now
            append(school_chain(school.ref), kinds.SITE_LAPSED, actor=actor, subject=row.ref)
        elif row.told_more_at is None and row.asked_at <= now - WAITS:
            row.told_more_at = now
            _tell(row, _all_who_may(row), actor)
        else:
            continue
        row.save()
        changed += 1
    return changed


def _tell(row: SiteRequest, persons: set[str], actor: Actor) -> None:
    """The letter names no site: it may be read on a bus, and says what a class wanted to see."""
    link = f"{settings.SCHOOLGATE_URL}{reverse('filtering.asked', args=[row.school.ref])}"
    for person in sorted(persons):
        send(row.school, person, "filter.asked", {"link": link}, actor=actor, about=row.ref)


def _all_who_may(row: SiteRequest) -> set[str]:
    school: School = row.school
    deciding = Deciding.at(school)
    agreed = {one.role for one in deciding.setting.deciders} - OWN_CLASSES
    roles = {*ALWAYS_MAY, *(agreed & set(ANSWERERS))}  # nobody is sent to a page that is not for them
    return _own_teachers(row) | {
        one.ref for one in holders(school, roles, on=today(school)) if _may(deciding, row, one.role, own_class=False)
    }


def _own_teachers(row: SiteRequest) -> set[str]:
    """Those who teach the class it was asked from, where it was agreed that they may answer."""
    school, deciding = row.school, Deciding.at(row.school)
    roles = {one.role for one in deciding.setting.deciders if one.role in OWN_CLASSES}
    if row.everyone or not roles:
        return set()
    staff = Membership.objects.for_school(school).as_of(today(school)).filter(capacity=Membership.Capacity.STAFF)
    teach = set(staff.filter(group__ref__in=row.groups).values_list("person__ref", flat=True))
    return {
        one.ref
        for one in holders(school, roles, on=today(school))
        if one.ref in teach and _may(deciding, row, one.role, own_class=True)
    }


def _may(deciding: Deciding, row: SiteRequest, role: str, *, own_class: bool) -> bool:
    closed = deciding.closed_by(Site(row.host), {row.level}, {row.category})
    return bool(spans([role], deciding.setting.deciders, levels={row.level}, categories=closed, own_class=own_class))
