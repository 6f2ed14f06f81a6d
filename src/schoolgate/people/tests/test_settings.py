"""A school's settings: said from a day on, changed without losing what was said, and entered without a word of them."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.frame.actor import operator, person
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, queries
from schoolgate.people.access import today
from schoolgate.people.models import School, Setting
from schoolgate.vocabulary.settings import NOBODY, SETTINGS, groups

BY = operator("test")
SUPPLIER = "filter.supplier"


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=BY)


def test_it_works(school: School) -> None:
    assert actions.set_settings(school, {"alerts.out-of-hours": NOBODY}, actor=BY) == ["alerts.out-of-hours"]
    assert queries.settings(school, on=today(school)) == {"alerts.out-of-hours": NOBODY}


def test_what_was_said_on_a_day_stays_said_when_it_changes(school: School) -> None:
    first, later = date(2026, 9, 1), date(2026, 11, 2)
    actions.set_settings(school, {SUPPLIER: "Fieldfare Broadband"}, actor=BY, valid_from=first)
    actions.set_settings(school, {SUPPLIER: "Merlin Networks"}, actor=BY, valid_from=later)
    assert queries.settings(school, on=later - timedelta(days=1)) == {SUPPLIER: "Fieldfare Broadband"}
    assert queries.settings(school, on=later) == {SUPPLIER: "Merlin Networks"}
    assert queries.settings(school, on=first - timedelta(days=1)) == {}


def test_said_twice_it_is_kept_and_entered_once(school: School) -> None:
    for _ in range(2):
        actions.set_settings(school, {SUPPLIER: "  Fieldfare   Broadband "}, actor=BY)
    assert Setting.objects.for_school(school).get().value == "Fieldfare Broadband"
    assert len(lines(school_chain(school.ref), labels=[Label.SCHOOL], kind="school.setting-changed")) == 1


def test_the_record_says_which_setting_and_never_what_it_is(school: School) -> None:
    actions.set_settings(school, {"it.support": "Callum Reid"}, actor=BY)
    entry = lines(school_chain(school.ref), labels=[Label.SCHOOL], kind="school.setting-changed")[0]
    assert entry.details is not None
    assert entry.details["setting"] == "it.support"
    assert "Callum" not in str(entry)
    assert "Callum" not in str(list(Setting._base_manager.values_list("key", "set_by")))


def test_an_empty_answer_ends_it_and_who_said_what_is_told(school: School) -> None:
    head = actions.add_person(school, "Amara Whitlock", actor=BY)
    actions.set_settings(school, {SUPPLIER: "Fieldfare Broadband"}, actor=person(head.ref))
    actions.set_settings(school, {SUPPLIER: ""}, actor=person(head.ref))
    assert queries.settings(school, on=today(school)) == {}
    told = queries.setting_changes(school)
    assert [(one.value, one.set_by) for one in told] == [("Fieldfare Broadband", head.ref)]


@pytest.mark.parametrize(
    ("key", "value", "cause"),
    [
        ("no.such", "x", "there is none"),
        ("it.visit-day", "someday", "none of the answers"),
        ("letters.office", "not an address", "not an e-mail address"),
        (SUPPLIER, "one\ntwo", "more than one line"),
        ("used.systems", "x" * 4001, "longer than"),
    ],
)
def test_what_will_not_do_is_refused_whole(school: School, key: str, value: str, cause: str) -> None:
    with pytest.raises(BadInputError, match=cause):
        actions.set_settings(school, {"it.visit-day": "thursday", key: value}, actor=BY)
    assert not Setting.objects.for_school(school).exists()


def test_every_setting_but_hidden_ones_stands_in_a_group_once() -> None:
    asked = [one.key for _group, names in groups() for one in names]
    assert sorted(asked) == sorted(key for key, one in SETTINGS.items() if one.kind != "hidden")


def test_a_choice_and_a_list_are_shown_in_words() -> None:
    assert SETTINGS["alerts.out-of-hours"].shown(NOBODY) == "Nobody until the next school morning"
    assert SETTINGS["used.systems"].shown("Parents’ portal\nLunch tills") == "Parents’ portal, Lunch tills"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(said=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["", "a", "b"])), max_size=6))
def test_whatever_is_said_in_time_the_latest_before_a_day_holds_on_it(
    school: School, said: list[tuple[int, str]]
) -> None:
    """Said day by day in order, as people do: each answer holds from its day until the next."""
    day, expected = date(2030, 1, 1), {0: ""}
    actions.set_settings(school, {SUPPLIER: ""}, actor=BY, valid_from=day)
    for offset, value in sorted(said, key=lambda one: one[0]):
        actions.set_settings(school, {SUPPLIER: value}, actor=BY, valid_from=day + timedelta(days=offset))
        expected[offset] = value
    for offset in range(22):
        last = expected[max(one for one in expected if one <= offset)]
        assert queries.settings(school, on=day + timedelta(days=offset)).get(SUPPLIER, "") == last
