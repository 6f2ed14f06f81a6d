"""May this site be opened now: each step of the order, and what it says."""

from datetime import timedelta

import pytest

from schoolgate.gates.web.deciding import CANNOT_DECIDE, decide
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope, Who
from schoolgate.gates.web.tests.a_filter import (
    GUEST,
    INFANT,
    JUNIOR,
    LISTS,
    NOON,
    OWLS,
    STAFF,
    ask,
    closes,
    night,
    opens,
    pauses,
    play,
    rules,
    said,
)
from schoolgate.kernel.verdicts import Verdict

HOUR = timedelta(hours=1)
EVERY_LEVEL = (INFANT, JUNIOR, STAFF, GUEST)


def test_it_decides_by_the_level_and_says_why() -> None:
    decision = decide(ask("puzzles.example"), rules(clauses={"games": "clause_5_2"}), LISTS)
    assert decision == Decision(
        Verdict.BLOCK,
        "level:junior",
        "It is on the list of games, which is closed for key stage 2.",
        "games",
        "clause_5_2",
        "Ask for it: it can be opened for a lesson, a day, a term or for good.",
        askable=True,
        epoch=3,
    )
    assert said(decide(ask("puzzles.example", STAFF), rules(), LISTS)) == ("allow", "level:staff", "")
    assert said(decide(ask("opinion.example", STAFF), rules(), LISTS)) == ("warn", "level:staff", "false-news")


def test_an_unlisted_site_is_open_but_not_to_infants() -> None:
    assert [said(decide(ask("library.example", who), rules(), LISTS)) for who in EVERY_LEVEL] == [
        ("block", "garden", ""),
        ("allow", "level:junior", ""),
        ("allow", "level:staff", ""),
        ("allow", "level:guest", ""),
    ]


def test_the_walled_garden_opens_what_is_chosen_and_nothing_that_is_closed() -> None:
    assert said(decide(ask("numbers.example", INFANT), rules(), LISTS)) == ("allow", "level:infant", "")
    assert said(decide(ask("rhymes.example", INFANT), rules(), LISTS)) == ("block", "level:infant", "adult")
    assert said(decide(ask("www.numbers.example", INFANT), rules(), LISTS))[0] == "allow"


def test_a_listed_host_covers_its_sub_domains_and_not_its_parent_or_neighbours() -> None:
    assert said(decide(ask("a.b.puzzles.example"), rules(), LISTS))[2] == "games"
    assert said(decide(ask("cdn.blue.example", STAFF), rules(), LISTS))[2] == "adult"
    assert decide(ask("example"), rules(), LISTS).verdict is Verdict.ALLOW
    assert decide(ask("nicepuzzles.example"), rules(), LISTS).verdict is Verdict.ALLOW
    assert decide(ask("192.0.2.8"), rules(), LISTS).verdict is Verdict.ALLOW  # a number of nobody's, TEST-NET-1
    assert decide(ask("192.0.2.7"), rules(), LISTS).category == "malware"


@pytest.mark.parametrize("who", EVERY_LEVEL)
@pytest.mark.parametrize("host", ["worst.example", "WILD.worst.example.", "x.part.worst-in-part.example"])
def test_what_is_locked_is_closed_whatever_anyone_agreed(host: str, who: Who) -> None:
    everything = rules(
        exceptions=(
            opens("worst.example"),
            opens("wild.worst.example", ref="b"),
            opens("worst-in-part.example", ref="c"),
        ),
        windows=(play(),),
        pauses=(pauses(categories=("games",)),),
    )
    decision = decide(ask(host, who), everything, LISTS)
    assert (decision.verdict, decision.rule, decision.askable) == (Verdict.BLOCK, "locked", False)
    assert decision.otherwise == "Nobody can open it, and no school can switch this off."
    assert decision.because.endswith("closed for everyone, always.")


def test_an_exception_opens_its_site_for_whom_and_while_it_says() -> None:
    agreed = rules(exceptions=(opens("casino.example", Scope(groups=frozenset({"class_owls"}))),))
    decision = decide(ask("www.casino.example", OWLS), agreed, LISTS)
    assert said(decision) == ("allow", "exception:exc_1", "")
    assert decision.because == "casino.example was opened until 13:00 on 18 November 2026: The lesson on chance."
    assert said(decide(ask("casino.example", JUNIOR), agreed, LISTS))[0] == "block"
    for at, verdict in ((NOON - timedelta(seconds=1), "block"), (NOON, "allow"), (NOON + HOUR, "block")):
        assert said(decide(ask("casino.example", OWLS, at), agreed, LISTS))[0] == verdict


def test_an_exception_opens_the_walled_garden_and_the_closed_hours_too() -> None:
    agreed = rules(exceptions=(opens("library.example"),), windows=(night(),))
    assert said(decide(ask("library.example", INFANT), agreed, LISTS))[1] == "exception:exc_1"
    late = rules(exceptions=(opens("library.example"),), windows=(play(),))
    assert said(decide(ask("numbers.example", INFANT), late, LISTS))[1] == "level:infant"


