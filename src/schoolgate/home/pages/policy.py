"""The living policy: the school's own document, sentence by sentence, with each promise's mark and its reasons."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.frame.pages import page
from schoolgate.home import boards
from schoolgate.home.forms import AnotherDay, CorrectReading
from schoolgate.home.passages import lay_out, only, opened
from schoolgate.kernel.standings import Standing
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, READERS
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.screens import MARKS, NATURES
from schoolgate.vocabulary.topics import TOPICS

_TITLES = {control.key: control.title for control in CONTROLS}


@at_school(*READERS, shows=Shows.POLICY)
def policy(request: HttpRequest, school: str) -> HttpResponse:
    """``?open=REF`` opens a promise beside its sentence; ``?only=MARK`` shows the sentences with one mark;
    ``?on-day=3&on-month=11&on-year=2025`` shows how it all stood on a past day.
    """
    here = visit(request)
    today = day_at(here.school)
    asked_day = AnotherDay(request.GET)
    given = (asked_day.cleaned_data["on"] if asked_day.is_valid() else None) or today
    day = min(given, today)
    if given > today:
        messages.info(request, _("%(day)s has not come yet. This is today.") % {"day": boards.written(given)})
    found = evidence.standing(here.school, on=day)
    if found is None:
        if day == today:
            return redirect("home.today", school=school)
        messages.info(request, _("No policy was in force on %(day)s.") % {"day": boards.written(day)})
        return redirect("home.policy", school=school)
    asked = request.GET.get("open", "")
    chosen = next((promise for promise in found.promises if promise.promise.ref == asked), None)
    form = CorrectReading.for_clause(chosen.promise.clause) if chosen and "correct" in request.GET else None
    keeper = bool(here.roles & set(KEEPERS)) and day == today
    past = day if day != today else None
    context = {**view(found, chosen, request, keeper=keeper), "form": form, "another_day": asked_day, "past": past}
    return page(request, "home/policy.html", context, here="policy")


def view(
    found: PolicyStanding, chosen: PromiseStanding | None, request: HttpRequest, *, keeper: bool
) -> dict[str, Any]:
    """What the living policy's template needs."""
    document = found.policy.reading.document
    offers = {offer.promise: offer for offer in policies.offers(visit(request).school)} if keeper else {}
    passages = lay_out(found.policy.reading, found.promises)
    mark = next((name for name in Standing if MARKS[name].tone == request.GET.get("only")), None)
    kept_on = {key: value for key, value in request.GET.items() if key.startswith("on-") and value}
    shown = frozenset(p.promise.ref for p in found.promises if mark is None or p.standing is mark)
    if mark is not None:
        passages = only(passages, shown)
    said, still = boards.review(document, found.on)
    board = boards.board(found.promises)
    return {
        "school_ref": found.policy.school,
        "title": document.title or _("Our policy"),
        "adoption": found.policy.adoption,
        "version": found.policy.version,
        "review": said,
        "still": still,
        "board": board,
        "key": [(MARKS[name], board.counts[name]) for name in Standing],
        "only": MARKS[mark].tone if mark else "",
        "keep": "".join(f"&{urlencode({key: value})}" for key, value in (*kept_on.items(), *_only(mark))),
        "keep_day": urlencode(kept_on),
        "shown": shown,
        "sheet": opened(passages, chosen.promise.ref if chosen else None),
        "open": panel(found, chosen, visit(request).school.nation) if chosen else None,
        "offer": offers.get(chosen.promise.ref) if chosen else None,
        "offers": list(offers),
        "findings": len(policies.remarks(found.policy.version, on=found.on, nation=visit(request).school.nation)),
        "keeper": keeper,
    }


def _only(mark: Standing | None) -> tuple[tuple[str, str], ...]:
    return (("only", MARKS[mark].tone),) if mark else ()


def panel(found: PolicyStanding, chosen: PromiseStanding, nation: str) -> dict[str, Any]:
    """One promise opened."""
    clause, document = chosen.promise.clause, found.policy.reading.document
    said, meant = boards.clock(clause.when)
    return {
        "promise": chosen,
        "tone": boards.mark_of(chosen.finding).tone,
        "ref": chosen.promise.ref,
        "number": chosen.promise.number,
        "of": len(found.promises),
        "who": boards.owners(clause.who, document),
        "said": said,
        "meant": meant,
        "nature": NATURES[clause.nature],
        "subjects": [TOPICS[guess.key] for guess in clause.topics if guess.key in TOPICS][:3],
        "checks": [(_TITLES.get(key, key), finding) for key, finding in chosen.checks],
        "notes": boards.notes(policies.remarks(found.policy.version, on=found.on, nation=nation), clause.ref),
        "advice": boards.advice(clause, found.on, nation),
        "asks": chosen in boards.questions([chosen]),
    }
