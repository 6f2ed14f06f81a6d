"""The living policy: the school's own document, sentence by sentence, with each promise's mark and its reasons."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.frame.pages import page
from schoolgate.home import boards, doing
from schoolgate.home.disagreeing import disagreements
from schoolgate.home.forms import AnotherDay, CorrectReading
from schoolgate.home.panel import panel, told_twice
from schoolgate.home.passages import lay_out, only, opened
from schoolgate.home.sieve import Sieve, areas, headings, roles
from schoolgate.home.whose import Whose, whose
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.queries import kept
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, READERS
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.policy.kinds import READINGS
from schoolgate.policy.queries import Offer
from schoolgate.vocabulary.screens import MARKS


@at_school(*READERS, shows=Shows.POLICY)
def policy(request: HttpRequest, school: str) -> HttpResponse:
    """``?open=REF`` opens a promise beside its sentence; ``?only=MARK``, ``?about=AREA``, ``?part=HEADING``,
    ``?who=ROLE``, ``?name=...`` and ``?words=...`` show some sentences only; ``?on-day=3&on-month=11&on-year=2025``
    how it all stood on a past day.
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
    if past and chosen:
        context["told_twice"] = told_twice(here.school, past, found, chosen.promise.ref)
    return page(request, "home/policy.html", context, here="policy")


def view(
    found: PolicyStanding, chosen: PromiseStanding | None, request: HttpRequest, *, keeper: bool
) -> dict[str, Any]:
    """What the living policy's template needs."""
    document, school = found.policy.reading.document, visit(request).school
    offers = {offer.promise: offer for offer in _offers(school)} if keeper else {}
    passages = lay_out(found.policy.reading, found.promises)
    sieve, found_for = _asked(found, request, school)
    shown = frozenset(p.promise.ref for p in found.promises if sieve.passes(p))
    if sieve:
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
        "sooner": boards.sooner(document, doing.review_due(school, found.policy, found.on)),
        "board": board,
        "key": [(MARKS[name], board.counts[name]) for name in Standing],
        **_filters(found, sieve, request),
        "whose": found_for,
        "shown": shown,
        "sheet": opened(passages, chosen.promise.ref if chosen else None),
        "open": panel(visit(request), found, chosen) if chosen else None,
        "offer": offers.get(chosen.promise.ref) if chosen else None,
        "offers": list(offers),
        "findings": len(policies.remarks(found.policy.version, on=found.on, nation=school.nation)),
        "disagreements": disagreements(school, found.policy, found.on),
        "keeper": keeper,
    }


def _asked(found: PolicyStanding, request: HttpRequest, school: School) -> tuple[Sieve, Whose | None]:
    """What was asked for, with the roles of whoever was asked for by name; None where nobody was."""
    sieve = Sieve.asked(request.GET.dict())
    if not sieve.name:
        return sieve, None
    found_for = whose(school, sieve.name, found.on, found.policy.reading.document.post_holders)
    return replace(sieve, theirs=found_for.roles), found_for


def _offers(school: School) -> tuple[Offer, ...]:
    return kept(school.ref, ("offers",), lambda: policies.offers(school), rests_on=READINGS)


def _filters(found: PolicyStanding, sieve: Sieve, request: HttpRequest) -> dict[str, Any]:
    """What was asked for, what may be asked for, and the addresses that ask for it again."""
    kept_day = [(key, value) for key, value in request.GET.items() if key.startswith("on-") and value]
    day = urlencode(kept_day)
    return {
        "sieve": sieve,
        "only": MARKS[sieve.mark].tone if sieve.mark else "",
        "areas": areas(found.promises),
        "roles": roles(found.promises),
        "headings": headings(found.promises),
        "keep": "".join(f"&{part}" for part in (day, sieve.address) if part),
        "keep_but_mark": "&".join(part for part in (day, sieve.unmarked) if part),
        "keep_day": day,
        "kept_day": kept_day,
    }
