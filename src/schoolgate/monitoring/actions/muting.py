"""Setting aside what a rule notices, with a reason, by two people; and who reads alerts out of hours."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import CHECKERS, MUTE_AGREERS, READER_SETTERS
from schoolgate.monitoring.models import Alert, Mute, OutOfHoursReader
from schoolgate.monitoring.queries.permissions import human_of
from schoolgate.people.access import Visit, require, roles_of, today
from schoolgate.people.queries import person

LONGEST: Final = timedelta(days=366)
_NEVER: Final = ("help", "found", "illegal-site")


@transaction.atomic
def propose_mute(here: Visit, rule: str, why: str, until: date) -> Mute:
    """Propose that what ``rule`` notices is set aside. It holds once another person agrees, and never for what is high.
    Raises ``BadInputError`` without a reason, for too long a time, and for what is never set aside."""
    require(here.roles, *CHECKERS)
    hold(here.school)
    if rule in _NEVER or Alert.objects.for_school(here.school).filter(rule=rule, illegal=True).exists():
        raise BadInputError("the rule", "what it notices is never set aside.", "Decide about each.")
    if len(why.strip()) < 10:
        raise BadInputError("the reason", "is too short for somebody else to agree to.", "Say why in a sentence.")
    if not today(here.school) < until <= today(here.school) + LONGEST:
        raise BadInputError("the last day", "it lies in the past, or more than a year away.", "Choose another.")
    row = Mute(school=here.school, rule=rule, why=why.strip(), at=timezone.now(), by=here.person, until=until)
    row.save()
    details = {"rule": rule, "until": until.isoformat()}
    append(school_chain(here.school.ref), kinds.MUTED, actor=here.actor, subject=row.ref, details=details)
    return row


@transaction.atomic
def agree_mute(here: Visit, ref: str) -> Mute:
    """A second person agrees: from now on it is set aside, and what is open of it with it. Raises ``DeniedError`` for
    whoever proposed it."""
    require(here.roles, *MUTE_AGREERS)
    hold(here.school)
    row = _one(here, ref)
    if row.agreed_at is not None:
        raise BadInputError("the agreement", "it was agreed already.", "Look at the list again.")
    if human_of(row.by) == human_of(here.person):
        raise DeniedError("Agreeing", "you proposed it, and it takes two people.", "Ask the head or the deputy.")
    row.agreed_at, row.agreed_by = timezone.now(), here.person
    row.save()
    open_ = Alert.objects.for_school(here.school).filter(rule=row.rule, state=Alert.State.OPEN).exclude(severity="high")
    open_.update(state=Alert.State.SET_ASIDE, mute=row.ref)
    append(
        school_chain(here.school.ref), kinds.MUTE_AGREED, actor=here.actor, subject=row.ref, details={"rule": row.rule}
    )
    return row


@transaction.atomic
def end_mute(here: Visit, ref: str) -> Mute:
    """It is shown again from now on; one person is enough to see more."""
    require(here.roles, *MUTE_AGREERS)
    hold(here.school)
    row = _one(here, ref)
    row.until = min(row.until, today(here.school) - timedelta(days=1))
    row.save()
    append(
        school_chain(here.school.ref), kinds.MUTE_ENDED, actor=here.actor, subject=row.ref, details={"rule": row.rule}
    )
    return row


@transaction.atomic
def set_reader(here: Visit, ref: str, hours: str) -> OutOfHoursReader:
    """Say who reads alerts out of hours, and when, in the words parents are told. Only somebody who reads alerts can:
    this opens nothing to anybody."""
    require(here.roles, *READER_SETTERS)
    hold(here.school)
    who = person(here.school, ref)
    if not roles_of(who, today(here.school)) & set(CHECKERS):
        raise BadInputError("the reader", "they do not read alerts.", "Choose the safeguarding lead or a deputy.")
    if not hours.strip() or len(hours) > 120:
        raise BadInputError("the hours", "are empty, or longer than 120 letters.", "Say when: “weekdays from 4 to 8”.")
    row = OutOfHoursReader(school=here.school, reader=who, hours=" ".join(hours.split()), since=today(here.school))
    row.save()
    _entered(here, row)
    return row


@transaction.atomic
def end_reader(here: Visit, pk: int) -> None:
    """They read alerts out of hours no longer, from tomorrow."""
    require(here.roles, *READER_SETTERS)
    hold(here.school)
    row = OutOfHoursReader.objects.for_school(here.school).filter(pk=pk, until=None).select_related("reader").first()
    if row is None:
        raise NotFoundError("the reader", "there is none such here.", "Look at the list again.")
    row.until = today(here.school)
    row.save()
    _entered(here, row)


def _entered(here: Visit, row: OutOfHoursReader) -> None:
    details = {"until": row.until.isoformat() if row.until else None}
    chain = school_chain(here.school.ref)
    append(chain, kinds.READER_SET, actor=here.actor, subject=row.reader.ref, details=details, label=Label.SCHOOL)


def _one(here: Visit, ref: str) -> Mute:
    row: Mute | None = Mute.objects.for_school(here.school).filter(ref=ref).select_related("by").first()
    if row is None:
        raise NotFoundError("what is set aside", "there is none such here.", "Look at the list again.")
    return row
