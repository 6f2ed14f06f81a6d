"""A quiz handed to one child after another: the teacher's page, and the child's, where nobody is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from schoolgate.agreements import queries
from schoolgate.agreements.actions.handing_over import HandedOver, hand_over, handed_over, take_alone
from schoolgate.agreements.pages.by_link.opening import GONE, TOO_MANY, closed
from schoolgate.agreements.queries.asking_families import first_names
from schoolgate.agreements.quizzes.marking import Drawn
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people import slowing
from schoolgate.people.access import Shows, anyone, at_school, today, visit
from schoolgate.people.classes.queries import class_list, teaches
from schoolgate.people.models import Person

_ENGLISH: Final = {"language": "en", "direction": "ltr", "languages": ()}


@at_school("teachers", shows=Shows.CHILDREN)
@seen_by("the teachers of the class.")
def hand(request: HttpRequest, school: str, key: str, group: str) -> HttpResponse:
    """Who of a class has shown it alone; and handing the device over, which ends the teacher's own session on it."""
    here, day = visit(request), today(visit(request).school)
    quiz = QUIZZES.get(key)
    if not quiz.alone or not teaches(here.school, here.person, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    if request.method == "POST":
        try:
            code = hand_over(here.person, group, key, request.POST.getlist("child"), actor=here.actor)
        except BadInputError as refused:
            messages.error(request, f"{refused.cause} {refused.next_step}".capitalize())
            return redirect("agreements.quiz_hand", school=school, key=key, group=group)
        logout(request)  # nothing on the device leads back to the teacher's pages
        return redirect("agreements.quiz_handed", code=code)
    there = class_list(here.school, group, day)
    until = queries.passed_by(here.school, key, [one.ref for one in there.pupils], day)
    rows = [(one, until.get(one.ref), until.get(one.ref, day) > day) for one in there.pupils]
    context = {
        "school_ref": school,
        "quiz": quiz,
        "name": there.name,
        "rows": [(one, last, last is not None and holds) for one, last, holds in rows],
        "shown": sum(last is not None and holds for _one, last, holds in rows),
    }
    return page(request, "agreements/quizzes/hand_over.html", context, here="my-agreements")


def _handed(view: Callable[..., HttpResponse]) -> Any:
    """A page whose address holds ``<str:code>``: the view gets what was handed over in its stead. Every wrong code gets
    the same answer, and after too many from one network address even a right one waits."""

    @wraps(view)
    def answer(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        if slowing.too_many_wrong_codes(request):
            return closed(_shown(request, "wait", {}, status=TOO_MANY))
        try:
            return closed(view(request, handed_over(code), code, **kwargs))
        except NotFoundError:
            slowing.wrong_code(request)
            return closed(_shown(request, "over", {}, status=GONE))

    said = seen_by("the children the device is handed to, for an hour.")
    methods = require_http_methods(["GET", "HEAD", "POST"])
    kept = said(csrf_exempt(methods(answer)))  # no cookie is looked at, so there is nothing to forge
    return anyone("the address is the key; whatever else is asked for gets the same page")(csrf_exempt(kept))


@_handed
def onward(request: HttpRequest, over: HandedOver, code: str) -> HttpResponse:
    """To the first child who has not answered, ``after`` one who was done or is not here; else it is over."""
    after = request.GET.get("after", "")
    least = int(after) + 1 if after.isdecimal() and len(after) < 4 else 0
    done = over.done()
    left = [nth for nth in range(least, len(over.children)) if nth not in done]
    if left:
        return redirect("agreements.quiz_alone", code=code, nth=left[0])
    return _shown(request, "over", {"school_name": over.school.name})


@_handed
def take(request: HttpRequest, over: HandedOver, code: str, nth: int) -> HttpResponse:
    """One question after another; what was chosen so far travels with the page."""
    after = f"{reverse('agreements.quiz_handed', args=[code])}?after={nth}"
    if nth >= len(over.children) or nth in over.done():
        return redirect(after)
    drawn, chosen = over.drawn(nth), _chosen(request, over.drawn(nth))
    context: dict[str, object] = {"school_name": over.school.name, "quiz": over.quiz, "after": after}
    context["called"] = _called(over, nth)
    context["more"] = nth + 1 < len(over.children)
    left = [one for one in drawn if one.question.key not in chosen]
    if request.method != "POST":
        return _shown(request, "begin", context)
    if left:
        context |= {"chosen": chosen, "number": len(chosen) + 1, "of": len(drawn), "one": left[0]}
        context["missed"] = request.POST.get("asked") == left[0].question.key
        return _shown(request, "question", context, status=422 if context["missed"] else 200)
    try:
        marked = take_alone(over, nth, chosen)
    except BadInputError as refused:
        context["refused"] = refused
        return _shown(request, "done", context, status=422)
    context |= {"passed": marked.passed, "otherwise": [one.question for one in marked.wrong]}
    return _shown(request, "done", context)


def _chosen(request: HttpRequest, drawn: tuple[Drawn, ...]) -> dict[str, str]:
    """The answers so far, by question: those that were there to choose."""
    said = {one.question.key: request.POST.get(f"q-{one.question.key}", "") for one in drawn}
    most = {one.question.key: len(one.options) for one in drawn}
    return {key: value for key, value in said.items() if value in {str(at) for at in range(most[key])}}


def _called(over: HandedOver, nth: int) -> str:
    child: Person | None = Person.objects.for_school(over.school).filter(ref=over.children[nth]).first()
    if child is None:
        raise NotFoundError("the child", "they are not here.", "Ask your teacher.")
    return first_names(over.school, [child], today(over.school))[child.ref]


def _shown(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, f"agreements/quizzes/alone/{template}.html", {**_ENGLISH, **context}, status=status)
