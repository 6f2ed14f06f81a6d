"""Entries of the permanent record in plain words, for a page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.frame.actor import ActorKind
from schoolgate.ledger import kinds
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import Line, lines
from schoolgate.people import queries
from schoolgate.people.models import School

LATEST = 12


@dataclass(frozen=True, slots=True)
class Done:
    """Something done: "NAME ended a person's role"."""

    at: datetime
    who: str
    what: str


def about(school: School, ref: str, *, at_most: int = LATEST) -> list[Done]:
    """The latest that was done about one thing of the school, latest first, as those may read it who see the record."""
    found = lines(school_chain(school.ref), labels=[Label.SCHOOL], subject=ref, at_most=at_most)
    names = queries.names(school, {line.actor for line in found})
    words = {kind.key: kind.words for kind in kinds.everything()}
    return [Done(line.at, _who(line, names), words.get(line.kind, "")) for line in found]


def _who(line: Line, names: dict[str, str]) -> str:
    if line.actor_kind == ActorKind.PERSON:
        return names.get(line.actor, _("Somebody who has left"))
    return _("Whoever looks after this computer") if line.actor_kind == ActorKind.OPERATOR else _("Schoolgate")
