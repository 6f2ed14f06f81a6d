"""Someone is asking: the paper as it would be made, to be read before it goes to anyone; then it is made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import NotFoundError, SchoolgateError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.reports import actions, queries
from schoolgate.reports.contract import MAKERS
from schoolgate.reports.registry import REPORTS


@at_school(*MAKERS, shows=Shows.POLICY)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, school: str, for_whom: str) -> HttpResponse:
    """GET shows what it would say; POST makes it, which changes nothing else."""
    here = visit(request)
    report, day = REPORTS.get(for_whom) if for_whom in REPORTS else None, today(here.school)
    if report is None or not report.made_by(here.roles):
        raise NotFoundError("That paper", "is not one we make for you.", "Choose one of the papers on the list.")
    paper = queries.written(here.school, report, day)
    trouble = ""
    if request.method == "POST" and paper is not None:
        try:
            made = actions.make(here.school, report, actor=here.actor, actor_name=here.person.name)
        except SchoolgateError as error:
            trouble = str(error)
        else:
            messages.success(request, _("Made, kept here, and entered in the permanent record."))
            return redirect("reports.take", school=school, paper=made.ref)
    context = {"school_ref": school, "report": report, "paper": paper, "trouble": trouble}
    return page(request, "reports/ask.html", context, status=503 if trouble else 200, here="papers")
