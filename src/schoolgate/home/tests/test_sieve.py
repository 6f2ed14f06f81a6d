"""Finding a sentence: by its mark, its subject, who must act and its words, all by address and without JavaScript."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import foresee
from schoolgate.home.sieve import Sieve, areas, roles
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened, reading_address, words_of
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.policy.models import Version

PROMISES = foresee(a_document.reading(), CONTROLS, date(2026, 11, 2))

sieves = st.builds(
    Sieve,
    mark=st.none() | st.sampled_from(Standing),
    about=st.sampled_from(("", "monitoring", "passwords")),
    who=st.sampled_from(("", "dsl", "it-lead")),
    words=st.sampled_from(("", "filter", "Filter REPORT", "pond")),
)


def found(sieve: Sieve) -> list[str]:
    return [promise.promise.clause.text for promise in PROMISES if sieve.passes(promise)]


def test_words_in_any_order_and_any_case() -> None:
    assert found(Sieve(words="REPORT filter")) == [a_document.FILTER]


def test_one_subject_and_one_role() -> None:
    assert found(Sieve(about="monitoring")) == [a_document.FILTER, a_document.LOGS]
    assert found(Sieve(about="monitoring", who="it-lead")) == [a_document.LOGS]


@given(sieves)
def test_asking_again_by_its_own_address_asks_the_same(sieve: Sieve) -> None:
    assert Sieve.asked(dict(parse_qsl(sieve.address))) == sieve


@given(sieves)
def test_the_empty_one_shows_everything_and_no_other_shows_more(sieve: Sieve) -> None:
    assert set(found(sieve)) <= set(found(Sieve()))
    assert bool(sieve) or len(found(sieve)) == len(PROMISES)


def test_only_what_the_policy_has_is_offered() -> None:
    assert ("monitoring", "Monitoring") in areas(PROMISES)
    assert "mfa" not in dict(areas(PROMISES))
    assert dict(roles(PROMISES))["dsl"] == "Safeguarding lead"


def test_what_there_is_not_is_as_if_it_were_not_asked() -> None:
    assert not Sieve.asked({"about": "nowhere", "who": "nobody", "only": "gold", "words": "  "})


@pytest.mark.parametrize("asked", ["about=monitoring", "who=dsl", "words=filter+report"])
def test_the_page_shows_those_sentences_under_their_headings(
    client: Client, school: School, in_force: Version, asked: str
) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/policy/?{asked}"))
    assert f"2.1 Reports No evidence yet {a_document.FILTER}" in text
    assert a_document.REVIEW not in text
    assert "Show the whole policy" in text


def test_opening_a_promise_keeps_what_was_asked(client: Client, school: School, in_force: Version) -> None:
    page = client.get(f"/schools/{school.ref}/policy/?about=monitoring").text
    assert "&amp;about=monitoring#open" in page


def test_an_open_promise_says_who_did_what_to_those_who_may_read_the_record(
    client: Client, teacher: Client, school: School, in_force: Version
) -> None:
    address = opened(client, school, a_document.FILTER)
    assert "Nobody has done anything about this promise yet." in words_of(client.get(address))
    client.post(reading_address(client, school, a_document.FILTER), {"right": "yes"})
    assert "Who did what (1 entry) Amara Whitlock" in words_of(client.get(address))
    assert "Who did what" not in words_of(teacher.get(address))


def test_the_record_of_one_promise_says_which_sentence(client: Client, school: School, in_force: Version) -> None:
    promise = opened(client, school, a_document.FILTER).partition("open=")[2]
    text = words_of(client.get(f"/schools/{school.ref}/record/?about={promise}"))
    assert f"{a_document.TITLE}, promise 2: “{a_document.FILTER}”" in text
