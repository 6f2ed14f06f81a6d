"""Sending what is due: each letter by one process, and never twice.

A letter is claimed, and that committed, before it is handed over. A process that dies in between leaves it claimed, and
nobody then knows whether it went: it is not sent again by itself, but shown to a person, who decides.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.upkeep import sweeps
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.notices import kinds
from schoolgate.notices.contract import AwayError, NeverError, NotNowError, UnsureError
from schoolgate.notices.models import ENDED, Notice
from schoolgate.notices.registry import CHANNELS, WORDINGS
from schoolgate.people.access import today
from schoolgate.people.families.queries import reach_of
from schoolgate.people.models import Person

_MINUTES: Final = (1, 5, 15, 60, 180, *[360] * 15)  # between tries: four days in all, as RFC 5321, 4.5.4.1 asks
MOST_TRIES: Final = len(_MINUTES) + 1
_CLAIM: Final = timedelta(minutes=15)
_AT_MOST: Final = 500
_NOWHERE: Final = ".invalid"  # RFC 2606: what the sign-in of somebody with no address is said to have
_CLOCK: Final = system("letters")
State = Notice.State


@each_round("notices.send")
def send_due(moment: datetime) -> int:
    """Send what is due, oldest first, and return how many went. Several processes may do it at once."""
    sent = 0
    with unscoped("the clock sends the letters of every school"):
        _give_up_the_dead(moment)
        _find_addresses(moment)
        away: set[str] = set()  # channels that do not answer: the rest of theirs waits for the next round
        for row in list(_due(moment)[:_AT_MOST]):
            if row.channel not in away:
                went = _send(row, moment)
                sent += went is True
                away |= {row.channel} if went is None else set()
    return sent


@task
def send_soon() -> int:
    """For the worker, as soon as whatever caused a letter is committed."""
    return send_due(timezone.now())


def address_of(person: Person, kind: str) -> str:
    """Where letters of a kind to the person go, or empty: that of their own sign-in, while it is open; for a letter
    to families first the address that they gave as a carer, so that a parent who works here reads it at home."""
    if kind in WORDINGS and WORDINGS.get(kind).private:
        given = reach_of(person.school, [person.ref], "email", today(person.school))
        if given:
            return given[person.ref]
    account = person.account
    if account is not None and account.is_active and not account.email.endswith(_NOWHERE):
        return account.email
    return ""


@sweeps("notices.old")
def _old(now: datetime) -> int:
    """Letters that are done with. One that waits for a person stays, however long."""
    old = now - timedelta(days=Notice.retention.keep)
    with unscoped("what is too old goes at every school"):
        return int(Notice.objects.filter(state__in=ENDED, ended_at__lt=old).delete()[0])


def _due(moment: datetime) -> Any:
    return Notice.objects.filter(state=State.DUE, due_at__lte=moment).select_related(
        "person__account", "person__school", "school"
    )


def _send(row: Notice, moment: datetime) -> bool | None:
    """Whether it went; None where its channel does not answer."""
    good_for = WORDINGS.get(row.kind).good_for
    if good_for is not None and row.made_at + good_for < moment:
        return _end(row, State.FAILED, "what it said has ended", moment, context={})
    address = address_of(row.person, row.kind)
    if not address:
        Notice.objects.filter(pk=row.pk, state=State.DUE).update(state=State.NO_ADDRESS)
        return False
    claim = {"state": State.SENDING, "claimed_until": moment + _CLAIM, "attempts": F("attempts") + 1}
    if not Notice.objects.filter(pk=row.pk, state=State.DUE, attempts=row.attempts).update(**claim):
        return False  # another process has it
    row.attempts += 1
    return _hand_over(row, address, moment)


def _hand_over(row: Notice, address: str, moment: datetime) -> bool | None:
    try:
        letter = WORDINGS.get(row.kind).letter(row.school, _context(row), ref=row.ref, address=address)
        CHANNELS.get(row.channel).deliver(letter)
    except (AwayError, NotNowError) as error:
        _put_off(row, error.why, moment)
        return None if isinstance(error, AwayError) else False
    except UnsureError as error:
        return _end(row, State.UNSURE, error.why, moment)
    except NeverError as error:
        return _end(row, State.FAILED, error.why, moment)
    except (ValueError, NotFoundError) as error:  # an address no letter can bear; a kind that is gone
        return _end(row, State.FAILED, f"it cannot be written ({type(error).__name__})", moment)
    return _end(row, State.SENT, "", moment, context={})


def _context(row: Notice) -> Mapping[str, str]:
    held: Any = row.context  # the field's own type is that of its text
    return dict(held)


def _put_off(row: Notice, why: str, moment: datetime) -> None:
    if row.attempts >= MOST_TRIES:
        _end(row, State.FAILED, why, moment)
        return
    due = moment + timedelta(minutes=_MINUTES[row.attempts - 1])
    mine = Notice.objects.filter(pk=row.pk, state=State.SENDING)
    mine.update(state=State.DUE, due_at=due, claimed_until=None, trouble=why)


def _end(row: Notice, state: Notice.State, why: str, moment: datetime, **more: object) -> bool:
    """It went, or a person has to look: noted, and entered in the permanent record. Whether it went."""
    went = state is State.SENT
    details: dict[str, str | int | bool | None] = {"letter": row.kind}
    details |= {"channel": row.channel} if went else {"why": state.value}
    with transaction.atomic():
        row.state, row.trouble, row.claimed_until, row.ended_at = state, why, None, moment
        for name, value in more.items():
            setattr(row, name, value)
        row.save(update_fields=["state", "trouble", "claimed_until", "ended_at", *more])
        kind = kinds.SENT if went else kinds.NOT_SENT
        if row.kind in WORDINGS and not WORDINGS.get(row.kind).entered:
            return went
        append(school_chain(row.school.ref), kind, actor=_CLOCK, subject=row.ref, details=details)
    return went


def _give_up_the_dead(moment: datetime) -> None:
    """Claimed by a process that has since died: it may have gone."""
    stuck = Notice.objects.filter(state=State.SENDING, claimed_until__lt=moment)
    for row in stuck.select_related("school"):
        _end(row, State.UNSURE, "Schoolgate was stopped while it was on its way", moment)


def _find_addresses(moment: datetime) -> None:
    for row in _without_address():
        if address_of(row.person, row.kind):
            Notice.objects.filter(pk=row.pk, state=State.NO_ADDRESS).update(state=State.DUE, due_at=moment)


def _without_address() -> Iterator[Notice]:
    yield from Notice.objects.filter(state=State.NO_ADDRESS).select_related("person__account", "person__school")
