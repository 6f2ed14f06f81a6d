"""What needs the person who is signed in: three cards at most, what is late first, and the heading is the answer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from schoolgate.activity.actions import add_source, record_assessment
from schoolgate.activity.tests.squid import give, line
from schoolgate.frame.actor import person as acting
from schoolgate.home.needs import MOST, Need, Rank, needs, place
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import reading_address, words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version

ranks = st.lists(st.sampled_from(Rank), max_size=9)


def a_need(rank: Rank, minutes: int = 2, what: str = "Read it") -> Need:
    return Need(what, "It is time.", minutes, "Read", "/there/", rank)


def test_two_things_need_you() -> None:
    found = needs([a_need(Rank.JOB, 2), a_need(Rank.LATE, 4)])
    assert found.heading == "Two things need you (6 minutes)."
    assert [need.rank for need in found.shown] == [Rank.LATE, Rank.JOB]


def test_nothing_needs_you() -> None:
    assert needs([]).heading == "Nothing needs you today."


def test_one_thing_of_one_minute_is_said_as_people_say_it() -> None:
    assert needs([a_need(Rank.JOB, 1)]).heading == "One thing needs you (1 minute)."


@given(ranks)
def test_at_most_three_are_shown_and_none_is_forgotten(given_ranks: list[Rank]) -> None:
    found = needs([a_need(rank) for rank in given_ranks])
    assert len(found.shown) <= MOST
    assert len(found.shown) + found.more == len(given_ranks)


@given(ranks)
def test_what_is_left_for_later_never_outranks_what_is_shown(given_ranks: list[Rank]) -> None:
    found = needs([a_need(rank) for rank in given_ranks])
    assert [need.rank for need in found.shown] == sorted(given_ranks)[:MOST]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        (("1. Reviewing",), "Our policy, 1"),
        (("5 The filter", "5.2 Changing it"), "Our policy, 5.2"),
        (("5 The filter", "Changing it"), "Our policy, 5"),
        (("Changing it",), "Our policy, “Changing it”"),
        ((), "Our policy"),
    ],
)
def test_a_sentence_is_placed_by_the_nearest_number(heading: tuple[str, ...], words: str) -> None:
    assert place(replace(a_document.reading().clauses[1], heading=heading)) == words


def test_a_reading_that_would_change_a_mark_is_asked_of_those_who_look_after_the_policy(
    client: Client, teacher: Client, school: School, in_force: Version
) -> None:
    assert "Say whether we read one sentence rightly" in words_of(client.get(f"/schools/{school.ref}/"))
    assert "Nothing needs you today." in words_of(teacher.get(f"/schools/{school.ref}/"))


def test_nobody_but_leaders_is_asked_what_we_are_doing_about_a_promise(
    client: Client, teacher: Client, school: School, in_force: Version
) -> None:
    client.post(reading_address(client, school, a_document.REVIEW), {"right": "yes"})
    assert "Say what we are doing about one promise" in words_of(client.get(f"/schools/{school.ref}/"))
    text = words_of(teacher.get(f"/schools/{school.ref}/"))
    assert "Nothing needs you today." in text
    assert "1 Needs putting right" in text


def test_the_head_is_asked_for_the_assessment_as_soon_as_web_activity_is_kept(
    client: Client, teacher: Client, school: School, in_force: Version, tmp_path: Path, settings: Settings
) -> None:
    settings.SCHOOLGATE_DATA = tmp_path
    board, asked = f"/schools/{school.ref}/", "Record the data-protection assessment of web activity"
    head = Person.objects.for_school(school).get(account__email="head@robinhill.example")
    people.give_role(head, "head", actor=OPERATOR, valid_from=today(school))
    assert asked not in words_of(client.get(board))
    give(add_source(school, "The filter in the office", "squid", actor=OPERATOR), [line(1)])
    assert asked in words_of(client.get(board))
    assert asked not in words_of(teacher.get(board))
    # The data protection officer is asked by a job as well: it is one card, and leads to where it is recorded.
    before = words_of(client.get(board)).count(asked)
    people.give_role(head, "dpo", actor=OPERATOR, valid_from=today(school))
    told = words_of(client.get(board))
    assert (told.count(asked), "Assess the web activity" in told) == (before, False)
    day = today(school)
    record_assessment(
        school, by=head, made_on=day, review_on=day + timedelta(days=300), days=14, actor=acting(head.ref)
    )
    assert asked not in words_of(client.get(board))
