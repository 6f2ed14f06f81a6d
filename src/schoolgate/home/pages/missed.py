"""The sentences we read as promising nothing, for a person to say of one: it is a promise."""

from itertools import groupby
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.home.forms import AddPromise
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS
from schoolgate.policy import actions
from schoolgate.policy import queries as policies
from schoolgate.reading.model import Clause

FEWEST_WORDS: Final = 4  # a name, a date or a label in a table is no sentence


@at_school(*KEEPERS, shows=Shows.POLICY)
def missed(request: HttpRequest, school: str) -> HttpResponse:
    """GET lists them under their headings; ``?sentence=REF`` asks about one, and POST makes it a promise."""
    here = visit(request)
    silent = policies.promising_nothing(here.school, on=day_at(here.school))
    sentences = tuple(clause for clause in silent if len(clause.text.split()) >= FEWEST_WORDS)
    asked = request.POST.get("sentence") or request.GET.get("sentence")
    chosen = next((clause for clause in sentences if clause.ref == asked), None)
    if request.method == "POST" and chosen is None:
        raise NotFoundError("That sentence", "is a promise already, or is not in the policy.", "Open the page again.")
    form = AddPromise(request.POST) if request.method == "POST" else AddPromise()
    if chosen is not None and request.method == "POST" and form.is_valid():
        added = actions.add_promise(
            here.school, chosen.ref, correction=form.correction(), actor=here.actor, actor_name=here.person.name
        )
        messages.success(request, _("Added to the record: that sentence is a promise."))
        return redirect(f"{reverse('home.policy', args=[school])}?open={added.ref}#open")
    context = {"school_ref": school, "chosen": chosen, "form": form, "parts": _by_heading(sentences)}
    return page(request, "home/missed.html", context, status=422 if form.errors else 200, here="policy")


def _by_heading(sentences: tuple[Clause, ...]) -> list[tuple[str, list[Clause]]]:
    grouped = groupby(sentences, key=lambda clause: clause.heading)
    return [(heading[-1] if heading else "", list(clauses)) for heading, clauses in grouped]
