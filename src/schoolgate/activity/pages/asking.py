"""What may be asked of the log, and the answers: counts alone, nobody by name, no small count."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.activity.access import GRAVE, READERS
from schoolgate.activity.asking import Answer, ask
from schoolgate.activity.engines.contract import Parts
from schoolgate.activity.filling import class_names, half_terms, manifest_of, usual
from schoolgate.activity.queries import missing, parts
from schoolgate.activity.questions.contract import Period, Question, Values
from schoolgate.activity.questions.registry import QUESTIONS
from schoolgate.activity.showing import said, shown
from schoolgate.frame.pages import page
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.kernel.small_counts import SMALL
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, Visit, at_school, today, visit

_LEAST: Final = SMALL.stop  # what is asked for less often on a day is in no sum
_WEEKS: Final = timedelta(days=27)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days that may be chosen: not any stretch, so that two answers cannot be held against each other."""

    key: str
    words: str
    first: date
    last: date


@at_school(*READERS, shows=Shows.POLICY)
def asked(request: HttpRequest, school: str) -> HttpResponse:
    """How much was used from half term to half term, and what else may be asked."""
    here = visit(request)
    on = today(here.school)
    loaded = bool(parts(here.school, "hours"))
    answer, wrong = _answer(here, "trend", {}) if loaded else (None, "")
    context = {
        "school_ref": school,
        "questions": _for(here),
        "wrong": wrong,
        "loaded": loaded,
        "says": said(answer, _levels(), {}, on) if answer else "",
        "trend": shown(answer, _levels(), {}) if answer else None,
        "missing": missing(here.school),
    }
    return page(request, "activity/asked.html", context, here="activity")


@at_school(*READERS, shows=Shows.POLICY)
def question(request: HttpRequest, school: str, key: str) -> HttpResponse:
    """One question's answer. ``?span=KEY`` chooses the days."""
    here = visit(request)
    wanted = next((each for each in _for(here) if each.key == key), None)
    if wanted is None:
        raise Http404
    choices = spans(here)
    span = next((each for each in choices if each.key == request.GET.get("span")), choices[0])
    answer, wrong = _answer(here, key, {"since": span.first, "until": span.last})
    classes = class_names(here.school)
    context = {
        "school_ref": school,
        "question": wanted,
        "spans": choices,
        "span": span,
        "wrong": wrong,
        "says": said(answer, _levels(), classes, today(here.school)) if answer else "",
        "shown": shown(answer, _levels(), classes) if answer else None,
        "missing": missing(here.school, first=span.first, last=span.last),
    }
    return page(request, "activity/question.html", context, here="activity")


def spans(here: Visit) -> list[Span]:
    """The last four weeks, and the last half terms, newest first."""
    on = today(here.school)
    halves: tuple[Period, ...] = half_terms(people.calendar(here.school), on)
    weeks = Span("weeks", _("The last four weeks"), on - _WEEKS, on)
    return [weeks, *(Span(f"half-{n}", each.name, each.first, each.last) for n, each in enumerate(reversed(halves)))]


def _for(here: Visit) -> list[Question]:
    """The questions this visitor may ask: none of a person, and what rules noticed only by those who answer for it."""
    grave = any(role in GRAVE for role in here.roles)
    return [each for each in QUESTIONS if each.whom == "machinery" or (grave and each.whom == "safeguarding")]


def _answer(here: Visit, key: str, said: dict[str, Any]) -> tuple[Answer | None, str]:
    """The answer, or why there is none."""
    wanted = QUESTIONS.get(key)
    told = usual(wanted, here.school, today(here.school)) | said
    if any(each.key == "least" for each in wanted.parameters):
        told["least"] = _LEAST

    def manifest(question: Question, values: Values) -> Parts:
        return manifest_of(here.school, question, values)

    try:
        return ask(key, told, manifest), ""
    except SchoolgateError as error:
        return None, f"{error.thing} {error.cause} {error.next_step}"


def _levels() -> dict[str, str]:
    return {level.key: level.words for level in SHIPPED}
