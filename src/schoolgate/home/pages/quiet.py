"""Asking whoever has a source why nothing has come: a job of theirs, so that it is reminded of and never lost."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.evidence import actions
from schoolgate.evidence import queries as evidence
from schoolgate.home.quiet import quiet
from schoolgate.intake import queries as intake
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import MACHINERY
from schoolgate.vocabulary.roles import post

A_WEEK: Final = timedelta(days=7)
_MINUTES: Final = 10


@at_school(*MACHINERY, shows=Shows.MACHINERY)
@require_POST
def ask(request: HttpRequest, school: str) -> HttpResponse:
    """``source`` is posted: the key of something on the page that has gone quiet. Asked twice, it is one job."""
    here = visit(request)
    day = day_at(here.school)
    found = evidence.standing(here.school, on=day)
    silent = quiet(intake.expected(here.school), found.promises if found else ())
    chosen = next((one for one in silent if one.key == request.POST.get("source")), None)
    if chosen is None:
        messages.info(request, _("That is not silent any more, so nobody was asked."))
        return redirect("home.today", school=school)
    words = _("Find out why nothing has come. %(told)s") % {"told": chosen.told}
    actions.raise_job(
        here.school,
        kind="quiet",
        about=chosen.key,
        role=chosen.holder,
        due=day + A_WEEK,
        actor=here.actor,
        minutes=_MINUTES,
        words=words,
    )
    messages.success(
        request, _("Asked: %(who)s, within a week. It is among their jobs.") % {"who": post(chosen.holder)}
    )
    return redirect("home.today", school=school)
