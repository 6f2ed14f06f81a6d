"""The policy's review, what governors say, and who was asked, as the pages take and show them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.frame.actor import operator
from schoolgate.home.tests.asking import words_of
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.naming import seems_to_name_a_pupil
from schoolgate.people.rolls import Names, Said
from schoolgate.policy import meetings, queries
from schoolgate.policy.models import Adoption, Version

BY = operator("test")


def on(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_something_calls_for_a_review_and_one_that_was_held_answers_it(
    client: Client, school: School, in_force: Version
) -> None:
    address, day = f"/schools/{school.ref}/policy/review/", today(school)
    assert "The review was due on 30 November 2024." in words_of(client.get(address))
    for _ in range(2):  # a button pressed twice is one call
        client.post(address, {"what": "call", "kind": "ai-tool", "words": "Pupils may use a writing tool."})
    assert len(queries.open_triggers(school, day)) == 1
    assert "Pupils may use a writing tool." in words_of(client.get(address))
    later = day + timedelta(days=365)
    client.post(address, {"what": "held", "outcome": "no-change", **on("held_on", day), **on("next_due", later)})
    assert queries.open_triggers(school, day) == ()
    assert "The next review is due on" in words_of(client.get(address))


@pytest.mark.parametrize("given", [{}, {"what": "nonsense"}])
def test_a_form_that_is_not_on_the_page_finds_nothing(client: Client, school: School, given: dict[str, str]) -> None:
    assert client.post(f"/schools/{school.ref}/policy/review/", given).status_code == 404


def test_what_is_left_out_is_said_and_nothing_is_kept(client: Client, school: School, in_force: Version) -> None:
    address, later = f"/schools/{school.ref}/policy/review/", today(school) + timedelta(days=2)
    assert "Say what calls for a review." in words_of(client.post(address, {"what": "call"}))
    held = client.post(address, {"what": "held", "outcome": "no-change", **on("held_on", later)})
    assert held.status_code == 422
    assert "has not been held yet" in words_of(held)


def test_governors_say_how_well_it_works_beside_the_marks_of_the_day(
    client: Client, school: School, in_force: Version
) -> None:
    address = f"/schools/{school.ref}/policy/review/"
    client.post(address, {"what": "well", "works": "partly", "body": "governing-body", "said": "Training is behind."})
    (said,) = meetings.statements(school)
    policy = queries.in_force(school, on=today(school))
    assert policy is not None
    assert sum(said.counts.values()) == len(policy.promises)
    assert "Training is behind." in words_of(client.get(address))


ASKED: dict[str, Any] = {"way": "survey", "audiences": ["parents"], "people": "12", "changed": ""}


def test_who_was_asked_is_kept_in_themes(client: Client, school: School) -> None:
    address = f"/schools/{school.ref}/policy/asked/"
    assert "Nobody has been asked" in words_of(client.get(address))
    client.post(address, {**ASKED, **on("held_on", today(school)), "themes": "Games at night\nPhones in clubs"})
    told = words_of(client.get(address))
    assert all(words in told for words in ("Games at night", "12 answered", "nothing yet"))


@pytest.fixture
def pupil(school: School) -> None:
    said = Said("joiners", today(school), names=Names("Zoë", "Ó Briain"), begins=("pupils",))
    people.load_roll(school, [said], ref="roll", actor=BY, at=timezone.now())


def test_a_theme_that_seems_to_name_a_child_is_asked_about_first(client: Client, school: School, pupil: None) -> None:
    address = f"/schools/{school.ref}/policy/asked/"
    given = {**ASKED, **on("held_on", today(school)), "themes": "Why may Zoë play so late?"}
    warned = client.post(address, given)
    assert "seems to name a child" in words_of(warned)
    assert "Why may Zoë play so late?" in warned.content.decode()  # nothing typed is lost
    assert meetings.consultations(school, on=today(school)) == ()
    client.post(address, {**given, "sure": "on"})
    assert len(meetings.consultations(school, on=today(school))) == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Games at night", False),
        ("We heard of Zoë twice", True),
        ("zoë ó briain was there", True),
        ("We heard of Zoe twice", True),
        ("zoe o briain was there", True),
        ("the zoë of it", False),
        ("", False),
    ],
)
def test_a_name_is_known_by_its_capital_or_with_its_family(
    school: School, pupil: None, words: str, named: bool
) -> None:
    assert seems_to_name_a_pupil(school, words, on=today(school)) is named


def test_too_few_governors_are_refused_on_the_page_and_may_be_said_to_be_too_few(
    client: Client, school: School, kept: Version
) -> None:
    address = f"/schools/{school.ref}/policy/read/{kept.ref}/"
    shown = client.get(address)
    assert kept.sha256[:12] in words_of(shown)
    few = {"body": "governing-body", **on("ratified_on", date(2023, 11, 20)), "present": "3", "quorum": "5"}
    assert "had 3 there and needs 5" in words_of(client.post(address, few))
    wrong = client.post(address, {**few, "present": "6", "seen": "f" * 64})
    assert "not the file you were shown" in words_of(wrong)
    assert not Adoption.objects.for_school(school).exists()
    client.post(address, {**few, "pending": "on", "seen": kept.sha256})
    assert "not ratified yet" in words_of(client.get(f"/schools/{school.ref}/policy/"))
