"""Somebody leaves: their roles, what was passed to and by them, and their sign-in, in one act."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold, withdraw
from schoolgate.frame.rounds import each_round
from schoolgate.frame.scoped import unscoped
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds
from schoolgate.people.actions.parting import part
from schoolgate.people.actions.persons import close_account
from schoolgate.people.actions.roles import check_manages
from schoolgate.people.actions.staying import stays_open
from schoolgate.people.models import Away, Delegation, Person, RoleAssignment

__all__ = ["leave", "take_sign_in"]


def leave(person: Person, *, actor: Actor, last_day: date) -> int:
    """After ``last_day`` the person holds no role here and signs in here no more; how many roles ended.

    What they passed on and what was passed to them ends that day too. Raises ``BadInputError`` when nobody would be
    left who looks after Schoolgate.
    """
    check_manages(person, actor)
    school, after = person.school, last_day + timedelta(days=1)
    now = timezone.now()
    with transaction.atomic():
        hold(school)
        with stays_open(school):
            ended = 0
            rows = RoleAssignment.objects.for_school(school).known().overlapping(after, None).filter(person=person)
            for row in list(rows):
                key = {"person": person, "role": row.role, "deputy": row.deputy}
                withdraw(RoleAssignment, school, key, valid_from=after, valid_to=None, at=now)
                ended += 1
            passed = Delegation.objects.for_school(school).known().overlapping(after, None)
            for one in [*passed.filter(giver=person), *passed.filter(to=person)]:
                withdraw(Delegation, school, {"ref": one.ref}, valid_from=after, valid_to=None, at=now)
            withdraw(Away, school, {"person": person}, valid_from=after, valid_to=None, at=now)
            part(school, [person.pk], after, now)
            Person.objects.for_school(school).filter(pk=person.pk).update(left_on=last_day)
        person.left_on = last_day
        details: dict[str, str | int | bool | None] = {"last_day": last_day.isoformat(), "roles": ended}
        append(school_chain(school.ref), kinds.LEFT, actor=actor, subject=person.ref, details=details)
    return ended


def take_sign_in(person: Person, *, actor: Actor) -> None:
    """The person signs in at this school no more; their sign-in goes on at others, and is closed where there is none.

    Raises ``BadInputError`` when nobody would be left who looks after Schoolgate. Nothing if they have none.
    """
    check_manages(person, actor)
    school, account = person.school, person.account
    if account is None:
        return
    with transaction.atomic():
        hold(school)
        with stays_open(school):
            Person.objects.for_school(school).filter(pk=person.pk).update(account=None)
        person.account = None
        details: dict[str, str | int | bool | None] = {"account": account.ref}
        append(school_chain(school.ref), kinds.SIGN_IN_TAKEN, actor=actor, subject=person.ref, details=details)
        with unscoped("a sign-in may be a person at several schools"):
            elsewhere = Person.objects.filter(account=account).exists()
        if not elsewhere:
            close_account(account, actor=actor)


@each_round("people.leavers")
def _leavers(now: datetime) -> int:
    """Sign-ins of those whose last day is over, taken from them."""
    with unscoped("leavers of every school"):
        gone = list(Person.objects.filter(left_on__isnull=False, account__isnull=False).select_related("school"))
    done = 0
    for person in gone:
        if person.left_on is not None and person.left_on < now.astimezone(ZoneInfo(person.school.time_zone)).date():
            take_sign_in(person, actor=system("leavers"))
            done += 1
    return done
