"""What is new: what was read each week and passed on to whom; "nothing this week" is one press."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.registers import actions, queries
from schoolgate.registers.access import SCANNERS
from schoolgate.registers.forms import ReadForm

_WEEKS = 16  # a term and a little


@at_school(*SCANNERS, shows=Shows.POLICY)
def horizon(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    day = today(here.school)
    form = ReadForm(request.POST if request.POST and "nothing" not in request.POST else None)
    if request.method == "POST" and "nothing" in request.POST:
        actions.nothing_this_week(here.school, actor=here.actor)
        messages.success(request, _("Noted: you looked, and nothing was new."))
        return redirect("registers.horizon", school=school)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.read(here.school, given["source"], given["words"], to=given["to"], actor=here.actor)
        messages.success(request, _("Noted."))
        return redirect("registers.horizon", school=school)
    items = queries.horizon(here.school, since=day - timedelta(weeks=_WEEKS))
    context = {
        "school_ref": school,
        "items": items,
        "week": queries.monday(day),
        "this_week": [item for item in items if item.week == queries.monday(day)],
        "form": form,
    }
    return page(request, "registers/horizon.html", context, status=422 if form.errors else 200, here="horizon")
