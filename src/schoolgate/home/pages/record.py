"""The permanent record: who did what and when, in plain words, latest first."""

from dataclasses import replace
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.frame.pages import page
from schoolgate.home.asking import AskTheRecord
from schoolgate.home.things import adults, things
from schoolgate.home.told import Told, told
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.notes import short
from schoolgate.ledger.queries import latest_checkpoint, length, lines
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import RECORD
from schoolgate.policy import queries as policies
from schoolgate.policy.promises import PromiseInForce
from schoolgate.reports import actions as reports

A_PAGE: Final = 50
_MOST_DIGITS: Final = 18  # what a database's whole number holds


@at_school(*RECORD, shows=Shows.RECORD)
def record(request: HttpRequest, school: str) -> HttpResponse:
    """``?before=N`` shows entries before the Nth; ``?about=REF`` those about one thing; the form narrows further."""
    here = visit(request)
    before = request.GET.get("before", "")
    chain = school_chain(here.school.ref)
    about = request.GET.get("about", "")
    below = int(before) if before.isdecimal() and len(before) <= _MOST_DIGITS else None
    end = length(chain)  # asked first: what is added meanwhile is not missing
    names = adults(here.school)
    form = AskTheRecord(request.GET, names)
    asked = form.asked(here.school)
    found = lines(chain, labels=[Label.SCHOOL], subject=about or None, before=below, at_most=A_PAGE, **asked)
    older = found[-1].sequence if len(found) == A_PAGE and found[-1].sequence > 1 else 0
    entries = list(told(here.school, found, things(here.school, found, names)))
    first_missing: tuple[int, int] | None = None
    narrowed = any(asked.values())
    if not about and not narrowed:
        entries, first_missing = with_gaps(entries, min(end, below - 1) if below else end, whole=not older)
    sealed = latest_checkpoint(chain)
    context = {
        "school_ref": school,
        "entries": entries,
        "older": older,
        "about": about,
        "form": form,
        "narrowed": narrowed,
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


@at_school(*RECORD, shows=Shows.RECORD)
@require_POST
def pack(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    """The whole record as a file that anybody can check without us; entered as taken."""
    here = visit(request)
    answer = HttpResponse(reports.take_record(here.school, actor=here.actor), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="permanent-record.zip"'
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
