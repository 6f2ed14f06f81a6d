"""Rules that cannot be, and rules that would open what is locked, are refused with what is wrong named."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from schoolgate.gates.web.checks import LockedError
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.rules import Rules, grant, powerless
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.tests.a_filter import LISTS, NOON, closes, night, opens, pauses, play, rules
from schoolgate.gates.web.windows import Hours, Window
from schoolgate.kernel.errors import BadInputError, NotFoundError

JUNIOR = SHIPPED[1]
LOCKED = frozenset({"child-abuse-images"})
HOURS = (Hours(time(9), time(10)),)


def test_what_ships_can_decide() -> None:
    assert Rules().levels == SHIPPED


@pytest.mark.parametrize(
    "parts",
    [
        {"levels": (replace(JUNIOR, warn=LOCKED),), "unknown": ""},
        {"levels": (replace(JUNIOR, hold=LOCKED),), "unknown": ""},
        {"windows": (Window("w", "w", HOURS, opens=LOCKED),)},
        {"pauses": (pauses(categories=tuple(LOCKED)),)},
        {"exceptions": (opens("casino.example", categories=tuple(LOCKED)),)},
    ],
    ids=["warned of", "held", "opened at times", "paused", "excepted"],
)
def test_nothing_opens_a_locked_category(parts: dict[str, object]) -> None:
    with pytest.raises(LockedError, match="images of child sexual abuse") as caught:
        rules(**parts)
    assert caught.value.category.key == "child-abuse-images"


def test_an_exception_for_a_locked_site_is_not_granted() -> None:
    with pytest.raises(LockedError, match=r"^www\.worst\.example: it would open"):
        grant(rules(), opens("www.worst.example"), LISTS)
    granted = grant(rules(), opens("casino.example"), LISTS)
    assert (granted.epoch, [str(each.site) for each in granted.exceptions]) == (4, ["casino.example"])


def test_an_exception_that_a_locked_list_has_overtaken_is_named() -> None:
    agreed = rules(exceptions=(opens("casino.example"), opens("worst.example", ref="exc_2")))
    assert [each.ref for each in powerless(agreed, LISTS)] == ["exc_2"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"zone": "Europe/Nowhere"}, "there is none of that name"),
        ({"zone": "../etc"}, "there is none of that name"),
        ({"unknown": "sixth-form"}, "there is no level 'sixth-form'"),
        ({"levels": (JUNIOR, JUNIOR), "unknown": ""}, "one that another has"),
        ({"levels": (replace(JUNIOR, block=frozenset({"children"})),), "unknown": ""}, "a garden closes nothing"),
        ({"levels": (replace(JUNIOR, garden=frozenset({"games"})),), "unknown": ""}, "games is no garden"),
        ({"levels": (replace(JUNIOR, closed_ways=frozenset({"tor"})),), "unknown": ""}, "no way round called 'tor'"),
        ({"windows": (night(), night())}, "one that another has"),
        ({"windows": (night(""),)}, "no ref"),
        ({"windows": (night("w"),), "exceptions": (opens("casino.example", ref="w"),)}, "one that another has"),
        ({"windows": (Window("w", "w", (), closes_everything=True),)}, "no hours"),
        ({"windows": (replace(night(), weekdays=frozenset({7})),)}, "days of the week"),
        ({"windows": (replace(night(), weekdays=frozenset()),)}, "no days"),
        ({"windows": (replace(night(), opens=frozenset({"games"})),)}, "must do one thing"),
        ({"windows": (replace(night(), closes_everything=False),)}, "must do one thing"),
        (
            {"windows": (replace(night(), hours=(Hours(time(9, tzinfo=NOON.tzinfo), time(10)),)),)},
            "time zone of their own",
        ),
        ({"pauses": (pauses(windows=("w",)),)}, "there is no window 'w'"),
        ({"windows": (play(),), "pauses": (pauses(windows=("win_play",), categories=("games",)),)}, "both"),
        ({"pauses": (replace(pauses(), until=NOON),)}, "ends before it begins"),
        ({"pauses": (replace(pauses(), why=" "),)}, "no reason"),
        ({"exceptions": (replace(opens("casino.example"), by=()),)}, "nobody stands behind it"),
        ({"exceptions": (replace(opens("casino.example"), by=("person_head", "")),)}, "nobody stands behind it"),
        ({"exceptions": (replace(opens("casino.example"), since=NOON.replace(tzinfo=None)),)}, "time zone"),
        ({"exceptions": (replace(opens("casino.example"), until=NOON - timedelta(days=1)),)}, "ends before it begins"),
        ({"exceptions": (opens("co.uk"),)}, "anybody can have a name under it"),
        ({"exceptions": (opens("github.io"),)}, "anybody can have a name under it"),
        ({"exceptions": (opens("mask.icloud.com"),)}, "a browser's question and no site"),
        ({"exceptions": (opens("_dns.resolver.arpa"),)}, "a browser's question and no site"),
        ({"exceptions": (opens("casino.example", Scope(levels=frozenset({"year-7"}))),)}, "there is no level 'year-7'"),
        ({"closures": (replace(closes("casino.example"), by=""),)}, "nobody stands behind it"),
        ({"listed": (Listed("Casino.example", frozenset({"games"})),)}, "Write casino.example"),
    ],
)
def test_a_fault_is_named(parts: dict[str, object], said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        rules(**parts)


def test_a_category_there_is_not_is_named() -> None:
    with pytest.raises(NotFoundError, match="'jokes'"):
        rules(windows=(Window("w", "w", HOURS, closes=frozenset({"jokes"})),))


def test_a_whole_suffix_can_be_closed_but_only_by_its_name() -> None:
    assert str(rules(closures=(closes("github.io"),)).closures[0].site) == "github.io"


def test_an_exception_may_hold_until_it_is_taken_back() -> None:
    assert rules(exceptions=(replace(opens("casino.example"), until=None),)).exceptions[0].until is None
