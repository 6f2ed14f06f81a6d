"""What we read in a policy, before it is put in force and after: its facts, its promises, findings for governors."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import foresee
from schoolgate.frame import actor as acting
from schoolgate.frame.pages import page
from schoolgate.home import boards, whatread
from schoolgate.home.differences import in_promises, unlike
from schoolgate.home.first.steps import progress, steps
from schoolgate.home.forms import PutInForce
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, require, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, MANAGERS, READERS
from schoolgate.policy import actions
from schoolgate.policy import queries as policies
from schoolgate.policy.comparing import compare
from schoolgate.policy.models import Adoption, Version

_NOTHING = "nothing"  # was in force when the page was shown


@at_school(*READERS, shows=Shows.POLICY)
def read(request: HttpRequest, school: str, version: str) -> HttpResponse:
    """GET shows it; POST, from those who look after the policy, puts it in force."""
    here = visit(request)
    kept = policies.version(here.school, version)
    if kept is None:
        raise NotFoundError("That policy", "is not one of this school’s.", "Go back to the first page.")
    day = day_at(here.school)
    keeper = bool(here.roles & set(KEEPERS))
    if request.method == "POST":
        require(here.roles, *KEEPERS)
    found = evidence.standing(here.school, on=day)
    in_force = found is not None and found.policy.version == kept.ref
    form = PutInForce(request.POST) if request.method == "POST" else _prefilled(kept)
    if request.method == "POST" and form.is_valid() and (done := _put_in_force(here, kept, form)):
        _tell(request, here, done)
        first = found is None and bool(here.roles & set(MANAGERS)) and progress(here.school).at == "questions"
        return redirect("home.questions" if first else "home.policy", school=school)
    context = {**_shown(kept, day, in_force=in_force), "keeper": keeper, "form": form, "school_ref": school}
    if found is not None and found.policy.number < kept.number and not in_force:
        context["beside"] = _beside(here, found.policy.version, kept)
    context["steps"] = steps(here.school, "policy")
    if in_force and found is not None:
        context["board"] = boards.board(found.promises)
        promises = {promise.promise.clause.ref: promise.promise.ref for promise in found.promises}
        context["lint"] = [(note, promises.get(note.clause or "", ""), name) for note, _ref, name in context["lint"]]
    return page(request, "home/read.html", context, status=422 if form.errors else 200, here="policy")


def _shown(kept: Version, day: date, *, in_force: bool) -> dict[str, Any]:
    reading, newest = policies.reading_of(kept), policies.newest(kept.school)
    return {
        "version": kept,
        "pages": reading.extract.pages,
        "in_force": in_force,
        "after": policies.last_put_in_force(kept.school) or _NOTHING,
        "may_go": not policies.ever_put_in_force(kept),
        "rows": whatread.rows(reading, day, kept.school.name),
        "lint": [
            (note, "", boards.name_of(note)) for note in policies.remarks(kept.ref, on=day, nation=kept.school.nation)
        ],
        "first_words": Truncator(" ".join(block.text for block in reading.extract.blocks[:3])).words(14),
        "newer": newest is not None and newest.number > kept.number,
        "notes": reading.extract.notes,
        "board": boards.board(foresee(reading, CONTROLS, day)),
    }


def _beside(here: Visit, in_force: str, kept: Version) -> dict[str, Any]:
    """A newer version beside the policy in force: what all that is known now would still be known of."""
    old = policies.version(here.school, in_force)
    if old is None:
        return {}
    told = compare(here.school, old, kept)
    return {"told": in_promises(told), "stayed": told.stayed + len(told.changed), "unlike": unlike(told)}


def _prefilled(kept: Version) -> PutInForce:
    """The day it was approved is offered where the document gives one whole day; a month alone is nobody's meeting."""
    approved = policies.reading_of(kept).document.approved
    day = approved.date if approved and approved.precision == "day" else None
    return PutInForce(initial={"ratified_on": day, "seen": kept.sha256})


def _tell(request: HttpRequest, here: Visit, done: Adoption) -> None:
    if done.by == here.person.ref:
        messages.success(request, _("Your policy is in force. Nothing has been switched off."))
    else:
        already = _("%(name)s had put it in force already, with the same date. Nothing was recorded twice.")
        messages.info(request, already % {"name": done.by_name})


def _put_in_force(here: Visit, kept: Version, form: PutInForce) -> Adoption | None:
    """What was put in force; None with what was wrong put beside the form."""
    given = form.cleaned_data
    if given["seen"] and given["seen"] != kept.sha256:
        form.add_error(None, _("This is not the file you were shown. Look at it again before you put it in force."))
        return None
    who = acting.person(here.person.ref, on_behalf_of=given["on_behalf_of"])
    try:
        return actions.put_in_force(
            kept,
            body=given["body"],
            ratified_on=given["ratified_on"],
            actor=who,
            actor_name=here.person.name,
            minute=given["minute"],
            present=given["present"],
            quorum=given["quorum"],
            pending=given["pending"],
            after={"": None, _NOTHING: ""}.get(given["after"], given["after"]),
        )
    except BadInputError as error:
        form.add_error(None, str(error))
        return None


@at_school(*KEEPERS, shows=Shows.POLICY)
@require_POST
def withdraw(request: HttpRequest, school: str, version: str) -> HttpResponse:
    """Takes back a wrong file that was never put in force."""
    here = visit(request)
    try:
        number = actions.withdraw_version(here.school, version, actor=here.actor)
    except BadInputError as error:
        messages.error(request, str(error))
        return redirect("home.read", school=school, version=version)
    messages.success(request, _("Version %(n)s is withdrawn. Its file and its words are erased.") % {"n": number})
    return redirect("home.versions", school=school)
