"""Adding and changing schools."""

import re
from datetime import date
from typing import Final
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds
from schoolgate.people.models import School, Trust

_OLDEST: Final = 25
_URN: Final = re.compile(r"\d{5,7}")
_CHANGEABLE: Final = (
    *("name", "urn", "nation", "time_zone", "age_from", "age_to", "website"),
    *("laestab", "funding", "phase", "roll", "roll_on", "register_on"),
)


def add_school(
    *, name: str, actor: Actor, urn: str = "", nation: str = School.Nation.ENGLAND, trust: Trust | None = None
) -> School:
    """Add a school. Raises ``BadInputError`` for an empty name, a malformed URN, or one that is here already."""
    return keep_school(School(name=name.strip(), urn=urn.strip(), nation=nation, trust=trust), actor=actor)


def keep_school(school: School, *, actor: Actor) -> School:
    """Keep a school that is new, whatever is known of it."""
    _check_school(school)
    with transaction.atomic():
        _refuse_namesake(school)
        _save_school(school)
        append(school_chain(school.ref), kinds.SCHOOL_ADDED, actor=actor, subject=school.ref)
    return school


def change_school(school: School, *, actor: Actor, **changes: str | int | date | None) -> School:
    """Change what is kept about the school: any of ``_CHANGEABLE``. Raises ``BadInputError`` for what cannot be."""
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


def _refuse_namesake(school: School) -> None:
    """Two schools may share a name, and then their numbers tell them apart; without one, it is the same added twice."""
    for other in School.objects.filter(name__iexact=school.name):
        if not school.urn or not other.urn:
            raise BadInputError(
                f"the school {school.name}",
                f"one of that name is here already ({other.ref}).",
                "If it is another school, give the URN of both.",
            )


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
    ages = (school.age_from, school.age_to)
    if None not in ages and not 0 <= (ages[0] or 0) <= (ages[1] or 0) <= _OLDEST:
        raise BadInputError(
            f"the ages {ages[0]} to {ages[1]}", "no school has those.", "Give the youngest, then the oldest."
        )
    if school.time_zone not in available_timezones():
        raise BadInputError(f"the time zone {school.time_zone!r}", "there is none.", "Say, for one, Europe/London.")
