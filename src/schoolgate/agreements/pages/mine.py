"""My agreements: what I signed and in which words, what waits, what that opens, and one button for what is next."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import SIGNERS
from schoolgate.agreements.actions.own import opened_page
from schoolgate.agreements.pages.by_link.devices import device_of
from schoolgate.agreements.pages.reading import Asked
from schoolgate.agreements.queries import Own
from schoolgate.agreements.words_check import questions
from schoolgate.frame.pages import page
from schoolgate.gates.access.sentences import FINAL
from schoolgate.gates.access.things import THINGS
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import READERS
from schoolgate.policy.queries import in_force


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that the gate answers about: ``state`` is "open", "waiting" or "closed"."""

    words: str
    state: str
    reasons: tuple[str, ...]


@at_school(shows=Shows.OWN)
@require_safe
def mine(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    day = today(here.school)
    owns = queries.own(here.school, here.person, here.roles, day)
    policy = in_force(here.school, on=day) if here.roles & set(SIGNERS) else None
    asked = queries.wording(here.school, policy.version) if policy else None
    read = queries.signed(here.school, asked, here.person) if asked else None
    waiting = [one for one in owns if one.waits]
    context = {
        "school_ref": school,
        "waiting": waiting,
        "next": waiting[0] if waiting else None,
        "held": [one for one in owns if not one.waits],
        "policy": policy,
        "read": read,
        "things": _things(here, owns),
        "count": len(waiting) + (policy is not None and read is None),
        "mine": queries.threads(here.school, person=here.person),
        "asks": bool(here.roles & set(READERS)),
        "quizzes": queries.own_quizzes(here.school, here.person, here.roles, day),
        "teaches": "teachers" in here.roles,
    }
    return page(request, "agreements/mine.html", context, here="my-agreements")


@at_school(shows=Shows.OWN)
def sign(request: HttpRequest, school: str, agreement: str) -> HttpResponse:
    """The words, a short check of them and one's name."""
    here = visit(request)
    owns = queries.own(here.school, here.person, here.roles, today(here.school))
    one = next((each for each in owns if each.kind == agreement), None)
    if one is None:
        raise NotFoundError("the agreement", "it is not asked of you.", "Look at your agreements.")
    wording, _text = actions.words_to_sign(here.person, agreement)
    if request.method != "POST":
        return _shown(request, here, one, actions.page_of(here.person, wording), {})
    if not one.waits:  # a second press, or a page that was left open
        return redirect("agreements.mine", school=school)
    given = {key.removeprefix("q-"): str(value) for key, value in request.POST.items() if key.startswith("q-")}
    token, name = request.POST.get("opened", ""), request.POST.get("name", "")
    try:
        tried = actions.sign_own(
            here.person,
            agreement,
            token=token,
            answers=given,
            name=name,
            actor=here.actor,
            device=device_of(request),
        )
    except BadInputError as refused:
        again = actions.page_of(here.person, wording)
        return _shown(request, here, one, again, {}, refused=f"{refused.cause} {refused.next_step}".capitalize())
    if tried.signature is not None:
        messages.success(request, _("Signed. Thank you: that is in the permanent record."))
        return redirect("agreements.mine", school=school)
    if tried.quick:  # begun anew: other questions, and the time counts from now
        token, given = actions.page_of(here.person, wording), {}
    return _shown(request, here, one, token, given, tried=tried, name=name)


def _shown(
    request: HttpRequest,
    here: Visit,
    one: Own,
    token: str,
    given: dict[str, str],
    *,
    tried: actions.Tried | None = None,
    name: str = "",
    refused: str = "",
) -> HttpResponse:
    wording, text = actions.words_to_sign(here.person, one.kind)
    body = one.body if not one.waits else text.body
    wrong = {question.key for question in tried.wrong} if tried and not tried.quick else set[str]()
    asked = questions(body, opened_page(token, here.person, wording).seed)
    context = {
        "school_ref": here.school.ref,
        "one": one,
        "questions": [
            Asked(
                each.key,
                each.words,
                each.options,
                given.get(each.key, "") if each.key not in wrong else "",
                each.sentence if each.key in wrong else "",
            )
            for each in asked
        ],
        "token": token,
        "outcome": tried,
        "refused": refused,
        "name": name,
        "person": here.person,
        "asks": bool(here.roles & set(READERS)),
    }
    return page(
        request, "agreements/sign_own.html", context, status=422 if tried or refused else 200, here="my-agreements"
    )


def _things(here: Visit, owns: tuple[Own, ...]) -> list[Thing]:
    """What the access gate says of them, without what nobody in their place has."""
    if not owns:
        return []
    answers = queries.gate_of(here.person, today(here.school))
    return [
        Thing(
            THINGS[one.thing].words[0].upper() + THINGS[one.thing].words[1:],
            str(one.state),
            tuple(reason.to_you for reason in one.reasons),
        )
        for one in answers
        if not {reason.key for reason in one.reasons} & FINAL
    ]
