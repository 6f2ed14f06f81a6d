"""Who hears of a change: those who are to sign, by letter; and the checks of the policy, in counts."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.evidence.actions import tell_changed
from schoolgate.filtering.access import SIGNING
from schoolgate.filtering.counting import counted
from schoolgate.filtering.models import Proposal, SettingSignature
from schoolgate.frame.actor import Actor
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import who_may_sign

AGAIN_AFTER: Final = timedelta(days=3)  # a change that still waits is written about once more


def ask_signers(row: Proposal, *, actor: Actor, again: bool = False) -> None:
    """Write to everybody who may sign next, whoever acts aside: once, and once more where it still waits."""
    school = row.school
    signed = {each.role: each for each in SettingSignature.objects.for_school(school).filter(proposal=row)}
    wills = {role: frozenset(each.humans) for role, each in signed.items()}
    able = who_may_sign(school, SIGNING, today(school), wills)
    link = settings.SCHOOLGATE_URL + reverse("filtering.proposal", args=[school.ref, row.ref])
    for one in {each.person: each for each in able}.values():
        if one.person != actor.ref:
            about = f"{row.ref}-{one.role}{'-again' if again else ''}"
            send(school, one.person, "filter.to-sign", {"link": link}, actor=actor, about=about)


def remind_signers(school: School, *, now: datetime, actor: Actor) -> None:
    """Write once more about what still waits. Twice writes nothing the second time."""
    waiting = Proposal.objects.for_school(school).filter(status=Proposal.Status.WAITING)
    for row in waiting.filter(proposed_at__lte=now - AGAIN_AFTER).select_related("school"):
        ask_signers(row, actor=actor, again=True)


@transaction.atomic
def tell_facts(school: School, *, actor: Actor) -> int:
    """Tell those facts of the agreement that have changed; returns how many."""
    day = today(school)
    return tell_changed(school, counted(school, on=day), on=day, actor=actor, source="filtering")
