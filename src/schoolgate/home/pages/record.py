"""The permanent record: who did what and when, in plain words, latest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.estate import queries as estate
from schoolgate.frame.actor import ActorKind
from schoolgate.frame.pages import page
from schoolgate.ledger import kinds
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.notes import short
from schoolgate.ledger.queries import Line, latest_checkpoint, length, lines
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.circles import RECORD

A_PAGE: Final = 50
_MOST_DIGITS: Final = 18  # what a database's whole number holds


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


@at_school(*RECORD, shows=Shows.RECORD)
def record(request: HttpRequest, school: str) -> HttpResponse:
    """``?before=N`` shows the entries before the Nth; ``?about=REF`` those about one thing."""
    here = visit(request)
    before = request.GET.get("before", "")
    chain = school_chain(here.school.ref)
    about = request.GET.get("about", "")
    below = int(before) if before.isdecimal() and len(before) <= _MOST_DIGITS else None
    end = length(chain)  # asked first: what is added meanwhile is not missing
    found = lines(chain, labels=[Label.SCHOOL], subject=about or None, before=below, at_most=A_PAGE)
    actors = {line.actor for line in found if line.actor}
    names = people.names(here.school, actors) | estate.token_names(here.school, actors)
    words = {kind.key: kind.words for kind in kinds.everything()}
    older = found[-1].sequence if len(found) == A_PAGE and found[-1].sequence > 1 else 0
    entries = list(told(found, names, words))
    first_missing: tuple[int, int] | None = None
    if not about:
        entries, first_missing = with_gaps(entries, min(end, below - 1) if below else end, whole=not older)
    sealed = latest_checkpoint(chain)
    context = {
        "school_ref": school,
        "entries": entries,
        "older": older,
        "about": about,
        "missing": first_missing,
        "sealed": sealed,
        "key": short(sealed.fingerprint) if sealed else "",
    }
    return page(request, "home/record.html", context, here="record")


@at_school(*RECORD, shows=Shows.RECORD)
def note(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    """The note that fixes the record as it was when it was last sealed, to be kept elsewhere."""
    here = visit(request)
    sealed = latest_checkpoint(school_chain(here.school.ref))
    if sealed is None:
        raise Http404
    answer = HttpResponse(sealed.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="permanent-record-{sealed.at:%Y-%m-%d}.txt"'
    return answer


def told(found: Iterable[Line], names: dict[str, str], words: dict[str, str]) -> Iterable[Told]:
    """Entries in the words of a page."""
    for line in found:
        what = words.get(line.kind, "")
        who = _who(line, names) if what else ""
        yield Told(line.sequence, line.at, who, what, line.on_behalf_of, line.digest[:12], line.silent or "")


def with_gaps(entries: list[Told], latest: int, *, whole: bool) -> tuple[list[Told], tuple[int, int] | None]:
    """Entries, latest first, each with those that should come just after it and are not there; and those missing
    before the first of all. The list should begin at ``latest``; ``whole`` is whether it goes to the beginning."""
    marked: list[Told] = []
    expected = latest
    for entry in entries:
        gap = (entry.sequence + 1, expected) if entry.sequence < expected else None
        marked.append(replace(entry, missing=gap))
        expected = entry.sequence - 1
    return marked, (1, expected) if whole and expected > 0 else None


def _who(line: Line, names: dict[str, str]) -> str:
    if line.actor_kind == ActorKind.PERSON:
        return names.get(line.actor, _("Somebody who has left"))
    if line.actor_kind == ActorKind.OPERATOR:
        return _("Whoever looks after this computer (%(name)s)") % {"name": line.actor}
    if line.actor_kind == ActorKind.MACHINE:
        return _("A machine (%(name)s)") % {"name": names.get(line.actor, line.actor)}
    return _("Schoolgate")
