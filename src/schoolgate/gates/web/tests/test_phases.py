"""Between two moments at which something of the rules begins or ends, they stand still."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.phases import Phase, phase_of, profile_of
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope, Who
from schoolgate.gates.web.tests.a_filter import (
    INFANT,
    JUNIOR,
    LISTS,
    LONDON,
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
)
from schoolgate.gates.web.tests.test_gate import PEOPLE, moments, some_rules

HALF_SECOND = timedelta(milliseconds=500)


def phase(agreed: Rules, who: Who = JUNIOR, at: datetime = NOON) -> Phase:
    return phase_of(agreed, profile_of(agreed, who), int(at.timestamp()))


def shape(found: Phase) -> tuple[object, ...]:
    """All of a phase that a decision may depend on."""
    entries = {
        host: (entry.mask, [each.ref for each in entry.closures], [each.ref for each in entry.exceptions])
        for host, entry in found.entries.items()
    }
    masks = (found.block, found.hold, found.warn, found.garden, found.minded)
    return (found.level, found.pause, found.shut, masks, dict(found.timed), entries, found.named)


def test_with_nothing_dated_a_phase_is_for_ever() -> None:
    assert (phase(rules()).starts, phase(rules()).ends) == (-inf, inf)


def test_a_phase_ends_where_an_exception_does() -> None:
    found = phase(rules(exceptions=(opens("casino.example"),)))
    assert (found.starts, found.ends) == (NOON.timestamp(), NOON.replace(hour=13).timestamp())
    before = phase(rules(exceptions=(opens("casino.example"),)), at=NOON - timedelta(seconds=1))
    assert (before.starts, before.ends) == (-inf, NOON.timestamp())
    endless = rules(exceptions=(replace(opens("casino.example"), until=None),))
    assert (phase(endless).starts, phase(endless).ends) == (NOON.timestamp(), inf)


def test_pauses_and_closures_end_phases_too() -> None:
    assert phase(rules(pauses=(pauses(),))).ends == NOON.replace(minute=30).timestamp()
    assert phase(rules(closures=(closes("casino.example"),))).ends == NOON.replace(hour=13).timestamp()


def test_a_window_ends_a_phase_at_its_edges_and_at_midnight() -> None:
    found = phase(rules(windows=(play(),)))
    assert (found.starts, found.ends) == (NOON.timestamp(), NOON.replace(hour=13).timestamp())
    evening = phase(rules(windows=(play(),)), at=NOON.replace(hour=20))
    assert evening.ends == (NOON.replace(hour=0) + timedelta(days=1)).timestamp()


def test_half_seconds_are_counted_to_the_next_whole_one() -> None:
    agreed = rules(exceptions=(replace(opens("casino.example"), since=NOON + HALF_SECOND),))
    assert "casino.example" not in phase(agreed, at=NOON).entries
    assert "casino.example" in phase(agreed, at=NOON + timedelta(seconds=1)).entries
    assert phase(agreed, at=NOON).ends == NOON.timestamp() + 1


def test_what_is_not_for_someone_is_not_in_their_phase() -> None:
    owls = Scope(groups=frozenset({"class_owls"}))
    agreed = rules(
        exceptions=(opens("casino.example", owls),), windows=(night(scope=owls),), pauses=(pauses(scope=owls),)
    )
    assert phase(agreed, JUNIOR).ends == inf
    assert phase(agreed, JUNIOR).pause is None
    assert phase(agreed, OWLS).pause is not None


def test_people_to_whom_the_same_rules_apply_have_one_profile() -> None:
    agreed = rules(exceptions=(opens("casino.example", Scope(persons=frozenset({"person_amara"}))),))
    assert profile_of(agreed, JUNIOR) == profile_of(agreed, Who("junior", frozenset({"class_wrens"}), "person_ben"))
    assert profile_of(agreed, JUNIOR) != profile_of(agreed, OWLS)
    assert profile_of(agreed, JUNIOR) != profile_of(agreed, STAFF)
    assert profile_of(agreed, Who()) == profile_of(agreed, Who("no-such-level")) == profile_of(agreed, INFANT)
    assert hash(Who("junior", person="p")) == hash(Who("junior", person="p"))
    assert Who("junior", person="p") != Who("junior", person="q")


def test_a_rule_for_a_level_is_for_those_nobody_knows_where_theirs_is_that_level() -> None:
    agreed = rules(pauses=(pauses(scope=Scope(levels=frozenset({"infant"}))),))
    assert phase(agreed, Who()).pause is not None
    assert phase(replace(agreed, unknown=""), Who()).pause is None


@given(some_rules, st.sampled_from(PEOPLE), moments, st.integers(0, 100))
def test_a_phase_is_the_same_from_its_first_second_to_its_last(
    agreed: Rules, who: Who, moment: datetime, hundredths: int
) -> None:
    found = phase(agreed, who, moment)
    first, last = max(found.starts, moment.timestamp() - 86_400), min(found.ends, moment.timestamp() + 86_400) - 1
    between = int(first + (last - first) * hundredths / 100)
    assert found.starts <= int(moment.timestamp()) < found.ends
    for each in (int(first), between, int(last)):
        assert shape(phase(agreed, who, datetime.fromtimestamp(each, LONDON))) == shape(found)


def test_what_one_person_closed_at_once_lapses_to_the_second() -> None:
    """And opens again by itself, where nobody else agreed that it stays closed."""
    agreed = rules(closures=(closes("library.example"),))
    for moment, verdict in (
        (NOON - timedelta(seconds=1), "allow"),
        (NOON, "block"),
        (NOON.replace(minute=59, second=59), "block"),
        (NOON.replace(hour=13), "allow"),
    ):
        assert decide(ask("library.example", at=moment), agreed, LISTS).verdict == verdict, moment
