"""What the estate's actions share: an entry about a dated change, and a check of its days."""

from collections.abc import Mapping
from datetime import date

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people.models import School

type Value = str | int | bool | None


def record(school: School, kind: Kind, subject: str, actor: Actor, /, **details: Value | date) -> None:
    """Append an entry; days are spelt as ISO strings."""
    spelt: Mapping[str, Value] = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in details.items()
    }
    append(school_chain(school.ref), kind, actor=actor, subject=subject, details=spelt)


def check_days(thing: str, valid_from: date, valid_to: date | None) -> None:
    """Raise ``BadInputError`` for an end that is not after the beginning."""
    if valid_to is not None and valid_to <= valid_from:
        raise BadInputError(thing, f"{valid_to} is not after {valid_from}.", "Give an end after the beginning.")


def plain(text: str, thing: str, longest: int = 80) -> str:
    """A name in one spelling. Raises ``BadInputError`` for none, or one too long."""
    spelt = " ".join(text.split())
    if not 0 < len(spelt) <= longest:
        raise BadInputError(thing, f"it needs a name of up to {longest} letters.", "Give it one.")
    return spelt
