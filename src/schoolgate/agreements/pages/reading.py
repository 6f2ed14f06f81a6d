"""The policy to read: one's own promises first, then the whole, a short check, and one's name under it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import SIGNERS
from schoolgate.agreements.actions.signing import when_opened
from schoolgate.agreements.check import CheckQuestion, own, questions
from schoolgate.agreements.models import Signature
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.policy.promises import PolicyInForce
from schoolgate.policy.queries import in_force
from schoolgate.reading.model import Role


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page shows it: ``chosen`` is what was answered before, ``sentence`` there once it was wrong."""

    key: str
    words: str
    options: tuple[str, ...]
    chosen: str
    sentence: str


@at_school(shows=Shows.OWN)
def read(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    policy = in_force(here.school, on=today(here.school))
    if policy is None or not here.roles & set(SIGNERS):
        return page(request, "agreements/nothing.html", {"school_ref": school, "policy": policy}, here="my-agreements")
    asked = queries.wording(here.school, policy.version)
    signed = queries.signed(here.school, asked, here.person) if asked else None
    now = timezone.now()
    if request.method != "POST" or signed is not None:
        return _shown(request, here, policy, signed, actions.opened(here.person, policy, at=now), {})
    given = {key.removeprefix("q-"): str(value) for key, value in request.POST.items() if key.startswith("q-")}
    token, name = request.POST.get("opened", ""), request.POST.get("name", "")
    try:
        outcome = actions.sit(here.person, policy, here.roles, token=token, given=given, name=name, actor=here.actor)
    except BadInputError as refused:
        raise NotFoundError(refused.thing, refused.cause, refused.next_step) from None
    if outcome.signature is not None:
        messages.success(request, _("Signed. Thank you: that is in the permanent record."))
        return redirect("agreements.read", school=school)
    if outcome.quick:  # begun anew: other questions, and the time counts from now
        token, given = actions.opened(here.person, policy, at=now), {}
    return _shown(request, here, policy, None, token, given, outcome=outcome, name=name)


def _shown(
    request: HttpRequest,
    here: Visit,
    policy: PolicyInForce,
    signed: Signature | None,
    token: str,
    given: dict[str, str],
    *,
    outcome: actions.Outcome | None = None,
    name: str = "",
) -> HttpResponse:
    mine = own(policy, here.roles)
    seed = when_opened(token, here.person, policy).seed
    wrong = {question.key for question in outcome.wrong} if outcome and not outcome.quick else set[str]()
    context = {
        "school_ref": here.school.ref,
        "policy": policy,
        "signed": signed,
        "mine": mine,
        "whole": _whole(policy),
        "questions": [_asked(question, given, wrong) for question in questions(policy, here.roles, seed)],
        "token": token,
        "outcome": outcome,
        "name": name,
        "person": here.person,
        "minutes": max(1, round(sum(len(promise.clause.text.split()) for promise in policy.promises) / 200)),
    }
    return page(request, "agreements/read.html", context, status=422 if outcome else 200, here="my-agreements")


def _asked(question: CheckQuestion, given: dict[str, str], wrong: set[str]) -> Asked:
    sentence = question.sentence if question.key in wrong else ""
    chosen = given.get(question.key, "") if question.key not in wrong else ""
    return Asked(question.key, question.words, question.options, chosen, sentence)


def _whole(policy: PolicyInForce) -> list[tuple[str, str]]:
    """The document's own text, block by block: "h" for a heading, "p" for the rest."""
    blocks = [block for block in policy.reading.extract.blocks if block.role is not Role.FURNITURE]
    return [("h" if block.role is Role.HEADING else "p", block.text) for block in blocks if block.text.strip()]
