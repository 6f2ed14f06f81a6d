"""The governor's page: how it goes over half-terms, what is done in time, what to ask; no names, no small counts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.filtering.queries.figures import figures, in_words
from schoolgate.frame.pages import page
from schoolgate.home import actions, boards, governing
from schoolgate.kernel.standings import Standing
from schoolgate.monitoring.queries.figures import figures as monitoring_figures
from schoolgate.people.access import Shows, at_school, require, today, visit
from schoolgate.people.circles import GOVERNING, LEADERS, OVERSEERS
from schoolgate.vocabulary.screens import mark_for


@at_school(*LEADERS, *OVERSEERS, shows=Shows.RECORD)
def governors(request: HttpRequest, school: str) -> HttpResponse:
    """POST, from a governor, signs that they read it."""
    here = visit(request)
    day = today(here.school)
    found = evidence.standing(here.school, on=day)
    if request.method == "POST":
        require(here.roles, *GOVERNING)
        new = actions.sign_as_read(here.school, on=day, promises=len(found.promises) if found else 0, actor=here.actor)
        messages.success(request, _("Signed: you read this today.") if new else _("You signed this today already."))
        return redirect("home.governors", school=school)
    halves = governing.half_terms(here.school, day)
    trend = [
        (mark_for(standing), [(one.words, one.counts.get(standing, 0) if one.counts else None) for one in halves])
        for standing in Standing
    ]
    context = {
        "school_ref": school,
        "day": day,
        "board": boards.board(found.promises) if found else None,
        "halves": halves,
        "trend": trend,
        "themes": governing.themes(here.school, found.promises, day) if found else (),
        "filter": in_words(found_filter) if (found_filter := figures(here.school, day)) else (),
        "monitoring": monitoring_figures(here.school, day),
        "questions": governing.questions(found.promises) if found else (),
        "governs": bool(here.roles & set(GOVERNING)),
        "signed": next(iter(actions.signed_days(here.school, here.person.ref)), None),
    }
    return page(request, "home/governors.html", context, here="governors")