def test_an_exception_for_a_sub_domain_does_not_open_its_parent() -> None:
    agreed = rules(exceptions=(opens("maths.casino.example"),))
    assert said(decide(ask("maths.casino.example"), agreed, LISTS))[0] == "allow"
    assert said(decide(ask("casino.example"), agreed, LISTS))[0] == "block"
    assert said(decide(ask("art.casino.example"), agreed, LISTS))[0] == "block"


def test_an_exception_in_spite_of_some_categories_leaves_the_others_closed() -> None:
    agreed = rules(
        exceptions=(
            opens("puzzles.example", categories=("games",)),
            opens("blue.example", ref="b", categories=("games",)),
        )
    )
    assert said(decide(ask("puzzles.example"), agreed, LISTS)) == ("allow", "exception:exc_1", "")
    assert said(decide(ask("blue.example"), agreed, LISTS)) == ("block", "level:junior", "adult")
    assert said(decide(ask("puzzles.example", INFANT), agreed, LISTS)) == ("block", "garden", "")


def test_an_exception_for_a_path_needs_the_path_to_be_seen() -> None:
    agreed = rules(exceptions=(opens("casino.example/chance"),))
    assert said(decide(ask("casino.example", path="/chance/1"), agreed, LISTS))[0] == "allow"
    assert said(decide(ask("casino.example", path="/roulette"), agreed, LISTS))[0] == "block"
    assert said(decide(ask("casino.example", path="/chance/..%2Froulette"), agreed, LISTS))[0] == "block"
    assert said(decide(ask("casino.example", asked=Asked.CONNECT), agreed, LISTS))[0] == "block"


def test_a_site_closed_at_once_outweighs_its_exception() -> None:
    agreed = rules(exceptions=(opens("casino.example"),), closures=(closes("www.casino.example"),))
    decision = decide(ask("www.casino.example"), agreed, LISTS)
    assert said(decision) == ("block", "closure:clo_1", "")
    assert decision.because == "An adult closed www.casino.example until 13:00 on 18 November 2026: A pupil found it."
    assert said(decide(ask("casino.example"), agreed, LISTS))[0] == "allow"
    assert said(decide(ask("www.casino.example", at=NOON + HOUR), agreed, LISTS))[1] == "level:junior"


def test_the_internet_can_be_paused_until_a_moment() -> None:
    agreed = rules(pauses=(pauses(scope=Scope(levels=frozenset({"junior"}))),), exceptions=(opens("casino.example"),))
    decision = decide(ask("casino.example"), agreed, LISTS)
    assert said(decision) == ("block", "pause:pau_1", "")
    assert decision.because == "The internet is paused until 12:30 on 18 November 2026: Assembly."
    assert not decision.askable
    assert said(decide(ask("library.example", STAFF), agreed, LISTS))[0] == "allow"
    assert said(decide(ask("casino.example", at=NOON.replace(minute=30)), agreed, LISTS))[0] == "allow"


def test_categories_and_windows_can_be_paused_too() -> None:
    eased = rules(pauses=(pauses(categories=("games",)),))
    assert said(decide(ask("puzzles.example"), eased, LISTS))[0] == "allow"
    assert said(decide(ask("casino.example"), eased, LISTS))[0] == "block"
    resting = rules(windows=(play(),), pauses=(pauses(windows=("win_play",)),))
    assert said(decide(ask("puzzles.example"), resting, LISTS))[0] == "block"
    assert said(decide(ask("puzzles.example", at=NOON.replace(minute=30)), resting, LISTS))[0] == "allow"


def test_whoever_nobody_knows_gets_the_places_answer() -> None:
    assert said(decide(ask("library.example", Who()), rules(), LISTS)) == ("block", "garden", "")
    assert said(decide(ask("library.example", Who("sixth-form")), rules(), LISTS)) == ("block", "garden", "")
    closed = decide(ask("numbers.example", Who()), rules(unknown=""), LISTS)
    assert said(closed) == ("block", "nobody-known", "")
    assert closed.otherwise == "Sign in, or use a device the school knows."
    assert said(decide(ask("worst.example", Who()), rules(unknown=""), LISTS))[1] == "locked"


def test_what_cannot_be_read_or_decided_is_closed() -> None:
    unreadable = decide(ask("two..dots.example", STAFF), rules(), LISTS)
    assert said(unreadable) == ("block", "unreadable:empty-label", "")
    assert unreadable.because == "The address cannot be read: it has two dots with nothing between them."

    class Broken:
        def of(self, host: str) -> int:
            raise OSError(host)

    assert decide(ask("library.example", STAFF), Rules(), Broken()) is CANNOT_DECIDE
    assert CANNOT_DECIDE.verdict is Verdict.BLOCK
