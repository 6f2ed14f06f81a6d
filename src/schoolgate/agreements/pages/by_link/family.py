"""The family page: what a carer signed, for whom and until when; taking a yes back, and changing answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.agreements.actions import signing_by_link as actions
from schoolgate.agreements.actions.linking import make_own_link
from schoolgate.agreements.languages import spelt_day
from schoolgate.agreements.pages.by_link.devices import device_of
from schoolgate.agreements.pages.by_link.looks import SHOWN, looked
from schoolgate.agreements.pages.by_link.opening import by_link, shown
from schoolgate.agreements.places_of_pictures import PLACES
from schoolgate.agreements.queries.asking_families import ChildHere, Family, SignedHere, family_of, words_of_families
from schoolgate.agreements.queries.links import OpenLink
from schoolgate.agreements.queries.looks import looks_at
from schoolgate.agreements.queries.promised import promised
from schoolgate.agreements.queries.wordings import Words
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.slowing import network_address

PICTURES = "photo-video"


@dataclass(frozen=True, slots=True)
class PlaceShown:
    key: str
    title: str
    yes: bool


@dataclass(frozen=True, slots=True)
class SignedShown:
    title: str
    how: str
    until: str
    places: tuple[PlaceShown, ...]
    rule: str  # the policy's own sentence that it serves


@dataclass(frozen=True, slots=True)
class ChildShown:
    nth: int
    called: str
    signed: tuple[SignedShown, ...]
    looks: tuple[str, ...]
    looks_before: tuple[str, ...]

    @property
    def pictures(self) -> bool:
        return any(one.places for one in self.signed)


@by_link("GET", "HEAD", "POST")
def family(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:
    """POST takes back a yes for one place and child: a no at once."""
    if link.on_tablet:
        raise NotFoundError("the page", "it is not for a tablet that is handed round.", "Open it by a link.")
    found = link.family()
    if request.method == "POST":
        child = request.POST.get("child", "")
        of = _nth(found, child)
        place = request.POST.get("place", "")
        if place in PLACES:
            actions.take_back_yes(link, of.ref, place, device_of(request), actor=actions.by_link(link))
        return _back(code, "taken-back", child)
    context = {**_shows(found, link.language), "code": code}
    context["taken_back"] = request.GET.get("taken-back", "")
    context["changed"] = request.GET.get("changed", "")
    return shown(request, link, "family", context)


@by_link("GET", "HEAD", "POST")
def change(request: HttpRequest, link: OpenLink, code: str, nth: int) -> HttpResponse:
    """Other answers about pictures of one child, with a name under them."""
    found = link.family()
    child = _nth(found, str(nth))
    words = words_of_families(link.school, today(link.school)).get(PICTURES)
    text = words.text(link.language, link.style) if words else None
    if text is None or link.on_tablet:
        raise NotFoundError("the page", "there is nothing to change.", "Ask the school office.")
    had = next((one.answers for one in found.signed if one.child == child and one.kind.key == PICTURES), {})
    chosen = {key: request.POST.get(f"place-{key}", "") for key in PLACES} if request.method == "POST" else dict(had)
    name, sure = request.POST.get("name", "").strip()[:120], request.POST.get("sure") == "yes"
    errors = []
    if request.method == "POST":
        errors += [] if name else [("name", _("Type your name."))]
        errors += [] if sure else [("sure", _("Tick the box to say that these are your answers."))]
        if not errors:
            said = actions.Confirmed(name, device_of(request), network_address(request))
            answers = actions.blank_is_no(child, chosen)
            actions.change_answers(link, child.ref, answers, said, actor=actions.by_link(link))
            return _back(code, "changed", str(nth))
    context = {
        "code": code,
        "text": text,
        "whom": [child.called],
        "may_sign": child.may_sign,
        "places": [
            {"key": key, "title": one.title, "what": one.what, "who": one.who, "chosen": chosen.get(key, "")}
            for key, one in PLACES.items()
        ],
        "errors": errors,
        "name": name,
        "sure": sure,
    }
    return shown(request, link, "change", context, status=422 if errors else 200)


@at_school("parents", shows=Shows.OWN)
@seen_by("yourself.")
def own(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the visit says which)
    """For a parent who signs in. POST opens the pages by which they answer or change, for an hour."""
    here = visit(request)
    if request.method == "POST":
        made = make_own_link(here.person, actor=here.actor)
        there = "agreements.link_family" if request.POST.get("do") == "change" else "agreements.sign_by_link"
        return redirect(there, code=made.code)
    context = {**_shows(family_of(here.person, today(here.school)), "en"), "code": "", "language": "en"}
    return page(request, "agreements/own_family.html", context, here="family")


def _back(code: str, what: str, nth: str) -> HttpResponse:
    """To the child whose answers changed, where it is said."""
    return redirect(f"{reverse('agreements.link_family', args=[code])}?{what}={nth}#child-{nth}")


def _nth(found: Family, said: str) -> ChildHere:
    """The child by number, from one: no ref stands on the page."""
    if not said.isdecimal() or not 1 <= int(said) <= len(found.children):
        raise NotFoundError("the child", "there is none by that number.", "Open the link again.")
    return found.children[int(said) - 1]


def _shows(found: Family, language: str) -> dict[str, Any]:
    school, day = found.carer.school, today(found.carer.school)
    words, rules = words_of_families(school, day), promised(school, day)
    looks = looks_at(school, [child.ref for child in found.children])
    children = []
    for nth, child in enumerate(found.children, 1):
        mine = sorted((one for one in found.signed if one.child == child), key=lambda one: not one.answers)
        signed = tuple(_signed(one, words, rules, language) for one in mine)  # first what they come to change
        lines = looked(looks.get(child.ref, ()), child.called, language)
        children.append(ChildShown(nth, child.called, signed, lines[:SHOWN], lines[SHOWN:]))
    own_ones = [_signed(one, words, rules, language) for one in found.signed if one.child is None]
    return {"children": children, "own": own_ones, "waits": len(found.asks)}


def _signed(one: SignedHere, words: dict[str, Words], rules: Mapping[str, str], language: str) -> SignedShown:
    text = words[one.kind.key].text(language) if one.kind.key in words else None
    day = spelt_day(one.on, language)
    how = {
        "paper": _("Signed on paper on %(day)s."),
        "seen": _("Signed on paper on %(day)s."),
        "mis": _("In the school’s own list since %(day)s."),
    }.get(one.way, _("Signed by you on %(day)s.")) % {"day": day}
    places = tuple(
        PlaceShown(key, str(place.title), one.answers.get(key) == "granted")
        for key, place in PLACES.items()
        if one.answers
    )
    until = spelt_day(one.until, language) if one.until else ""
    return SignedShown(text.title if text else one.kind.title, how, until, places, rules.get(one.kind.key, ""))
