"""Watch before act: what is decided is done only where a school switched it on."""

import pytest

from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.serving import IN_FORCE, Mode, Serving, served
from schoolgate.gates.web.tests.a_filter import LISTS, ask, rules

OWLS = Who("junior", frozenset({"class_owls", "year_4"}), place="place_hall")


def test_rules_are_in_force_unless_a_school_says_otherwise() -> None:
    assert Rules().serving == IN_FORCE
    assert IN_FORCE.mode_for(Who()) is Mode.ON


def test_watching_lets_through_as_it_came_what_would_be_closed_and_the_decision_says_so() -> None:
    decision = decide(ask("puzzles.example"), rules(), LISTS)
    watched = served(decision, Mode.WATCHING)
    assert (decision.verdict, watched.verdict) == ("block", "allow")
    assert (watched.rule, watched.category) == ("level:junior", "games")
    searched = decide(ask("www.google.co.uk"), rules(), LISTS)
    assert searched.rewrites
    assert served(searched, Mode.WATCHING).rewrites == ()
    assert served(decision, Mode.ON) is decision


@pytest.mark.parametrize("mode", Mode)
def test_what_is_locked_is_closed_in_every_mode(mode: Mode) -> None:
    assert served(decide(ask("worst.example"), rules(), LISTS), mode).verdict == "block"


@pytest.mark.parametrize(
    ("serving", "mode"),
    [
        (Serving(Mode.OFF), Mode.OFF),
        (Serving(Mode.OFF, places={"place_hall": Mode.WATCHING}), Mode.WATCHING),
        (Serving(Mode.ON, places={"place_hall": Mode.ON}, groups={"class_owls": Mode.WATCHING}), Mode.WATCHING),
        (Serving(Mode.OFF, groups={"class_owls": Mode.WATCHING, "year_4": Mode.ON}), Mode.ON),
        (Serving(Mode.WATCHING, groups={"class_wrens": Mode.ON}, places={"place_lab": Mode.ON}), Mode.WATCHING),
    ],
)
def test_a_class_says_before_a_place_and_a_place_before_the_school(serving: Serving, mode: Mode) -> None:
    assert serving.mode_for(OWLS) is mode


def test_whether_anything_is_filtered_or_watched_at_all() -> None:
    assert (Serving(Mode.OFF).acts, Serving(Mode.OFF).runs) == (False, False)
    watched = Serving(Mode.OFF, places={"place_hall": Mode.WATCHING})
    assert (watched.acts, watched.runs) == (False, True)
    assert Serving(Mode.OFF, groups={"class_owls": Mode.ON}).acts
