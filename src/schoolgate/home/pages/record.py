"""The permanent record: who did what and when, in plain words, latest first."""

from dataclasses import replace
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.home.told import Told, told
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.notes import short
from schoolgate.ledger.queries import latest_checkpoint, length, lines
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import RECORD
from schoolgate.policy import queries as policies
from schoolgate.policy.promises import PromiseInForce

A_PAGE: Final = 50
_MOST_DIGITS: Final = 18  # what a database's whole number holds


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
    older = found[-1].sequence if len(found) == A_PAGE and found[-1].sequence > 1 else 0
    entries = list(told(here.school, found))
    first_missing: tuple[int, int] | None = None
    if not about:
        entries, first_missing = with_gaps(entries, min(end, below - 1) if below else end, whole=not older)
    sealed = latest_checkpoint(chain)
    context = {
        "school_ref": school,
        "entries": entries,
        "older": older,
        "about": about,
        "promise": _promise(here, about) if about else None,
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


def _promise(here: Visit, ref: str) -> tuple[str, PromiseInForce] | None:
    """The policy in force and the promise of it that ``ref`` names, if it names one."""
    policy = policies.in_force(here.school, on=day_at(here.school))
    found = policy.promise(ref) if policy else None
    return (policy.reading.document.title or _("Our policy"), found) if policy and found else None


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
