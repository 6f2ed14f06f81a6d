"""A person's answer to "Is this the promise that used to read otherwise?", asked when governors re-word a sentence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.circles import KEEPERS
from schoolgate.policy import actions
from schoolgate.policy import queries as policies


@at_school(*KEEPERS, shows=Shows.POLICY)
@require_POST
def answer(request: HttpRequest, school: str, promise: str) -> HttpResponse:
    """``same=yes`` carries the older promise's past to the sentence; ``same=no`` leaves it a promise of its own."""
    here = visit(request)
    same = request.POST.get("same") == "yes"
    words = actions.answer_offer(here.school, promise, same=same, actor=here.actor)
    said = (
        _("Added to the record: the same promise, in other words.")
        if same
        else _("Added to the record: a new promise.")
    )
    messages.success(request, said)
    then = request.POST.get("then", "")
    if then and policies.version(here.school, then) is not None:
        return redirect("home.between", school=school, version=then)
    return redirect(f"{reverse('home.policy', args=[school])}?open={words}#open")
