"""Letters to adults who have not signed what is asked of them: a week apart, three times, and then no more."""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.reminding import EVERY, TIMES
from schoolgate.agreements.models import Reminder, Wording
from schoolgate.agreements.queries.staff import asked_since, unsigned
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append_batch, school_chain
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_LETTER: Final = "agreement.sign-own"


@transaction.atomic
def remind_staff(school: School, *, actor: Actor) -> int:
    """One letter to each adult who is due for it today, whatever waits for them; how many.

    Nobody who is away, who cannot sign in, or a fourth time for the same words: then somebody asks in person.
    """
    day = today(school)
    since = asked_since(school, day)
    if not since:
        return 0
    hold(school)
    wordings = {row.ref: row for row in Wording.objects.for_school(school).filter(ref__in=since)}
    by_title = {KINDS.get(row.kind).title: row for row in wordings.values()}
    link = settings.SCHOOLGATE_URL + reverse("agreements.mine", args=[school.ref])
    items: list[Mapping[str, str | int | bool | None]] = []
    for one in unsigned(school, day):
        if one.back is not None or not one.signs_in:
            continue
        person = Person.objects.for_school(school).get(ref=one.person)
        numbers = []
        for row in (by_title[title] for title in one.kinds):
            sent = Reminder.objects.for_school(school).filter(wording=row, person=person)
            number = sent.count() + 1
            last = max([row.from_on, one.since, *sent.values_list("on", flat=True)])
            if number <= TIMES and day >= last + EVERY:
                Reminder(school=school, wording=row, person=person, number=number, on=day).save()
                numbers.append(number)
        if numbers:
            send(school, one.person, _LETTER, {"link": link}, actor=actor, about=f"own-{day.isoformat()}")
            items.append({"person": one.person, "number": max(numbers)})
    if items:
        said: dict[str, str | int | bool | None] = {"people": len(items)}
        chain = school_chain(school.ref)
        append_batch(chain, kinds.STAFF_REMINDED, actor=actor, subject=school.ref, details=said, items=items)
    return len(items)
