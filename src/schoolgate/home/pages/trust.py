"""The trust's board: how all its schools stand, first those that somebody should look at; as a page and as a list."""

import csv
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home import schools
from schoolgate.home.boards import written
from schoolgate.intake.queries import harmless
from schoolgate.people.access import Shows
from schoolgate.people.trusts import TrustVisit, at_trust, schools_in, trust_today, trust_visit
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.screens import MARKS

_THEMES: Final = 5


@at_trust(shows=Shows.POLICY)
def board(request: HttpRequest, trust: str) -> HttpResponse:  # noqa: ARG001  (the address says it)
    """``?only=MARK``, ``?words=..``, ``?subject=..`` and ``?look=yes`` narrow it, ``?by=..`` orders it, ``?page=N``."""
    here, asked = trust_visit(request), schools.Asked.of(request.GET)
    rows = _rows(here)
    found = schools.shown(rows, asked)
    pages = max(1, -(-len(found) // schools.A_PAGE))
    at = min(asked.page, pages)
    part = found[(at - 1) * schools.A_PAGE : at * schools.A_PAGE]
    stood = [row.stood for row in rows]
    common = schools.themes(stood)
    totals = schools.totals(stood)
    context = {
        "trust": here.trust,
        "day": trust_today(),
        "heading": schools.heading(rows),
        "overdue": _overdue(rows),
        "asked": asked,
        "groups": schools.grouped(part, asked),
        "columns": [MARKS[name] for name in schools.COLUMNS],
        "found": len(found),
        "total": len(rows),
        "pages": pages,
        "at": at,
        "before": asked.kept(page=str(at - 1)) if at > 1 else "",
        "after": asked.kept(page=str(at + 1)) if at < pages else "",
        "subject": next((one for one in common if one.subject == asked.subject), None),
        "themes": [one for one in common if one.broken or one.not_known][:_THEMES],
        "key": [(MARKS[name], totals[name], asked.kept(only=MARKS[name].tone)) for name in schools.COLUMNS],
        "orders": schools.ORDERS.items(),
        "list": asked.kept(),
        "only": MARKS[asked.mark].tone if asked.mark else "",
    }
    return page(request, "home/trust.html", context, here="trust")


@at_trust(shows=Shows.POLICY)
def subjects(request: HttpRequest, trust: str) -> HttpResponse:  # noqa: ARG001  (the address says it)
    """What all schools have in common, by subject within each area, first what most need to put right."""
    here = trust_visit(request)
    rows = _rows(here)
    common = schools.themes(row.stood for row in rows)
    areas = {area: [one for one in common if one.area == area] for area in dict.fromkeys(one.area for one in common)}
    first = common[0] if common and common[0].broken else None
    context = {
        "trust": here.trust,
        "day": trust_today(),
        "first": first,
        "total": len(rows),
        "areas": [(AREAS.get(area, _("On no subject we know")), those) for area, those in areas.items()],
    }
    return page(request, "home/trust_subjects.html", context, here="trust-subjects")


@at_trust(shows=Shows.POLICY)
def as_list(request: HttpRequest, trust: str) -> HttpResponse:  # noqa: ARG001  (the address says it)
    """The same rows as a file for a spreadsheet: all of them, narrowed and ordered as the page was."""
    found = schools.shown(_rows(trust_visit(request)), schools.Asked.of(request.GET))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="schools-{trust_today().isoformat()}.csv"'
    writer = csv.writer(answer)
    marks = [MARKS[name].words for name in schools.COLUMNS]
    days = (_("Jobs past their day"), _("Review due"), _("Last heard from"), _("As of"), _("Why to look"))
    writer.writerow([_("School"), *marks, _("Late to be put right"), *days])
    for row in found:
        one = row.stood
        dated = [day.isoformat() if day else "" for day in (one.review_due, row.heard_on, one.judged)]
        counts = [count for _mark, count in row.marks]
        writer.writerow([harmless(one.name), *counts, row.late, one.waiting, *dated, " ".join(row.reasons)])
    return answer


def _rows(here: TrustVisit) -> list[schools.Row]:
    on = trust_today()
    return [schools.row(stood, on) for stood in evidence.across(schools_in(here.trust), on)]


def _overdue(rows: list[schools.Row]) -> str:
    """One line for all: a review that is late everywhere is one thing for the trust, not one for each school."""
    late = [row.stood.review_due for row in rows if row.overdue and row.stood.review_due]
    if not late:
        return ""
    words = ngettext(
        "The review of the policy is overdue in %(n)s school, since %(day)s.",
        "The review of the policy is overdue in %(n)s schools, in the first since %(day)s.",
        len(late),
    )
    return words % {"n": len(late), "day": written(min(late))}
