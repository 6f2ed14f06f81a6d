"""Making and stopping the links by which carers sign."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import check_office
from schoolgate.agreements.languages import ENGLISH, offered
from schoolgate.agreements.models import Signature, SigningLink
from schoolgate.agreements.queries.asking_families import words_of_families
from schoolgate.agreements.signing_links import LASTS, ON_TABLET, OWN_LASTS, MadeLink, digest_of, new_code
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.families.queries import children_of
from schoolgate.people.models import Person, School

# How a link goes out.
HANDED: Final = ("letter", "printed", "texted", "shown", "tablet")
_SOON: Final = {"tablet": ON_TABLET, "own": OWN_LASTS}  # these end within the day
_WAYS: Final = {"tablet": Signature.Way.TABLET, "own": Signature.Way.PAGE}
type _Details = dict[str, str | int | bool | None]


def make_link(carer: Person, *, actor: Actor, handed: str = "shown", lasts: timedelta = LASTS) -> MadeLink:
    """A link for one carer and all their children here, good to the end of its last day. Links that they hold already
    stay good. Raises ``DeniedError`` for whoever is not the office; ``BadInputError`` for a carer of no child here."""
    (made,) = make_links(carer.school, [carer], actor=actor, handed=handed, lasts=lasts)
    return made


@transaction.atomic
def make_links(
    school: School, carers: Sequence[Person], *, actor: Actor, handed: str, lasts: timedelta = LASTS
) -> tuple[MadeLink, ...]:
    """As ``make_link``, for many at once and as one entry of the record; in the order of ``carers``."""
    check_office(school, actor)
    if handed not in HANDED:
        raise BadInputError("how the link goes out", f"{handed} is no way.", f"Known: {', '.join(HANDED)}.")
    return _make(school, carers, actor, handed, lasts)


@transaction.atomic
def make_own_link(carer: Person, *, actor: Actor) -> MadeLink:
    """For a carer who has signed in: the pages by which they answer, for an hour. Raises ``DeniedError``."""
    if not actor.signs or actor.ref != carer.ref:
        raise DeniedError("The link", "is the carer’s own.", "Ask the office to make one.")
    (made,) = _make(carer.school, [carer], actor, "own", OWN_LASTS)
    return made


def _make(
    school: School, carers: Sequence[Person], actor: Actor, handed: str, lasts: timedelta
) -> tuple[MadeLink, ...]:
    now, day = timezone.now(), today(school)
    last = day if handed in _SOON else day + lasts
    ends = now + _SOON[handed] if handed in _SOON else datetime.combine(last, time.max, ZoneInfo(school.time_zone))
    rows, made, read_in = [], list[MadeLink](), _languages(school, carers)
    for carer in dict.fromkeys(carers):
        if not children_of(school, carer.ref, day):
            raise BadInputError("the link", "they care for no child here.", "Look at the child’s family.")
        code = new_code()
        way = _WAYS.get(handed, Signature.Way.LINK)
        row = SigningLink(school=school, carer=carer, digest=digest_of(code), way=way, made_by=actor.ref)
        row.made_at, row.ends_at, row.language = now, ends, read_in.get(carer.pk, ENGLISH)
        rows.append(row)
        made.append(MadeLink(row.ref, carer.ref, code, last))
    hold(school)
    SigningLink.objects.for_school(school).bulk_create(rows, batch_size=500)
    if rows:
        said: _Details = {"handed": handed, "until": ends.date().isoformat(), "people": len(rows)}
        items: list[Mapping[str, str | int | bool | None]] = [{"link": row.ref, "carer": row.carer.ref} for row in rows]
        chain = school_chain(school.ref)
        append_batch(chain, kinds.LINKS_MADE, actor=actor, subject=school.ref, details=said, items=items)
    return tuple(made)


def _languages(school: School, carers: Sequence[Person]) -> dict[int, str]:
    """By primary key the language that each chose on their last link, where it is still offered: nobody chooses it
    anew with every letter."""
    there = {one.key for one in offered(words_of_families(school, today(school)).values())}
    rows = SigningLink.objects.for_school(school).filter(carer__in=carers).order_by("pk")
    last = dict(rows.values_list("carer_id", "language"))
    return {carer: key for carer, key in last.items() if key in there}


@transaction.atomic
def stop_links(carer: Person, *, actor: Actor) -> int:
    """Every link of the carer that is still good ends now: one went astray. How many ended."""
    school = carer.school
    check_office(school, actor)
    now = timezone.now()
    hold(school)
    good = SigningLink.objects.for_school(school).filter(carer=carer, ends_at__gt=now)
    stopped = int(good.update(ends_at=now, kept=""))
    if stopped:
        said: _Details = {"links": stopped}
        append(school_chain(school.ref), kinds.LINKS_STOPPED, actor=actor, subject=carer.ref, details=said)
    return stopped
