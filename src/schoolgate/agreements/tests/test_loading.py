"""Consents from the school's own system: recognised, shown, noted, taken back; and what is wrong with a list."""

import csv
import io

import pytest

from schoolgate.agreements import actions, queries
from schoolgate.agreements.actions import Given
from schoolgate.agreements.models import Consent
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.intake import actions as intake
from schoolgate.intake.models import Delivery
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.models import Person, School

NAMES = ("Ada Lark", "Bo Lark", "Cy Finch", "Dee Rook", "Eva Eze", "Flo Wren")


@pytest.fixture
def wren(school: School, amara: Person) -> list[Person]:
    approved(school, amara, "photo-video", from_on=LONG_AGO)
    return [somebody(school, name, "pupils") for name in NAMES]


def given(school: School, *rows: tuple[str, ...], headings: tuple[str, ...], **mapping: str) -> Delivery:
    """A list as it comes in, its columns as they are guessed, or as ``mapping`` says; ready to be looked at."""
    held = io.StringIO()
    csv.writer(held).writerows([headings, *rows])
    received = intake.receive(
        school, "consents.csv", held.getvalue().encode(), way=Delivery.Way.PAGE, actor=ACTOR
    ).delivery
    assert received.feed in ("", "consents-csv")
    asked = intake.advance(received)
    columns = {heading: column for heading, column, _ in asked.looked["guesses"] if column} | mapping
    return intake.save_mapping(asked, columns, actor=ACTOR)


def apply(ready: Delivery) -> Delivery:
    return intake.apply(ready, shown=ready.plan_digest, answered=False, actor=ACTOR)


def yes(school: School, child: Person, place: str = "website") -> bool:
    return queries.photo_answer(school, child.ref, place, today(school)).yes


def written(school: School) -> str:
    return today(school).strftime("%d/%m/%Y")


def test_it_works(school: School, wren: list[Person]) -> None:
    """A column for each place; twice adds nothing; and it is taken back whole."""
    day = written(school)
    rows = (
        ("Ada Lark", "Yes", "N", day), ("Bo Lark", "Granted", "", day), ("Cy Finch", "0", "refused", day),
        ("Dee Rook", "not given", "1", day),
    )  # fmt: skip
    headings = ("Pupil name", "School website", "Social media", "Consent date")
    done = apply(given(school, *rows, headings=headings))
    assert done.counts == {"noted": 6}
    assert [yes(school, one) for one in wren[:4]] == [True, True, False, False]
    assert yes(school, wren[3], "social-media")
    row = Consent.objects.for_school(school).filter(child=wren[0], channel="website").get()
    assert (row.way, row.source, row.valid_from) == ("mis", done.ref, today(school))
    again = given(school, *rows, ("Eva Eze", "Yes", "", day), headings=headings)
    assert apply(again).counts == {"noted": 1}
    intake.undo(done, actor=ACTOR)
    assert [yes(school, one) for one in (wren[0], wren[4])] == [False, True]


def test_a_yes_for_everybody_waits_to_be_looked_at(school: School, wren: list[Person]) -> None:
    day = written(school)
    rows = [(name, "Yes", "Yes" if name != "Bo Lark" else "No", day) for name in NAMES]
    ready = given(school, *rows, headings=("Pupil name", "Website", "Newsletter", "Consent date"))
    done = apply(ready)
    assert done.counts == {"noted": 6, "blanket": 6}
    assert not any(yes(school, one) for one in wren)
    assert yes(school, wren[0], "newsletter")
    (found,) = queries.blankets(school, today(school))
    assert (found.source, found.place, found.way) == (done.ref, "website", "mis")
    assert actions.look_at_blanket(school, done.ref, "website", [wren[0].ref], actor=ACTOR) == 1
    assert [yes(school, one) for one in wren[:2]] == [True, False]


def test_a_column_that_does_not_say_where_opens_nothing_and_a_no_closes_all(school: School, wren: list[Person]) -> None:
    rows = (("Ada Lark", "Yes"), ("Bo Lark", "No"))
    done = apply(given(school, *rows, headings=("Pupil name", "Photo consent")))
    assert not any(yes(school, wren[0], place) for place in ("website", "newsletter"))
    assert queries.photo_answers(school, today(school))[wren[1].ref]["website"].reason == "refused"
    assert done.counts == {"noted": 8}
    said = given(school, *rows, headings=("Pupil name", "Photos"), Photos="newsletter")
    apply(said)
    assert yes(school, wren[0], "newsletter")


def test_rows_with_faults_are_kept_with_reasons_and_the_rest_loads(school: School, wren: list[Person]) -> None:
    """An unknown child, two of one name, rows that differ, a day to come, a spoilt cell."""
    for _twice in range(2):
        somebody(school, "Tess O’Hara", "pupils")
    day, future = written(school), "01/09/2099"
    rows = (
        ("Nobody Here", "Yes", day), ("Tess O'Hara", "Yes", day), ("Bo Lark", "Yes", day), ("Bo Lark", "No", day),
        ("Cy Finch", "Yes", future), ("Dee Rook", "perhaps", day), ("Ada Lark", "Yes", day),
    )  # fmt: skip
    ready = given(school, *rows, headings=("Pupil name", "Website", "Consent date"))
    done = apply(ready)
    assert done.counts == {"noted": 1}
    assert yes(school, wren[0])
    assert done.rejected == 6


def test_an_answer_of_an_earlier_year_counts_for_nothing(school: School, wren: list[Person]) -> None:
    given(school, ("Ada Lark", "Yes", "03/09/2020"), headings=("Pupil name", "Website", "Consent date"))
    assert not Consent.objects.for_school(school).exists()


def test_a_list_never_speaks_over_the_family_nor_over_a_no(school: School, wren: list[Person]) -> None:
    carer = somebody(school, "Ida Lark")
    people.set_carer(wren[0], carer, Tie("mother", "yes"), actor=ACTOR, valid_from=LONG_AGO)
    actions.give(wren[0], carer, {"website": "refused"}, Given("Ida Lark"), actor=as_self(carer))
    actions.give(wren[1], None, {"website": "refused"}, Given("", way="seen"), actor=ACTOR)
    rows = [(name, "Yes", written(school)) for name in NAMES[:3]]
    done = apply(given(school, *rows, headings=("Pupil name", "Website", "Consent date")))
    assert [yes(school, one) for one in wren[:3]] == [False, False, True]
    assert done.rejected == 1
