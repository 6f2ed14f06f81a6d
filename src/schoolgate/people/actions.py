"""The only writers of schools, persons and roles. Each says who acts, and records it where it changes anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import INSTANCE, append, school_chain
from schoolgate.people import kinds
from schoolgate.people.models import ROLE_WORDS, Account, CalendarPeriod, Person, RoleAssignment, School, Trust

_URN: Final = re.compile(r"\d{5,7}")
_CHANGEABLE: Final = ("name", "urn", "nation", "time_zone", "age_from", "age_to", "website")


@dataclass(frozen=True, slots=True)
class Period:
    """A piece of a calendar as a person says it: ``last`` is its last day, not the day after."""

    kind: str
    name: str
    first: date
    last: date


def add_school(
    *, name: str, actor: Actor, urn: str = "", nation: str = School.Nation.ENGLAND, trust: Trust | None = None
) -> School:
    """Add a school. Raises ``BadInputError`` for an empty name, a malformed URN, or one that is here already."""
    school = School(name=name.strip(), urn=urn.strip(), nation=nation, trust=trust)
    _check_school(school)
    with transaction.atomic():
        _save_school(school)
        append(school_chain(school.ref), kinds.SCHOOL_ADDED, actor=actor, subject=school.ref)
    return school


def change_school(school: School, *, actor: Actor, **changes: str | int | None) -> School:
    """Change what is kept about the school: any of name, urn, nation, time_zone, age_from, age_to, website."""
    unknown = set(changes) - set(_CHANGEABLE)
    if unknown:
        raise TypeError(f"a school has no {', '.join(sorted(unknown))} to change")
    with transaction.atomic():
        held = School.objects.select_for_update().get(pk=school.pk)
        changed = sorted(field for field, value in changes.items() if getattr(held, field) != value)
        for field in changed:
            setattr(held, field, changes[field])
        _check_school(held)
        if changed:
            _save_school(held)
            details: dict[str, str | int | bool | None] = {"fields": " ".join(changed)}
            append(school_chain(held.ref), kinds.SCHOOL_CHANGED, actor=actor, subject=held.ref, details=details)
    return held


def set_calendar(school: School, periods: Sequence[Period], *, first: date, last: date, actor: Actor) -> None:
    """Say what the school's calendar is from ``first`` to ``last``: whatever was known of those days is superseded.

    Raises ``BadInputError`` for a period outside those days, one that ends before it begins, or two terms that overlap.
    """
    _check_periods(periods, first, last)
    now = timezone.now()
    with transaction.atomic():
        known = CalendarPeriod.objects.for_school(school).known().overlapping(first, last + timedelta(days=1))
        for kind, name in sorted(set(known.values_list("kind", "name"))):
            key = {"kind": kind, "name": name}
            withdraw(CalendarPeriod, school, key, valid_from=first, valid_to=last + timedelta(days=1), at=now)
        for said in periods:
            row = CalendarPeriod(
                school=school,
                kind=CalendarPeriod.Kind(said.kind),
                name=said.name,
                valid_from=said.first,
                valid_to=said.last + timedelta(days=1),
                recorded_at=now,
            )
            put(row)
        details: dict[str, str | int | bool | None] = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "periods": len(periods),
        }
        append(school_chain(school.ref), kinds.CALENDAR_SET, actor=actor, subject=school.ref, details=details)


def add_person(school: School, name: str, *, actor: Actor) -> Person:
    """Add somebody to a school. They can do nothing yet: give them a role, and a sign-in if they need one."""
    if not name.strip():
        raise BadInputError("the person", "there is no name.", "Give the name as the school writes it.")
    with transaction.atomic():
        person = Person(school=school, name=" ".join(name.split()))
        person.save()
        append(school_chain(school.ref), kinds.PERSON_ADDED, actor=actor, subject=person.ref)
    return person


def give_sign_in(person: Person, account: Account, *, actor: Actor) -> Person:
    """Let the person sign in by this account. Raises ``BadInputError`` if it is another person's at the same school."""
    school = person.school
    with transaction.atomic():
        held: Person = Person.objects.for_school(school).select_for_update(of=("self",)).get(pk=person.pk)
        if Person.objects.for_school(school).filter(account=account).exclude(pk=held.pk).exists():
            raise BadInputError("the sign-in", "somebody else at this school has it.", "Make another for this person.")
        held.account = account
        held.save()
        append(
            school_chain(school.ref),
            kinds.SIGN_IN_GIVEN,
            actor=actor,
            subject=person.ref,
            details={"account": account.ref},
        )
    return held


