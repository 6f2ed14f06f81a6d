"""Setting a way to a directory up, letting it act (the head alone), and noting how far the directory differs."""

import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import kinds
from schoolgate.estate.actions.saying import record
from schoolgate.estate.models import PushWay
from schoolgate.estate.pushing.contract import Way
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import DeniedError
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person, School

SECRET = "password"  # noqa: S105  (the name of a setting)


def set_way(school: School, way: Way, provider: str, settings: Mapping[str, str], *, actor: Actor) -> PushWay:
    """Keep how a way is set up. A secret left out stays as it was, for the same server. Where the server or whose
    accounts are another, a head lets it act anew. Raises ``BadInputError`` for accounts that this way cannot do.
    """
    whose = way.provider(provider)
    with transaction.atomic():
        hold(school)
        row = PushWay.objects.for_school(school).filter(way=way.key).first() or PushWay(school=school, way=way.key)
        before = json.loads(row.settings)
        kept = {name: value.strip() for name, value in settings.items() if value.strip()}
        same = _target(before) == _target(kept)
        if SECRET not in kept and SECRET in before and same:
            kept[SECRET] = before[SECRET]
        if not same or (row.pk and row.provider != whose):
            row.approved_by, row.approved_at = "", None
        row.provider, row.settings = whose, json.dumps(kept, sort_keys=True)
        row.save()
        acts = row.approved_at is not None
        record(school, kinds.PUSH_WAY_SET, school.ref, actor, way=way.key, provider=whose, acts=acts)
    return row


def let_act(school: School, way: Way, *, actor: Actor) -> None:
    """A head lets pushes by this way act, as it is set up now. Raises ``DeniedError`` for anybody else."""
    head = Person.objects.for_school(school).filter(ref=actor.ref).first()
    if head is None or "head" not in roles_of(head, today(school)):
        raise DeniedError("The first push by this way", "the headteacher lets it act.", "Ask the headteacher.")
    with transaction.atomic():
        hold(school)
        row = PushWay.objects.for_school(school).filter(way=way.key).first()
        row = row or PushWay(school=school, way=way.key, provider=way.provider())
        row.approved_by, row.approved_at = actor.ref, timezone.now()
        row.save()
        record(school, kinds.PUSH_WAY_SET, school.ref, actor, way=way.key, provider=row.provider, acts=True)


def note_differences(school: School, way: Way, count: int | None, *, on: date, actor: Actor) -> None:
    """What the clock found on a day: how many differences, or None where the directory could not be asked."""
    with transaction.atomic():
        hold(school)
        row = PushWay.objects.for_school(school).get(way=way.key)
        if (row.looked_on, row.differences) != (on, count):
            row.looked_on, row.differences = on, count
            row.save()
            record(school, kinds.PUSH_COMPARED, school.ref, actor, way=way.key, differences=count)


def check_may_act(school: School, way: Way, server: str) -> None:
    """Raises ``DeniedError`` where no head let this way act, or not on this server."""
    row = PushWay.objects.for_school(school).filter(way=way.key).first()
    if row is None or row.approved_at is None:
        raise DeniedError(
            "The push", "no headteacher has let this way act yet: it is only watched.", "Ask the headteacher."
        )
    if way.connect is not None and server != json.loads(row.settings).get("server", ""):
        raise DeniedError("The push", "this is not the server that the headteacher let it act on.", "Set that one up.")


def _target(settings: Mapping[str, str]) -> tuple[str, str]:
    return settings.get("server", ""), settings.get("base", "")
