"""Asking for the version in force to be read, and reminding by letter, three times and then no more."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.agreements import kinds, queries
from schoolgate.agreements.actions.telling import tell_facts
from schoolgate.agreements.models import Reminder, Wording
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version
from schoolgate.policy.promises import PolicyInForce

EVERY: Final = timedelta(days=7)
TIMES: Final = 3  # then somebody asks in person


@transaction.atomic
def ask_to_sign(school: School, policy: PolicyInForce, *, actor: Actor) -> Wording:
    """The wording that asks for this version to be read; asked for once, from the day the version is in force."""
    hold(school)  # two at once ask once
    known = queries.wording(school, policy.version)
    if known is not None:
        return known
    version = Version.objects.for_school(school).get(ref=policy.version)
    row = Wording(school=school, kind=Wording.Kind.POLICY_READ, version=version, recorded_at=timezone.now())
    row.from_on = policy.adoption.in_force_from
    row.save()
    tell_facts(school, actor=actor)
    details = {"version": policy.version, "from_on": row.from_on.isoformat()}
    append(school_chain(school.ref), kinds.ASKED, actor=actor, subject=row.ref, details=details)
    return row


@transaction.atomic
def remind(school: School, policy: PolicyInForce, *, actor: Actor) -> int:
    """Remind by letter whoever is due for it today; how many. Nobody who is away, who has signed, or a fourth time."""
    wording, day = ask_to_sign(school, policy, actor=actor), today(school)
    hold(school)
    link = settings.SCHOOLGATE_URL + reverse("agreements.read", args=[school.ref])
    items: list[Mapping[str, str | int | bool | None]] = []
    for signer in queries.signers(school, wording, on=day):
        asked_on = signer.due - queries.TIME_TO_READ
        number = signer.reminded + 1
        if signer.state not in ("open", "late") or not signer.signs_in or number > TIMES:
            continue
        last = Reminder.objects.for_school(school).filter(wording=wording, person__ref=signer.person)
        since = max([asked_on, *last.values_list("on", flat=True)])
        if day < since + EVERY:
            continue
        person = Person.objects.for_school(school).get(ref=signer.person)
        Reminder(school=school, wording=wording, person=person, number=number, on=day).save()
        about = f"{wording.ref}-{number}"
        send(school, signer.person, "agreement.read-policy", {"link": link}, actor=actor, about=about)
        items.append({"person": signer.person, "number": number})
    if items:
        details: dict[str, str | int | bool | None] = {"version": policy.version, "people": len(items)}
        chain = school_chain(school.ref)
        append_batch(chain, kinds.REMINDED, actor=actor, subject=wording.ref, details=details, items=items)
    return len(items)
