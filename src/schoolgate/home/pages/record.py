"""The permanent record: who did what and when, in plain words, latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.estate import queries as estate
from schoolgate.frame.actor import ActorKind
from schoolgate.frame.pages import page
from schoolgate.ledger import kinds
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import Line, lines
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.circles import RECORD

A_PAGE: Final = 50
_MOST_DIGITS: Final = 18  # what a database's whole number holds


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words. ``what`` is empty where the reader may not see what it says, or it was erased."""

    sequence: int
    at: datetime
    who: str
    what: str
    on_behalf_of: str
    digest: str


@at_school(*RECORD, shows=Shows.RECORD)
def record(request: HttpRequest, school: str) -> HttpResponse:
    """``?before=N`` shows the entries before the Nth; ``?about=REF`` those about one thing."""
    here = visit(request)
    before = request.GET.get("before", "")
    chain = school_chain(here.school.ref)
    about = request.GET.get("about", "")
    found = lines(
        chain,
        labels=[Label.SCHOOL],
        subject=about or None,
        before=int(before) if before.isdecimal() and len(before) <= _MOST_DIGITS else None,
        at_most=A_PAGE,
    )
    actors = {line.actor for line in found if line.actor}
    names = people.names(here.school, actors) | estate.token_names(here.school, actors)
    words = {kind.key: kind.words for kind in kinds.everything()}
    older = found[-1].sequence if len(found) == A_PAGE and found[-1].sequence > 1 else 0
    context = {"school_ref": school, "entries": list(told(found, names, words)), "older": older, "about": about}
    return page(request, "home/record.html", context, here="record")


def told(found: Iterable[Line], names: dict[str, str], words: dict[str, str]) -> Iterable[Told]:
    """Entries in the words of a page."""
    for line in found:
        what = words.get(line.kind, "")
        yield Told(line.sequence, line.at, _who(line, names) if what else "", what, line.on_behalf_of, line.digest[:12])


def _who(line: Line, names: dict[str, str]) -> str:
    if line.actor_kind == ActorKind.PERSON:
        return names.get(line.actor, _("Somebody who has left"))
    if line.actor_kind == ActorKind.OPERATOR:
        return _("Whoever looks after this computer (%(name)s)") % {"name": line.actor}
    if line.actor_kind == ActorKind.MACHINE:
        return _("A machine (%(name)s)") % {"name": names.get(line.actor, line.actor)}
    return _("Schoolgate")
