"""The only writer of this room: a governor signs that they read how the policy stands."""

from datetime import date

from django.db import transaction

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.home import kinds
from schoolgate.kernel.errors import DeniedError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import School


def sign_as_read(school: School, *, on: date, promises: int, actor: Actor) -> bool:
    """Enter that the governor read it on a day; once a day. Whether it was entered now. Raises ``DeniedError`` for
    anybody who is not signed in as themselves."""
    if not actor.signs:
        raise DeniedError("the signature", "only somebody signed in as themselves can sign.", "Sign in, and press it.")
    with transaction.atomic():
        hold(school)
        if on in signed_days(school, actor.ref):
            return False
        details: dict[str, str | int | bool | None] = {"on": on.isoformat(), "promises": promises}
        append(school_chain(school.ref), kinds.GOVERNOR_READ, actor=actor, subject=actor.ref, details=details)
    return True


def signed_days(school: School, person: str) -> list[date]:
    """The days on which the person signed, latest first."""
    key = kinds.GOVERNOR_READ.key
    found = lines(school_chain(school.ref), labels=[Label.SCHOOL], kind=key, subject=person, at_most=10)
    return [date.fromisoformat(str(line.details["on"])) for line in found if line.details]
