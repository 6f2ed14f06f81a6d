"""What is kept of web activity, for how long, and what of it is missing. No child, no device and no site is on it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.activity.access import ASSESSORS, KEEPERS, READERS
from schoolgate.activity.actions.assessing import keep_for, record_assessment
from schoolgate.activity.actions.settling import settle
from schoolgate.activity.forms_of_keeping import AssessmentForm, KeepingForm
from schoolgate.activity.queries import missing
from schoolgate.activity.queries.held import held
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, require, visit


@at_school(*READERS, shows=Shows.MACHINERY)
def kept(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``do``: ``assess`` records the assessment, ``keep`` says how long, ``settle`` that a loss is known."""
    here = visit(request)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    told = held(here.school)
    assess = AssessmentForm(request.POST if do == "assess" else None, initial={"days": told.days})
    keep = KeepingForm(request.POST if do == "keep" else None, initial={"days": told.days, "years": told.years})
    if (do == "settle" and _settle(request, here)) or (do and _done(request, here, assess if do == "assess" else keep)):
        return redirect("activity.kept", school=school)
    context = {
        "school_ref": school,
        "kept": told,
        "missing": missing(here.school),
        "assess": assess if here.roles & set(ASSESSORS) else None,
        "keep": keep if here.roles & set(KEEPERS) else None,
        "wrong": assess if assess.errors else keep,
    }
    status = 422 if assess.errors or keep.errors else 200
    return page(request, "activity/kept.html", context, here="activity-kept", status=status)


def _done(request: HttpRequest, here: Visit, form: forms.Form) -> bool:
    """Whether what was filled in is done; else the form says why not."""
    assesses = isinstance(form, AssessmentForm)
    require(here.roles, *(ASSESSORS if assesses else KEEPERS))
    if not form.is_valid():
        return False
    try:
        if assesses:
            record_assessment(here.school, by=here.person, actor=here.actor, **form.cleaned_data)
        else:
            keep_for(here.school, actor=here.actor, **form.cleaned_data)
    except BadInputError as refused:
        field = "made_on" if refused.thing == "the day it was made" else "review_on"
        form.add_error(field if assesses and "day" in refused.thing else "days", f"{refused.cause} {refused.next_step}")
        return False
    messages.success(request, _("Kept: the assessment is on record.") if assesses else _("Kept."))
    return True


def _settle(request: HttpRequest, here: Visit) -> bool:
    require(here.roles, *KEEPERS)
    settle(here.school, request.POST.getlist("part"), actor=here.actor)
    messages.success(request, _("Kept: it is known of, and pages say it no more."))
    return True
