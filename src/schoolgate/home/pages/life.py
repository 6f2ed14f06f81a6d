"""The policy's review: when it is due and why, what calls for one, what was held, and what governors said."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home import boards
from schoolgate.home.living import CallForReview, HowWell, ReviewHeld
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.kernel.refs import derived_ref
from schoolgate.kernel.standings import Standing
from schoolgate.people.access import Shows, Visit, at_school, require, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, RECORD
from schoolgate.policy import actions, life, meetings
from schoolgate.policy import queries as policies
from schoolgate.policy.reviewing import ReviewDue
from schoolgate.vocabulary.reviews import OUTCOMES
from schoolgate.vocabulary.screens import MARKS

_FORMS: dict[str, type[forms.Form]] = {"call": CallForReview, "held": ReviewHeld, "well": HowWell}


@at_school(*RECORD, shows=Shows.POLICY)
def review(request: HttpRequest, school: str) -> HttpResponse:
    """GET shows it. POST, from those who look after the policy: ``what`` is call, held or well, with its form."""
    here = visit(request)
    day = day_at(here.school)
    shown = {what: made() for what, made in _FORMS.items()}
    what = request.POST.get("what", "")
    if request.method == "POST":
        require(here.roles, *KEEPERS)
        if what not in _FORMS:
            raise NotFoundError("That form", "is not on this page.", "Open the page again.")
        shown[what] = _FORMS[what](request.POST)
        if shown[what].is_valid() and _keep(here, what, shown[what], day):
            messages.success(request, _("Added to the record."))
            return redirect("home.review", school=school)
    due = policies.review_due(here.school, day)
    context = {
        "school_ref": school,
        "told": told(due, day),
        "due": due,
        "late": due.day is not None and due.day < day,
        "held": [(one, OUTCOMES[one.outcome]) for one in life.reviews(here.school, on=day)],
        "statements": [_statement(one) for one in meetings.statements(here.school)],
        "keeper": bool(here.roles & set(KEEPERS)),
        "wrong": shown.get(what),
        "forms": shown,
        "day": day,
    }
    return page(request, "home/review.html", context, status=422 if what else 200, here="review")


def told(due: ReviewDue, day: date) -> str:
    """The first line: when, and what brings it forward."""
    if due.day is None:
        return _("Nothing says when the policy is next reviewed.")
    said = _("The review was due on %(day)s.") if due.day < day else _("The next review is due on %(day)s.")
    return said % {"day": boards.written(due.day)}


def _keep(here: Visit, what: str, form: forms.Form, day: date) -> bool:
    """Whether it was kept; what was wrong is put beside the form."""
    given, name = form.cleaned_data, here.person.name
    try:
        if what == "call":
            reason = derived_ref("reason", given["kind"], given["words"].strip().casefold())
            actions.trigger_review(
                here.school, given["kind"], reason_ref=reason, words=given["words"], actor=here.actor
            )
        elif what == "held":
            actions.hold_review(
                here.school,
                held_on=given["held_on"],
                outcome=given["outcome"],
                next_due=given["next_due"],
                words=given["note"],
                actor=here.actor,
                actor_name=name,
            )
        else:
            _state(here, given, day)
    except BadInputError as error:
        form.add_error(None, str(error))
        return False
    return True


def _state(here: Visit, given: dict[str, Any], day: date) -> None:
    found = evidence.standing(here.school, on=day)
    if found is None:
        raise BadInputError("The policy", "is not in force yet.", "Put one in force first.")
    actions.state_effectiveness(
        here.school,
        version=found.policy.version,
        works=given["works"],
        words=given["said"],
        counts={standing.value: found.count(standing) for standing in Standing},
        body=given["body"],
        on=day,
        actor=here.actor,
        actor_name=here.person.name,
    )


def _statement(one: meetings.Statement) -> dict[str, Any]:
    return {"one": one, "marks": [(MARKS[standing].words, one.counts[standing.value]) for standing in Standing]}
