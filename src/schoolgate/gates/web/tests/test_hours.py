"""Windows and half-open categories in decisions: what they close, open, hold and warn of, and what they say."""

from dataclasses import replace
from datetime import time, timedelta

from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.tests.a_filter import (
    GUEST,
    INFANT,
    JUNIOR,
    LISTS,
    NOON,
    OWLS,
    STAFF,
    ask,
    night,
    opens,
    pauses,
    play,
    rules,
    said,
)
from schoolgate.gates.web.windows import Hours, Window
from schoolgate.kernel.verdicts import Verdict

TEN_AT_NIGHT = NOON.replace(hour=22)
LESSONS = Window("win_lessons", "lessons", (Hours(time(9), time(15)),), closes=frozenset({"games"}))


def level(key: str, **sets: frozenset[str]) -> Rules:
    """What ships, with one level changed."""
    return rules(levels=tuple(replace(each, **sets) if each.key == key else each for each in SHIPPED))  # type: ignore[arg-type]  # sets only


def test_at_night_everything_is_closed_but_what_was_excepted_for_then() -> None:
    agreed = rules(windows=(night(),))
    decision = decide(ask("numbers.example", INFANT, TEN_AT_NIGHT), agreed, LISTS)
    assert said(decision) == ("block", "window:win_night", "")
    assert decision.because == "The internet is closed at this time: night."
    assert decision.askable
    excepted = replace(opens("library.example"), since=TEN_AT_NIGHT, until=TEN_AT_NIGHT + timedelta(hours=1))
    evening = rules(windows=(night(),), exceptions=(excepted,))
    assert said(decide(ask("library.example", JUNIOR, TEN_AT_NIGHT), evening, LISTS))[1] == "exception:exc_1"
    partly = rules(windows=(night(),), exceptions=(replace(excepted, categories=frozenset({"games"})),))
    assert said(decide(ask("library.example", JUNIOR, TEN_AT_NIGHT), partly, LISTS))[1] == "window:win_night"


def test_a_window_is_for_those_it_names() -> None:
    agreed = rules(windows=(night(scope=Scope(levels=frozenset({"guest"}))),))
    assert said(decide(ask("library.example", GUEST, TEN_AT_NIGHT), agreed, LISTS))[0] == "block"
    assert said(decide(ask("library.example", STAFF, TEN_AT_NIGHT), agreed, LISTS))[0] == "allow"


def test_a_window_closes_a_category_that_is_open_otherwise() -> None:
    agreed = rules(windows=(LESSONS,), clauses={"win_lessons": "clause_7", "games": "clause_5"})
    decision = decide(ask("puzzles.example", STAFF), agreed, LISTS)
    assert said(decision) == ("block", "window:win_lessons", "games")
    assert decision.because == "It is on the list of games, which is closed at this time: lessons."
    assert (decision.clause, decision.askable) == ("clause_7", True)
    assert said(decide(ask("puzzles.example", STAFF, TEN_AT_NIGHT), agreed, LISTS))[0] == "allow"
    always_closed = decide(ask("puzzles.example", JUNIOR), agreed, LISTS)
    assert (always_closed.rule, always_closed.clause) == ("level:junior", "clause_5")


def test_a_window_opens_what_a_level_closes_holds_or_warns_of() -> None:
    assert said(decide(ask("puzzles.example"), rules(windows=(play(),)), LISTS)) == ("allow", "level:junior", "")
    for sets in ({"hold": frozenset({"games"})}, {"warn": frozenset({"games"})}):
        agreed = replace(level("staff", **sets), windows=(play(),))
        assert said(decide(ask("puzzles.example", STAFF), agreed, LISTS))[0] == "allow"
        assert said(decide(ask("puzzles.example", STAFF, TEN_AT_NIGHT), agreed, LISTS))[0] != "allow"


def test_where_one_window_opens_and_another_closes_it_is_closed() -> None:
    for windows in ((play(), LESSONS), (LESSONS, play())):
        decision = decide(ask("puzzles.example"), rules(windows=windows), LISTS)
        assert said(decision) == ("block", "window:win_lessons", "games")


def test_a_pause_of_the_closing_does_not_open_what_a_window_closes() -> None:
    agreed = rules(windows=(LESSONS,), pauses=(pauses(categories=("games",)),))
    assert said(decide(ask("puzzles.example", OWLS), agreed, LISTS)) == ("block", "window:win_lessons", "games")
    resting = rules(windows=(LESSONS,), pauses=(pauses(windows=("win_lessons",)),))
    assert said(decide(ask("puzzles.example", STAFF), resting, LISTS))[0] == "allow"


def test_what_is_held_waits_for_an_adult_and_what_is_warned_of_opens_with_a_word() -> None:
    held = decide(ask("puzzles.example"), level("junior", block=frozenset(), hold=frozenset({"games"})), LISTS)
    assert (held.verdict, held.category, held.askable) == (Verdict.HOLD, "games", True)
    assert held.because == "It is on the list of games, which an adult must open for key stage 2."
    assert held.otherwise == "Ask an adult: it opens as soon as one of those who decide says so."
    warned = decide(ask("opinion.example", STAFF), rules(), LISTS)
    assert (warned.verdict, warned.askable) == (Verdict.WARN, False)
    assert warned.because == "It is on the list of false news: open for staff, with care."
    assert warned.otherwise == "It is open: think first about what it asks of you."


def test_closed_outweighs_held_and_held_outweighs_warned() -> None:
    every = frozenset({"games"})
    for sets, verdict in (
        ({"block": every, "hold": every, "warn": every}, "block"),
        ({"block": frozenset(), "hold": every, "warn": every}, "hold"),
        ({"block": frozenset(), "hold": frozenset(), "warn": every}, "warn"),
    ):
        assert said(decide(ask("puzzles.example"), level("junior", **sets), LISTS))[0] == verdict


def test_of_two_categories_the_gravest_is_named() -> None:
    lists = type(LISTS)({"both.example": 1 << 29 | 1 << 19, "held.example": 1 << 29 | 1 << 35})
    assert decide(ask("both.example"), rules(), lists).category == "gambling"
    agreed = level("junior", block=frozenset(), hold=frozenset({"games", "shopping"}))
    assert decide(ask("held.example"), agreed, lists).category == "games"
