"""The first ten minutes: the few questions, the living policy as it first stands, the two letters, and what we hold."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.frame.pages import page
from schoolgate.home import boards, whatread
from schoolgate.home.first import answers, prefill
from schoolgate.home.first.asks import asks
from schoolgate.home.first.forms import QUESTIONS, Questions
from schoolgate.home.first.steps import FINISHED, YES, progress, questions_words, steps
from schoolgate.people import actions, directory
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import MANAGERS
from schoolgate.policy import queries as policies
from schoolgate.reading.model import Reading
from schoolgate.vocabulary.settings import WEEKDAYS

_SHOWN_FINDINGS = 5
_SHOWN_LEFT = 3


@at_school(*MANAGERS, shows=Shows.POLICY)
@require_safe
def go_on(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    """Where the school left off."""
    return redirect(progress(visit(request).school).href)


@at_school(*MANAGERS, shows=Shows.PEOPLE)
def questions(request: HttpRequest, school: str) -> HttpResponse:
    """GET asks, with what we know filled in; POST keeps what was answered, and a blank changes nothing."""
    here = visit(request)
    found = evidence.standing(here.school, on=day_at(here.school))
    if found is None:
        return redirect("home.first", school=school)
    asked = prefill.worth_asking(one.promise.clause for one in found.promises)
    if not asked:
        return redirect("home.living", school=school)
    reading = found.policy.reading
    known = _known(here, reading)
    form = Questions(request.POST, request.FILES) if request.method == "POST" else _prefilled(here, known)
    if request.method == "POST" and form.is_valid() and _kept(request, here, form, reading):
        return redirect("home.living", school=school)
    context = {
        **_first(here, found, "questions", asked),
        "form": form,
        "asked": [_question(form, key, known) for key in asked],
        "heading": questions_words(len(asked)),
        "rows": _rows(here, reading, known),
    }
    return page(request, "home/first/questions.html", context, status=422 if form.errors else 200, here="policy")


def _known(here: Visit, reading: Reading) -> dict[str, prefill.Known]:
    day = day_at(here.school)
    holders: dict[str, str] = {}
    for one in people.holders(here.school, on=day):
        if not one.deputy:
            holders.setdefault(one.role, one.name)
    return prefill.known(reading, holders, people.settings(here.school, on=day))


def _prefilled(here: Visit, known: dict[str, prefill.Known]) -> Questions:
    return Questions(initial={**{box: one.value for box, one in known.items()}, "terms": answers.kept_lines(here)})


def _question(form: Questions, key: str, known: dict[str, prefill.Known]) -> dict[str, Any]:
    """One question for the page: its words, the line that says what we know, its boxes."""
    words, blank, boxes = QUESTIONS[key]
    first = next((known[box] for box in boxes if box in known and known[box].value), None)
    return {"words": words, "from": first.words if first else blank, "fields": [form[box] for box in boxes], "key": key}


def _kept(request: HttpRequest, here: Visit, form: Questions, reading: Reading) -> bool:
    try:
        kept = answers.keep(here, form.cleaned_data, reading.document)
    except answers.RefusedError as refused:
        for box, words in refused.wrong.items():
            form.add_error(box, words)
        return False
    if kept.added:
        names = ", ".join(kept.added)
        messages.success(request, _("Added: %(names)s. Nobody was written to.") % {"names": names})
    if kept.left:
        lines = "; ".join(f"“{line}”" for line, _why in kept.left[:_SHOWN_LEFT])
        messages.warning(request, _("We left out of the term dates: %(lines)s") % {"lines": lines})
    return True


def _rows(here: Visit, reading: Reading, known: dict[str, prefill.Known]) -> tuple[whatread.Row, ...]:
    """What we read, and of the two things the questions ask about."""
    found = list(whatread.rows(reading, day_at(here.school), here.school.name))
    day = known["visit_day"]
    if day.value and not day.said:
        note = _("Page %(page)s.") % {"page": day.page} if day.page else ""
        found.append(whatread.Row(_("IT support"), _("Visits on %(day)ss") % {"day": dict(WEEKDAYS)[day.value]}, note))
    return tuple(found)


def _first(here: Visit, found: PolicyStanding, at: str, asked: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the pages after the policy share."""
    asked = asked or prefill.worth_asking(one.promise.clause for one in found.promises)
    return {
        "school_ref": here.school.ref,
        "steps": steps(here.school, at, asked=len(asked)),
        "board": boards.board(found.promises),
        "filename": found.policy.filename,
        "pages": found.policy.reading.extract.pages,
    }


@at_school(*MANAGERS, shows=Shows.PEOPLE)
def living(request: HttpRequest, school: str) -> HttpResponse:
    """What we can answer now, what governors may want to see, whom to ask. POST ends the first minutes."""
    here = visit(request)
    if request.method == "POST":
        actions.set_settings(here.school, {FINISHED: YES}, actor=here.actor)
        messages.success(request, _("That was the first ten minutes. Nothing has been switched off."))
        return redirect("home.today", school=school)
    day = day_at(here.school)
    found = evidence.standing(here.school, on=day)
    if found is None:
        return redirect("home.first", school=school)
    remarks = policies.remarks(found.policy.version, on=day, nation=here.school.nation)
    adults = directory.adults(here.school, day)
    context = {
        **_first(here, found, "living"),
        "remarks": remarks[:_SHOWN_FINDINGS],
        "more_remarks": max(0, len(remarks) - _SHOWN_FINDINGS),
        "version": found.policy.version,
        "asks": asks(here.school, found.promises),
        "uninvited": [one for one in adults if one.now and not one.signs_in],
        "nobody_reads": people.settings(here.school, on=day).get("alerts.out-of-hours") == "nobody",
        "done": progress(here.school).at == "done",
    }
    return page(request, "home/first/living.html", context, here="policy")
