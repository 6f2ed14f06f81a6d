"""A person's answer to "Have we read this sentence rightly?"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PromiseStanding
from schoolgate.frame.pages import page
from schoolgate.home import boards
from schoolgate.home.forms import CorrectReading
from schoolgate.home.pages.policy import view
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS
from schoolgate.policy import actions
from schoolgate.policy.promises import Correction


@at_school(*KEEPERS, shows=Shows.POLICY)
@require_POST
def answer(request: HttpRequest, school: str, promise: str) -> HttpResponse:
    """``right=yes`` confirms the reading; ``right=no`` comes with what it should have been."""
    here = visit(request)
    found = evidence.standing(here.school, on=day_at(here.school))
    chosen = next((p for p in found.promises if p.promise.ref == promise), None) if found else None
    if found is None or chosen is None:
        raise NotFoundError("That promise", "is not in the policy in force.", "Open it again from the policy’s page.")
    if request.POST.get("right") == "yes":
        _keep(here, chosen, None)
        messages.success(request, _("Added to the record: we read that sentence rightly."))
        return redirect(_next(here, chosen, school))
    form = CorrectReading(request.POST)
    if not form.is_valid():
        context = {**view(found, chosen, request, keeper=True), "form": form}
        return page(request, "home/policy.html", context, here="policy", status=422)
    _keep(here, chosen, form.correction(chosen.promise.clause))
    messages.success(request, _("Added to the record. Thank you: we read it as you say from now on."))
    return redirect(_next(here, chosen, school))


def _keep(here: Visit, chosen: PromiseStanding, correction: Correction | None) -> None:
    actions.answer_reading(
        here.school, chosen.promise.ref, correction=correction, actor=here.actor, actor_name=here.person.name
    )


def _next(here: Visit, answered: PromiseStanding, school: str) -> str:
    """Back to the sentence just answered, where it still promises something; else to the page."""
    found = evidence.standing(here.school, on=day_at(here.school))
    still = found is not None and any(p.promise.ref == answered.promise.ref for p in found.promises)
    page = reverse("home.policy", args=[school])
    waiting = boards.questions(found.promises) if found and answered in boards.questions([answered]) else ()
    if waiting:
        return f"{page}?open={waiting[0].promise.ref}#open"
    return f"{page}?open={answered.promise.ref}#open" if still else page
