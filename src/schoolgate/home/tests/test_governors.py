"""The governor's page: no names, no small count, and none that can be got back."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import operator
from schoolgate.home import actions, governing
from schoolgate.home.tests.asking import words_of
from schoolgate.kernel.errors import DeniedError
from schoolgate.kernel.small_counts import SMALL, share, told
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version
from schoolgate.vocabulary.areas import AREAS

tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5)
)


def test_it_works(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/governors/"))
    assert "For governors: no names" in text
    assert "What you might ask" in text
    assert "Amara Whitlock" not in text


@given(tables)
def test_a_hidden_count_could_be_any_small_one_whatever_is_subtracted(counts: list[list[int]]) -> None:
    """Each hidden count may be put at any of 1 to 4, alone, and the very same table is told: nothing tells which."""
    shown = told(counts)
    for at, row in enumerate(counts):
        for place, count in enumerate(row):
            assert (shown.cells[at][place] is None) == (count in SMALL)
            for other in SMALL if count in SMALL else ():
                changed = [list(one) for one in counts]
                changed[at][place] = other
                assert told(changed) == shown


@given(tables)
def test_what_is_told_is_true(counts: list[list[int]]) -> None:
    shown = told(counts)
    assert all(total in (None, sum(row)) for total, row in zip(shown.rows, counts, strict=True))
    assert shown.whole in (None, sum(map(sum, counts)))


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_gives_no_small_part_away(yes: int, no: int) -> None:
    found = share({True: yes, False: no})
    assert (found is None) == (yes in SMALL or no in SMALL or yes + no == 0)
    assert found is None or 0 <= found <= 100


def test_a_governors_first_page_leads_there_and_nobody_elses_does(
    client: Client, school: School, in_force: Version
) -> None:
    first, way = f"/schools/{school.ref}/", "How it stands, for governors"
    assert way not in words_of(client.get(first))
    person = Person.objects.for_school(school).get()
    people.give_role(person, "governors", actor=operator("test"), valid_from=today(school))
    assert way in words_of(client.get(first))


def test_a_governor_signs_once_a_day_and_others_do_not(client: Client, school: School, in_force: Version) -> None:
    address = f"/schools/{school.ref}/governors/"
    assert client.post(address).status_code == 403  # an administrator governs nothing
    person = Person.objects.for_school(school).get()
    people.give_role(person, "governors", actor=operator("test"), valid_from=today(school))
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert actions.signed_days(school, person.ref) == [today(school)]
    assert "You last signed on" in words_of(client.get(address))


def test_the_command_line_signs_for_nobody(school: School) -> None:
    with pytest.raises(DeniedError):
        actions.sign_as_read(school, on=today(school), promises=1, actor=operator("test"))


def test_every_question_is_of_an_area_there_is() -> None:
    assert set(governing.QUESTIONS) <= set(AREAS)
