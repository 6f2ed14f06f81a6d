"""The way through a link: what is asked, one agreement after another, for all children at once or for each."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.agreements.actions import signing_by_link as actions
from schoolgate.agreements.languages import offered, spelt_day
from schoolgate.agreements.pages.by_link.lines import lines_of_receipt
from schoolgate.agreements.pages.by_link.opening import by_link, home_address, shown, step_address
from schoolgate.agreements.places_of_pictures import PLACES
from schoolgate.agreements.queries.asking_families import Ask, ChildHere, Family, words_of_families
from schoolgate.agreements.queries.links import Answer, OpenLink, receipts
from schoolgate.agreements.queries.promised import promised
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import today
from schoolgate.people.families.queries import reach_of


@by_link("GET", "HEAD")
def home(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:
    """What is asked, and what was signed by this link. Programs that look through mail open it, and change nothing."""
    family = link.family()
    left = actions.unanswered(family, link)
    steps = [
        {
            "title": text.title,
            "lang": text.language,
            "answered": ask not in left,
            "href": first_part(code, ask),
        }
        for ask in family.asks
        if (text := ask.words.text(link.language, link.style)) is not None
    ]
    given = receipts(link.carer, link=link.ref)
    context: dict[str, object] = {
        "code": code,
        "heading": _("Please read and answer") if steps else _("What you have signed"),
        "children": [child.called for child in family.children],
        "steps": steps,
        "begun": bool(link.kept),
        "next": next_part(code, family, link),
        "last_day": spelt_day(link.ends_at.astimezone().date(), link.language),
        "receipts": [lines_of_receipt(one, family, link) for one in given],
        "may_mail": bool(given) and bool(reach_of(link.school, [link.carer.ref], "email", today(link.school))),
        "mailed": request.GET.get("mailed") == "yes",
    }
    return shown(request, link, "home", context)


@by_link("POST")
def choose(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:
    """Another language or style of words, kept for the link; what is not offered changes nothing."""
    said = words_of_families(link.school, today(link.school)).values()
    wanted = request.POST.get("language", link.language)
    style = request.POST.get("style", link.style)
    if wanted in {one.key for one in offered(said)}:
        actions.choose_language(link, wanted, style, actor=actions.by_link(link))
    back = request.POST.get("back", "")
    return redirect(back if back.startswith(home_address(code)) else home_address(code))


@by_link("POST")
def end(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:
    actions.end_link(link, actor=actions.by_link(link))
    return shown(request, link, "ended", {"code": code, "languages": ()})


@by_link("GET", "HEAD", "POST")
def step(request: HttpRequest, link: OpenLink, code: str, kind: str, nth: int = 0) -> HttpResponse:
    """One agreement, for all children it is asked for, or for the ``nth`` of them."""
    family = link.family()
    ask = family.ask(kind)
    if ask is None or nth > len(ask.of):
        return redirect(home_address(code))
    if not nth and _differ(ask):
        return redirect(step_address(code, kind, 1))
    of = ask.of[nth - 1 : nth] if nth else ask.of
    error = ""
    if request.method == "POST":
        answers = _answers(request, ask, of)
        if answers:
            actions.keep_answers(link, kind, answers, actor=actions.by_link(link))
            return redirect(_onward(code, ask, nth))
        error = _("Choose “I agree” or “Not now”.")
    context = _shows(link, code, ask, of, nth)
    context["error"], context["number"], context["of"] = error, family.asks.index(ask) + 1, len(family.asks)
    return shown(request, link, "step", context, status=422 if error else 200)


def first_part(code: str, ask: Ask) -> str:
    return step_address(code, ask.kind.key, 1 if _differ(ask) else 0)


def next_part(code: str, family: Family, link: OpenLink) -> str:
    """The first agreement, or child, without an answer; the page to sign where all have one."""
    left = actions.unanswered(family, link)
    if not left:
        return reverse("agreements.link_check", args=[code])
    kept = link.kept.get(left[0].kind.key)
    missing = [at for at, child in enumerate(left[0].of, 1) if kept is None or child.ref not in kept.answers]
    begun = 0 < len(missing) < len(left[0].of)
    return step_address(code, left[0].kind.key, missing[0]) if begun else first_part(code, left[0])


def _onward(code: str, ask: Ask, nth: int) -> str:
    if 0 < nth < len(ask.of):
        return step_address(code, ask.kind.key, nth + 1)
    return reverse("agreements.link_next", args=[code])


@by_link("GET", "HEAD")
def onward(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:  # noqa: ARG001  (the link says which)
    """To whatever is to be answered next, as things are now."""
    return redirect(next_part(code, link.family(), link))


def _differ(ask: Ask) -> bool:
    """Whether the carer may say yes for some of the children only, so that one answer cannot do for all."""
    return len({child.may_sign for child in ask.of}) > 1


def _answers(request: HttpRequest, ask: Ask, of: tuple[ChildHere, ...]) -> Mapping[str, Answer]:
    if ask.by_place:
        chosen = {place: request.POST.get(f"place-{place}", "") for place in PLACES}
        return {child.ref: actions.blank_is_no(child, chosen) for child in of}
    answer = request.POST.get("answer", "")
    refs = [child.ref for child in of] or [""]
    return dict.fromkeys(refs, answer) if answer in (actions.YES, actions.NO) else {}


def _shows(link: OpenLink, code: str, ask: Ask, of: tuple[ChildHere, ...], nth: int) -> dict[str, Any]:
    text = ask.words.text(link.language, link.style)
    if text is None:
        raise NotFoundError("the words", "none are approved.", "Ask the school office.")
    kept = link.kept.get(ask.kind.key)
    had = [kept.answers.get(child.ref) for child in of] or [kept.answers.get("")] if kept else []
    same = had[0] if had and all(one == had[0] for one in had) else None
    other = "plain" if text.style == "pictures" else "pictures"
    there = ask.words.text(link.language, other)
    chosen = same if isinstance(same, Mapping) else {}
    places = [
        {"key": key, "title": place.title, "what": place.what, "who": place.who, "chosen": chosen.get(key, "")}
        for key, place in PLACES.items()
    ]
    return {
        "code": code,
        "text": text,
        "back": step_address(code, ask.kind.key, nth - 1) if nth > 1 else home_address(code),
        "whom": [child.called for child in of],
        "places": places if ask.by_place else [],
        "rule": promised(link.school, today(link.school)).get(ask.kind.key, ""),
        "may_sign": all(child.may_sign for child in of),
        "chosen": same if isinstance(same, str) else "",
        "other_style": other if there is not None and there.style == other else "",
        "each": step_address(code, ask.kind.key, 1) if not nth and len(of) > 1 else "",
        "together": step_address(code, ask.kind.key) if nth and len(ask.of) > 1 and not _differ(ask) else "",
    }
