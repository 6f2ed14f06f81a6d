"""The accounts of the school's directories, for technicians and the head: how many are whose, and whose one is.

No person is named: an account's address stands for it, and whoever has it is "a pupil of Wren" or "an adult".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.estate import actions, queries
from schoolgate.estate.access import PUSHERS
from schoolgate.estate.models import DirectoryAccount
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.models import Group, Person

EACH: Final = 50  # on a page
_SUGGESTED: Final = "suggested"
_FILTERS: Final = ("nobody", "owned", "class", "service", "admin", "blocked", "gone")
_KIND: Final = DirectoryAccount.Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """An account as the list shows it, in words."""

    ref: str
    address: str
    directory: str
    whose: str
    state: str  # works, blocked or gone


@dataclass(frozen=True, slots=True)
class Offered:
    """A suggestion in words; ``value`` is what its box sends, nothing where it is for one person to look at alone."""

    account: Shown
    who: str
    why: str
    value: str


@at_school(*PUSHERS, shows=Shows.MACHINERY)
def accounts(request: HttpRequest, school: str) -> HttpResponse:
    """Counts, then a list by filter. POST ties the suggestions that were ticked."""
    here = visit(request)
    known = queries.every_account(here.school, on=day_at(here.school))
    every = [one for one in known if not one.ended]
    show = request.GET.get("show", "")
    refused = ""
    if request.method == "POST":
        try:
            return _tie(request, here, every)
        except BadInputError as error:
            refused, show = str(error), _SUGGESTED
    counts = [(key, _words(key), n) for key in _FILTERS if (n := sum(_is(one, key) for one in every)) or key == show]
    context: dict[str, object] = {
        "school_ref": school,
        "total": len(every),
        "nobodys": sum(_is(one, "nobody") for one in every),
        "counts": counts,
        "show": show if show in (*_FILTERS, _SUGGESTED) else "",
        "title": _words(show),
        "q": request.GET.get("q", ""),
        "refused": refused,
        **(_suggested(request, here, every) if show == _SUGGESTED else _listed(request, here, every, show)),
    }
    return page(request, "estate/accounts.html", context, status=422 if refused else 200, here="accounts")


def _is(one: queries.AccountKnown, key: str) -> bool:
    """Whether an account is among those of a filter."""
    if key == "gone":
        return bool(one.gone)
    if key == "nobody":
        return queries.is_nobodys(one)
    if key == "owned":
        return not one.gone and bool(one.holder) and one.kind == _KIND.PERSON
    return one.blocked if key == "blocked" else not one.gone and one.kind == key


def _words(key: str) -> str:
    return {
        "nobody": _("Nobody’s"),
        "owned": _("One person’s"),
        "class": _("Shared by a class"),
        "service": _("A service’s"),
        "admin": _("For looking after machines"),
        "blocked": _("Blocked in the directory"),
        "gone": _("Gone from the list"),
        _SUGGESTED: _("Who they may be"),
    }.get(key, _("Every account"))


def _listed(request: HttpRequest, here: Visit, every: list[queries.AccountKnown], show: str) -> dict[str, object]:
    chosen = [one for one in every if _is(one, show)] if show in _FILTERS else every
    addresses = queries.addresses_of(here.school, [one.ref for one in chosen])
    asked = request.GET.get("q", "").strip().casefold()
    found = sorted((one for one in chosen if asked in addresses[one.ref]), key=lambda one: addresses[one.ref])
    some, cut = _cut(request, found, {"show": show, "q": asked})
    return {"rows": _shown(here, some, addresses), **cut}


def _suggested(request: HttpRequest, here: Visit, every: list[queries.AccountKnown]) -> dict[str, object]:
    found = queries.suggestions(here.school, every, on=day_at(here.school))
    found.sort(key=lambda one: (not one.plain, one.account))
    ticked = bool(request.GET.get("tick"))
    some, cut = _cut(request, found, {"show": _SUGGESTED} | ({"tick": "1"} if ticked else {}))
    by_ref = {one.ref: one for one in every}
    addresses = queries.addresses_of(here.school, [one.account for one in some])
    rows = {one.ref: one for one in _shown(here, [by_ref[one.account] for one in some], addresses)}
    who = queries.described(here.school, {ref for one in some for ref in one.persons}, on=day_at(here.school))
    offered = [
        Offered(
            rows[one.account],
            " / ".join(_described(who.get(ref)) for ref in one.persons),
            _why(one),
            f"{one.account}:{one.persons[0]}" if one.plain else "",
        )
        for one in some
    ]
    return {"offered": offered, "plain": sum(bool(one.value) for one in offered), "ticked": ticked, **cut}


def _why(one: queries.Suggestion) -> str:
    if len(one.persons) > 1:
        return _("{n} people here have this name.").format(n=len(one.persons))
    if one.rivals:
        return ngettext(
            "One other account that is nobody’s has the same name.",
            "{n} other accounts that are nobody’s have the same name.",
            one.rivals,
        ).format(n=one.rivals)
    if one.has_one:
        return _("They have this name, and an account there already.")
    return _("Only they have this name here, and they have no account there yet.")


def _cut[T](request: HttpRequest, found: list[T], asked: Mapping[str, str]) -> tuple[list[T], dict[str, object]]:
    """The rows of the page that is asked for, and the ways to those before and after."""
    written = request.GET.get("page", "1")
    last = max(1, -(-len(found) // EACH))
    now = min(max(int(written), 1), last) if written.isdecimal() and len(written) < 7 else 1
    some = found[(now - 1) * EACH : now * EACH]
    ways = {key: value for key, value in asked.items() if value}
    return some, {
        "of": len(found),
        "first": (now - 1) * EACH + 1,
        "last": (now - 1) * EACH + len(some),
        "earlier": urlencode(ways | {"page": str(now - 1)}) if now > 1 else "",
        "later": urlencode(ways | {"page": str(now + 1)}) if now < last else "",
    }


def _shown(here: Visit, some: Iterable[queries.AccountKnown], addresses: Mapping[str, str]) -> list[Shown]:
    rows = list(some)
    alone = {one.holder for one in rows if one.holder and one.kind != _KIND.CLASS}
    who = queries.described(here.school, alone, on=day_at(here.school))
    shared = {one.holder for one in rows if one.kind == _KIND.CLASS} - {""}
    groups = (
        {row.ref: row.name for row in Group.objects.for_school(here.school).filter(ref__in=shared)} if shared else {}
    )
    return [
        Shown(
            one.ref,
            addresses[one.ref],
            str(DirectoryAccount.Provider(one.provider).label),
            whose(one, who, groups),
            "gone" if one.gone else "blocked" if one.blocked else "works",
        )
        for one in rows
    ]


def whose(one: queries.AccountKnown, who: Mapping[str, queries.Described], groups: Mapping[str, str]) -> str:
    """Whose an account is, in words that name nobody."""
    if one.kind == _KIND.CLASS:
        return groups.get(one.holder) or _("A class, not said which")
    if one.kind == _KIND.SERVICE:
        return _("A service’s")
    if not one.holder:
        return _("Nobody’s")
    told = _described(who.get(one.holder))
    return _("{who}, for looking after machines").format(who=told) if one.kind == _KIND.ADMIN else told


def _described(one: queries.Described | None) -> str:
    if one is None:
        return _("Somebody who is here no more")
    if not one.pupil:
        return _("An adult")
    return _("A pupil of {group}").format(group=one.group) if one.group else _("A pupil")


def _tie(request: HttpRequest, here: Visit, every: list[queries.AccountKnown]) -> HttpResponse:
    """Tie what was ticked, of what is suggested now."""
    found = queries.suggestions(here.school, every, on=day_at(here.school))
    offered = {f"{one.account}:{one.persons[0]}": one for one in found if one.plain}
    picked = [offered[value] for value in dict.fromkeys(request.POST.getlist("tie")) if value in offered]
    if not picked:
        raise BadInputError(_("Nothing was tied"), _("no box was ticked."), _("Tick those that are right."))
    rows = DirectoryAccount.objects.for_school(here.school).in_bulk([one.account for one in picked], field_name="ref")
    people = Person.objects.for_school(here.school).in_bulk([one.persons[0] for one in picked], field_name="ref")
    for one in picked:
        held, person = rows[one.account], people[one.persons[0]]
        actions.hold_account(held, person, actor=here.actor, valid_from=day_at(here.school))
    told = ngettext("One account is somebody’s now.", "{n} accounts are somebody’s now.", len(picked))
    messages.success(request, told.format(n=len(picked)))
    return redirect(f"{request.path}?show={_SUGGESTED}#those")
