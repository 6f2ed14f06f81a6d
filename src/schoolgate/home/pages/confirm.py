"""Have we read these sentences rightly? Those that matter by keyboard alone, the confident ones in one press."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PromiseStanding
from schoolgate.frame.pages import page
from schoolgate.home import boards
from schoolgate.home.checking import ToCheck, to_check
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS
from schoolgate.policy import actions
from schoolgate.reading.model import DocumentFacts
from schoolgate.vocabulary.screens import NATURES, STRENGTHS


@at_school(*KEEPERS, shows=Shows.POLICY)
def confirm(request: HttpRequest, school: str) -> HttpResponse:
    """POST ``all=SEAL`` confirms the confident ones as they were shown; else ``r-REF=yes`` confirms one, and the first
    ``r-REF=no`` opens its correction. What is left unanswered stays as it is.
    """
    here = visit(request)
    found = evidence.standing(here.school, on=day_at(here.school))
    if found is None:
        return redirect("home.today", school=school)
    asked = to_check(found.promises)
    if request.method == "POST":
        return _answered(request, here, asked, school)
    document = found.policy.reading.document
    context = {
        "school_ref": school,
        "total": len(asked.matters) + len(asked.unsure) + len(asked.confident),
        "matters": [_shown(one, document) for one in asked.matters],
        "unsure": [_shown(one, document) for one in asked.unsure],
        "confident": [_shown(one, document) for one in asked.confident],
        "seal": asked.seal,
    }
    return page(request, "home/confirm.html", context, here="policy")


def _answered(request: HttpRequest, here: Visit, asked: ToCheck, school: str) -> HttpResponse:
    sealed = request.POST.get("all", "")
    if sealed and sealed != asked.seal:
        messages.info(request, _("The list has changed meanwhile. Nothing was confirmed; look again."))
        return redirect("home.confirm", school=school)
    waiting = [one.promise.ref for one in (*asked.matters, *asked.unsure)]
    yes = [one.promise.ref for one in asked.confident] if sealed else _said(request, waiting, "yes")
    no = [] if sealed else _said(request, waiting, "no")
    done = actions.confirm_readings(here.school, yes, actor=here.actor, actor_name=here.person.name)
    if done:
        words = ngettext(
            "Added to the record: %(n)s sentence, read rightly.",
            "Added to the record: %(n)s sentences, read rightly.",
            done,
        )
        messages.success(request, words % {"n": done})
    if no:
        messages.info(request, _("Now say what this one should have been read as."))
        return redirect(f"{reverse('home.policy', args=[school])}?open={no[0]}&correct=1#reading")
    return redirect("home.confirm", school=school)


def _said(request: HttpRequest, refs: list[str], answer: str) -> list[str]:
    return [ref for ref in refs if request.POST.get(f"r-{ref}") == answer]


def _shown(one: PromiseStanding, document: DocumentFacts) -> dict[str, Any]:
    clause = one.promise.clause
    return {
        "ref": one.promise.ref,
        "text": clause.text,
        "place": clause.heading[-1] if clause.heading else "",
        "who": ", ".join(boards.owners(clause.who, document)) or _("nobody named"),
        "when": clause.when.text if clause.when else _("no time given"),
        "strength": STRENGTHS[clause.strength],
        "nature": NATURES[clause.nature],
    }
