"""Entries of the permanent record in the words of a page: who did what, and when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.estate import queries as estate
from schoolgate.frame.actor import ActorKind
from schoolgate.ledger import kinds
from schoolgate.ledger.queries import Line
from schoolgate.people import queries as people
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words. Where ``what`` is empty, ``silent`` says why. ``missing`` counts the entries that should come
    just before this line, being later, and are not there."""

    sequence: int
    at: datetime
    who: str
    what: str
    on_behalf_of: str
    digest: str
    silent: str = ""
    missing: tuple[int, int] | None = None
    of: str = ""  # what it is about


def told(school: School, found: Iterable[Line], of: Mapping[int, str] | None = None) -> Iterator[Told]:
    """Entries in words, in the order given, with what each is about where ``of`` says so. Costs a query for those who
    are persons, and one for machines."""
    given = list(found)
    names: dict[str, str] = {}
    for kind, ask in ((ActorKind.PERSON, people.names), (ActorKind.MACHINE, estate.token_names)):
        if actors := {line.actor for line in given if line.actor_kind == kind and line.actor}:
            names |= ask(school, actors)
    words = {kind.key: kind.words for kind in kinds.everything()}
    for line in given:
        what = words.get(line.kind, "")
        who = _who(line, names) if what else ""
        thing = (of or {}).get(line.sequence, "") if what else ""
        yield Told(line.sequence, line.at, who, what, line.on_behalf_of, line.digest[:12], line.silent or "", of=thing)


def _who(line: Line, names: dict[str, str]) -> str:
    if line.actor_kind == ActorKind.PERSON:
        return names.get(line.actor, _("Somebody who has left"))
    if line.actor_kind == ActorKind.OPERATOR:
        return _("Whoever looks after this computer (%(name)s)") % {"name": line.actor}
    if line.actor_kind == ActorKind.MACHINE:
        return _("A machine (%(name)s)") % {"name": names.get(line.actor, line.actor)}
    return _("Schoolgate")
