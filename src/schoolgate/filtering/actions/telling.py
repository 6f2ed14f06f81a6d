"""Who hears of a change: those who are to sign, by letter and as a job; and the checks of the policy, in counts."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.evidence.actions import AskedOf, ask_person, settle_jobs, tell_changed
from schoolgate.filtering.access import SIGNING
from schoolgate.filtering.counting import counted
from schoolgate.filtering.models import Proposal, SettingSignature
from schoolgate.frame.actor import Actor
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import person, who_may_sign

TO_SIGN: Final = "filter.sign"  # and the role, after a hyphen
_TIME: Final = timedelta(days=7)
_WORDS: Final = "Agree or decline a proposed change to the web filter"


def ask_signers(row: Proposal, *, actor: Actor) -> None:
    """Write to everybody who may sign next, whoever acts aside, and give the first of each role a job. Once each."""
    school, day = row.school, today(row.school)
    signed = {each.role: each for each in SettingSignature.objects.for_school(school).filter(proposal=row)}
    able = who_may_sign(school, SIGNING, day, {role: frozenset(each.humans) for role, each in signed.items()})
    link = settings.SCHOOLGATE_URL + reverse("filtering.proposal", args=[school.ref, row.ref])
    for one in {each.person: each for each in able}.values():
        if one.person != actor.ref:
            send(school, one.person, "filter.to-sign", {"link": link}, actor=actor, about=f"{row.ref}-{one.role}")
    for role in SIGNING:
        first = next((each for each in able if each.role == role), None)
        if first is not None:
            asked = AskedOf(row.ref, _WORDS, day + _TIME, tells="head", minutes=5)
            ask_person(person(school, first.person), f"{TO_SIGN}-{role}", asked, actor=actor)
    settle_asks(row, actor=actor)


def settle_asks(row: Proposal, *, actor: Actor) -> None:
    """Close the jobs of signatures that are there, or of proposals that wait no more."""
    school = row.school
    waiting = Proposal.objects.for_school(school).filter(status=Proposal.Status.WAITING)
    signed = SettingSignature.objects.for_school(school).filter(proposal__in=waiting)
    refs = set(waiting.values_list("ref", flat=True))
    for role in SIGNING:
        done = set(signed.filter(role=role).values_list("proposal__ref", flat=True))
        met = {*done, *([row.ref] if row.status == Proposal.Status.AGREED else [])}
        settle_jobs(school, f"{TO_SIGN}-{role}", still=refs - done, met=met, actor=actor)


@transaction.atomic
def tell_facts(school: School, *, actor: Actor) -> int:
    """Tell those facts of the agreement that have changed; returns how many."""
    day = today(school)
    return tell_changed(school, counted(school, on=day), on=day, actor=actor, source="filtering")
