"""A school's own phrases and harmless words: who may, what holds when, what is never hidden, what is entered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring.actions.muting import agree_mute, propose_mute
from schoolgate.monitoring.actions.phrasing import add_phrase, agree_harmless, end_words, propose_harmless
from schoolgate.monitoring.judging import Packs, judge
from schoolgate.monitoring.models import SchoolWords
from schoolgate.monitoring.queries.known import packs_of
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.monitoring.watching_rows import RowLooker
from schoolgate.people import actions as people
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person

WHY = "Children meet there after dark."


def here(cast: Cast, person: Person) -> Visit:
    return Visit(cast.school, person, roles_of(person, today(cast.school)), cast.acts(person))


def added(cast: Cast, words: str = "the old quarry", days: int = 90) -> SchoolWords:
    until = today(cast.school) + timedelta(days=days)
    return add_phrase(here(cast, cast.dsl), words, "violence", "high", WHY, until)


def proposed(cast: Cast, words: str = "cocaine lane") -> SchoolWords:
    until = today(cast.school) + timedelta(days=90)
    return propose_harmless(here(cast, cast.dsl), words, "It is a street here.", until)


def test_it_works(cast: Cast) -> None:
    assert not judge("meet at the old quarry", packs_of(cast.school)).alert
    added(cast)
    judged = judge("meet at the old quarry", packs_of(cast.school))
    assert (judged.rule, judged.severity) == ("school.violence", "high")
    assert RowLooker(cast.school).context.packs == packs_of(cast.school)


def test_a_phrase_ends_on_its_day_or_when_it_is_ended(cast: Cast) -> None:
    row = added(cast, days=5)
    assert end_words(here(cast, cast.dsl), row.ref).until < today(cast.school)
    assert packs_of(cast.school).own == ()
    again = added(cast)
    SchoolWords.objects.for_school(cast.school).filter(ref=again.ref).update(
        until=today(cast.school) - timedelta(days=1)
    )
    assert packs_of(cast.school).own == ()


def test_harmless_words_hold_once_a_second_person_agrees(cast: Cast) -> None:
    row, deputy = proposed(cast), cast.head
    assert judge("cocaine lane", packs_of(cast.school)).alert
    with pytest.raises(DeniedError):
        agree_harmless(here(cast, cast.dsl), row.ref)
    agree_harmless(here(cast, deputy), row.ref)
    assert not judge("cocaine lane", packs_of(cast.school)).alert
    assert judge("where to buy cocaine", packs_of(cast.school)).alert
    with pytest.raises(BadInputError, match="agreed already"):
        agree_harmless(here(cast, deputy), row.ref)


@pytest.mark.parametrize("words", ["kill myself", "child porn", "i want to die"])
def test_what_is_grave_by_itself_is_never_called_harmless(cast: Cast, words: str) -> None:
    with pytest.raises(BadInputError, match="too grave"):
        proposed(cast, words)


def test_harmless_words_hide_nothing_that_is_high() -> None:
    assert judge("i want to die", Packs(harmless=("want to",))).severity == "high"
    assert judge("i want to die", Packs(harmless=("die",))).severity == "high"


@pytest.mark.parametrize("words", ["", "the", "me my", "a" * 81])
def test_what_every_search_holds_is_refused(cast: Cast, words: str) -> None:
    with pytest.raises(BadInputError, match="so ordinary"):
        added(cast, words)


def test_a_reason_a_kind_a_day_and_nothing_twice(cast: Cast) -> None:
    dsl, until = here(cast, cast.dsl), today(cast.school) + timedelta(days=9)
    for category, severity, why, last in (
        ("weather", "high", WHY, until),
        ("violence", "grave", WHY, until),
        ("violence", "high", "short", until),
        ("violence", "high", WHY, today(cast.school)),
        ("violence", "high", WHY, until + timedelta(days=400)),
    ):
        with pytest.raises(BadInputError):
            add_phrase(dsl, "the old quarry", category, severity, why, last)
    added(cast)
    with pytest.raises(BadInputError, match="already"):
        added(cast, "The  old QUARRY")


def test_who_may(cast: Cast) -> None:
    until = today(cast.school) + timedelta(days=9)
    for person in (cast.head, cast.technician, cast.teacher):
        with pytest.raises(DeniedError):
            add_phrase(here(cast, person), "the old quarry", "violence", "high", WHY, until)
    row = added(cast)
    with pytest.raises(DeniedError):  # less would be noticed: whoever reads alerts ends it
        end_words(here(cast, cast.head), row.ref)


def test_another_schools_words_are_not_there(cast: Cast) -> None:
    row, other = added(cast), people.add_school(name="Wren Lane Primary School", actor=ACTOR)
    elsewhere = Visit(other, cast.dsl, roles_of(cast.dsl, today(cast.school)), cast.acts(cast.dsl))
    with pytest.raises(NotFoundError):
        end_words(elsewhere, row.ref)
    assert packs_of(other) == Packs()


def test_what_is_set_aside_never_stands_in_front_of_what_is_not(cast: Cast) -> None:
    text = "where to buy weed online casino"
    first = judge(text)
    second = judge(text, Packs(muted=frozenset({first.rule})))
    assert second.alert
    mute = propose_mute(here(cast, cast.dsl), first.rule, WHY, today(cast.school) + timedelta(days=9))
    agree_mute(here(cast, cast.head), mute.ref)
    assert judge(text, packs_of(cast.school)).rule == second.rule
    assert judge("cocaine", Packs(aside=frozenset({"drugs.words"}))).alert  # judged, so that it can be shown


def test_the_page_tries_a_sentence_and_keeps_it_nowhere(cast: Cast) -> None:
    there, client = reverse("monitoring.words", args=[cast.school.ref]), cast.client(cast.dsl)
    text = client.post(there, {"try": "1", "text": "i want to die"}).content.decode()
    assert "That would be shown to you." in text
    assert "muted" in text
    text = client.post(there, {"try": "1", "text": "how do tadpoles grow"}).content.decode()
    assert "That would not be shown to you." in text
    assert not SchoolWords.objects.for_school(cast.school).exists()


def test_the_page_adds_agrees_and_ends(cast: Cast) -> None:
    there, client = reverse("monitoring.words", args=[cast.school.ref]), cast.client(cast.dsl)
    until = today(cast.school) + timedelta(days=30)
    day = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
    said = {"words": "the old quarry", "category": "violence", "severity": "low", "why": WHY, **day}
    client.post(there, {"add": "1", **{f"phrase-{key}": value for key, value in said.items()}})
    said = {"words": "cocaine lane", "why": "It is a street here.", **day}
    client.post(there, {"harmless": "1", **{f"harmless-{key}": value for key, value in said.items()}})
    phrase, harmless = SchoolWords.objects.for_school(cast.school).order_by("pk")
    assert client.post(there, {"add": "1"}).status_code == 422
    head = cast.client(cast.head)
    assert "Propose harmless words" not in head.get(there).content.decode()
    head.post(there, {"agree": harmless.ref})
    assert packs_of(cast.school).harmless == ("cocaine lane",)
    client.post(there, {"end": phrase.ref})
    assert packs_of(cast.school).own == ()
