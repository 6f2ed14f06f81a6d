"""Asking whoever lacks training, or soon will, to take it; and whoever leads to note what somebody says they took."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.actions import AskedOf, ask_person, raise_job, settle_jobs
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.refs import derived_ref
from schoolgate.learning.access import PROPOSERS
from schoolgate.learning.queries import Need, needs
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

LEADS: Final = PROPOSERS[0]
TO_TAKE: Final = "training"
TO_NOTE: Final = "training-taken"
_TIME_TO_TAKE: Final = timedelta(days=28)  # it, once it has lapsed or was never taken
_TIME_TO_NOTE: Final = timedelta(days=14)


@transaction.atomic
def ask_for_training(school: School, *, actor: Actor, on: date | None = None) -> int:
    """One job for each person and course that is lacking or lapses soon; those are closed that nothing asks for.

    Whoever says that they took a course is not asked again: whoever leads is, to note it. Returns how many jobs were
    made or closed. Twice on a day does nothing the second time.
    """
    hold(school)
    day = on or today(school)
    found = needs(school, on=day)
    changed = _settle(school, found, actor, day)
    said = {(one.kind, one.about): one for one in evidence.asked_before(school, (TO_TAKE, TO_NOTE))}
    lacking = [need for need in found if need.state != "good"]
    rows = Person.objects.for_school(school).filter(ref__in={need.person for need in lacking})
    persons = {one.ref: one for one in rows}
    for need in lacking:
        asked = said.get((TO_TAKE, about(need)))
        if asked is not None and asked.said:
            changed += (TO_NOTE, about(need)) not in said and _ask_to_note(school, need, actor, day)
        elif asked is None or not asked.open:
            changed += bool(ask_person(persons[need.person], TO_TAKE, _asked(need, day), actor=actor, on=day))
    return changed


@transaction.atomic
def settle_training(school: School, *, actor: Actor, on: date | None = None) -> int:
    """Close the jobs whose training was noted, or that is not asked of them any more. Returns how many."""
    day = on or today(school)
    return _settle(school, needs(school, on=day), actor, day)


def about(need: Need) -> str:
    """What a job for a need is about: the person, the course and the time it was last taken, and no name."""
    return f"{_pair(need)}.{need.attendance or 'never'}"


def _pair(need: Need) -> str:
    return derived_ref("need", need.person, need.course)


def _settle(school: School, found: Iterable[Need], actor: Actor, on: date) -> int:
    listed = tuple(found)
    lacking = {about(need) for need in listed if need.state != "good"}
    holding = {_pair(need) for need in listed if need.holds}
    before = evidence.asked_before(school, (TO_TAKE, TO_NOTE))
    met = {one.about for one in before if one.about.partition(".")[0] in holding}
    return sum(settle_jobs(school, kind, still=lacking, met=met, actor=actor, on=on) for kind in (TO_TAKE, TO_NOTE))


def _asked(need: Need, on: date) -> AskedOf:
    told = {"title": need.title, "day": spelt(need.until or need.due or on)}
    if need.state == "soon":
        return AskedOf(about(need), _("Take “%(title)s” again: yours holds to %(day)s") % told, need.until or on, LEADS)
    if need.state == "new" and need.due is not None:
        return AskedOf(about(need), _("Take “%(title)s”, as you are new here") % told, need.due, LEADS)
    words = _("Take “%(title)s” again: yours held to %(day)s") if need.until else _("Take “%(title)s”")
    return AskedOf(about(need), words % told, on + _TIME_TO_TAKE, LEADS)


def _ask_to_note(school: School, need: Need, actor: Actor, on: date) -> int:
    words = _("Note that %(name)s took “%(title)s”: they say so") % {"name": need.name, "title": need.title}
    due = on + _TIME_TO_NOTE
    raise_job(school, kind=TO_NOTE, about=about(need), role=LEADS, due=due, actor=actor, words=words, on=on)
    return 1