def give_role(
    person: Person,
    role: str,
    *,
    actor: Actor,
    valid_from: date,
    valid_to: date | None = None,
    deputy: bool = False,
) -> RoleAssignment:
    """Record that the person holds ``role`` from ``valid_from`` until the day before ``valid_to`` (none: no end known).

    Raises ``BadInputError`` for a role there is not, and for a period that ends before it begins.
    """
    if role not in ROLE_WORDS:
        raise BadInputError(f"the role {role!r}", "there is no such role.", f"Known: {', '.join(ROLE_WORDS)}.")
    if valid_to is not None and valid_to <= valid_from:
        raise BadInputError("the role", f"{valid_to} is not after {valid_from}.", "Give an end after the beginning.")
    with transaction.atomic():
        row = RoleAssignment(
            school=person.school,
            person=person,
            role=role,
            deputy=deputy,
            valid_from=valid_from,
            valid_to=valid_to,
            recorded_at=timezone.now(),
        )
        put(row)
        details: dict[str, str | int | bool | None] = {
            "role": role,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
            "deputy": deputy,
        }
        append(school_chain(person.school.ref), kinds.ROLE_GIVEN, actor=actor, subject=person.ref, details=details)
    return row


def end_role(person: Person, role: str, *, actor: Actor, valid_to: date, deputy: bool = False) -> None:
    """Record that from ``valid_to`` on the person no longer holds ``role``. Raises ``BadInputError`` if they do not."""
    with transaction.atomic():
        rows = RoleAssignment.objects.for_school(person.school).known().overlapping(valid_to, None)
        if not rows.filter(person=person, role=role, deputy=deputy).exists():
            raise BadInputError(f"the role {role!r}", f"they do not hold it on {valid_to}.", "Check the date.")
        key = {"person": person, "role": role, "deputy": deputy}
        withdraw(RoleAssignment, person.school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
        details: dict[str, str | int | bool | None] = {
            "role": role,
            "valid_to": valid_to.isoformat(),
            "deputy": deputy,
        }
        append(school_chain(person.school.ref), kinds.ROLE_ENDED, actor=actor, subject=person.ref, details=details)


def close_account(account: Account, *, actor: Actor) -> None:
    """The account signs in no more; whoever is signed in by it is put out at their next page."""
    with transaction.atomic():
        if Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
            append(INSTANCE, kinds.ACCOUNT_CLOSED, actor=actor, subject=account.ref)


def _save_school(school: School) -> None:
    try:
        with transaction.atomic():
            school.save()
    except IntegrityError:
        raise BadInputError(f"the URN {school.urn}", "a school here has it already.", "Check the number.") from None


def _check_school(school: School) -> None:
    if not school.name:
        raise BadInputError("the school", "there is no name.", "Give the name that is over the door.")
    longest = School._meta.get_field("name").max_length or 0
    if len(school.name) > longest:
        raise BadInputError("the school's name", f"is longer than {longest} characters.", "Give a shorter one.")
    if school.urn and not _URN.fullmatch(school.urn):
        raise BadInputError(
            f"the URN {school.urn!r}", "it is not a number of 5 to 7 digits.", "Leave it out if unsure."
        )
    if school.nation not in School.Nation.values:
        known = ", ".join(School.Nation.values)
        raise BadInputError(f"the nation {school.nation!r}", "there is no such nation.", f"Known: {known}.")
    if school.time_zone not in available_timezones():
        raise BadInputError(f"the time zone {school.time_zone!r}", "there is none.", "Say, for one, Europe/London.")


def _check_periods(periods: Sequence[Period], first: date, last: date) -> None:
    for said in periods:
        if said.kind not in CalendarPeriod.Kind.values:
            known = ", ".join(CalendarPeriod.Kind.values)
            raise BadInputError(f"the calendar's {said.kind!r}", "there is no such kind.", f"Known: {known}.")
        if not first <= said.first <= said.last <= last:
            raise BadInputError(
                f"{said.name or said.kind}",
                f"{said.first} to {said.last} does not lie, in that order, within {first} to {last}.",
                "Check the dates.",
            )
    terms = sorted((said for said in periods if said.kind == CalendarPeriod.Kind.TERM), key=lambda said: said.first)
    for earlier, later in pairwise(terms):
        if later.first <= earlier.last:
            raise BadInputError(later.name, f"it begins before {earlier.name} has ended.", "Check the dates.")
