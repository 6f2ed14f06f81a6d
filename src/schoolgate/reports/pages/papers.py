"""Every paper we can make, those that were made, and one of those."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.reports import actions, queries
from schoolgate.reports.contract import MAKERS
from schoolgate.reports.registry import REPORTS
from schoolgate.reports.standings import spelt
from schoolgate.reports.typesetting import address

_TYPES = {True: ("zip", "application/zip"), False: ("pdf", "application/pdf")}


@at_school(*MAKERS, shows=Shows.POLICY)
@require_safe
def papers(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    mine = [report for report in REPORTS if report.made_by(here.roles)]
    context = {
        "school_ref": school,
        "asked": [report for report in mine if report.asked],
        "own": [report for report in mine if not report.asked],
        "made": queries.made(here.school),
    }
    return page(request, "reports/papers.html", context, here="papers")


@at_school(*MAKERS, shows=Shows.POLICY)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, school: str, paper: str) -> HttpResponse:
    """GET shows when it was made and its fingerprint; POST gives the file, and is entered."""
    here = visit(request)
    kept = queries.paper(here.school, paper)
    if kept is None or (kept.report in REPORTS and not REPORTS.get(kept.report).made_by(here.roles)):
        raise NotFoundError(
            "That paper", "was not made here, or is no longer kept.", "Choose one of those on the list."
        )
    if request.method == "POST":
        ending, kind = _TYPES[bool(kept.pack_digest)]
        name = f"{kept.report}-pack" if kept.pack_digest else kept.report
        answer = HttpResponse(actions.take(here.school, kept, actor=here.actor), content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
        return answer
    title = REPORTS.get(kept.report).title if kept.report in REPORTS else kept.report
    context = {
        "school_ref": school,
        "kept": kept,
        "title": title,
        "by": kept.by_name,
        "digest": spelt(kept.contents_digest),
        "address": address(kept.contents_digest),
    }
    return page(request, "reports/made.html", context, here="papers")
