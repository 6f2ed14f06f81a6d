"""Forms already held: pictures a class and a place at a time, and a yes for everybody that counts once looked at."""

from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.agreements import actions, queries
from schoolgate.agreements.tests.families import approved, as_self
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.agreements.tests.test_pages import words
from schoolgate.agreements.tests.test_pages_of_families import As, on_today
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    found = Robins(school, amara)
    found.children += [found.child(name) for name in ("Mina Rook", "Ola Eze")]
    return found


def yes(robins: Robins, child: Person, place: str = "newsletter") -> bool:
    return queries.photo_answer(robins.school, child.ref, place, today(robins.school)).yes


def note(robins: Robins, *there: Person, no: tuple[Person, ...] = ()) -> int:
    day = today(robins.school)
    return actions.note_pictures("newsletter", there, no, of=len(robins.children), on=day, actor=robins.head)


def test_it_works(robins: Robins) -> None:
    """Yes for all but those named: their no is kept, and of whom nothing is ticked nothing is known."""
    *some, no, silent = robins.children
    assert note(robins, *some, no=(no,)) == 4
    assert [yes(robins, one) for one in robins.children] == [True, True, True, False, False]
    answers = queries.photo_answers(robins.school, today(robins.school))
    assert answers[no.ref]["newsletter"].answered
    assert not answers[silent.ref]["newsletter"].answered
    assert not queries.blankets(robins.school, today(robins.school))
    assert note(robins, *some, no=(no,)) == 0


def test_a_yes_of_the_whole_class_counts_once_somebody_has_looked(robins: Robins) -> None:
    note(robins, *robins.children)
    assert not any(yes(robins, one) for one in robins.children)
    (found,) = queries.blankets(robins.school, today(robins.school))
    assert (found.place, found.way, len(found.children)) == ("newsletter", "seen", 5)
    real = [one.ref for one in robins.children[:3]]
    assert actions.look_at_blanket(robins.school, found.source, "newsletter", real, actor=robins.head) == 3
    assert [yes(robins, one) for one in robins.children] == [True, True, True, False, False]
    assert not queries.blankets(robins.school, today(robins.school))
    with pytest.raises(NotFoundError):
        actions.look_at_blanket(robins.school, found.source, "newsletter", real, actor=robins.head)


def test_nobody_is_ticked_twice_and_only_the_office_notes(robins: Robins) -> None:
    leo = robins.children[0]
    with pytest.raises(BadInputError):
        note(robins, leo, no=(leo,))
    day = today(robins.school)
    with pytest.raises(DeniedError):
        actions.note_pictures("newsletter", [leo], [], of=5, on=day, actor=as_self(robins.ada))


def test_the_page_ticks_nothing_for_pictures_and_says_a_blanket_yes(robins: Robins, works_as: As) -> None:
    office, address = works_as("office"), f"/schools/{robins.school.ref}/agreements/held/"
    chosen = {"group": robins.group.ref, "what": "place:newsletter"}
    assert b"checked" not in office.get(address, chosen).content
    assert b"checked" in office.get(address, chosen | {"what": "home-school"}).content
    sent = chosen | {"there": [one.ref for one in robins.children], **on_today(robins.school)}
    page = office.post(address, sent, follow=True)
    assert "it counts once somebody has looked at each" in words(page.content.decode())


def test_older_paper_is_said_to_be_older(robins: Robins, works_as: As) -> None:
    """The school's first words may be younger than its paper; then the page says so."""
    office, school = works_as("office"), robins.school
    approved(school, robins.amara, "home-school", from_on=today(school))
    assert "Show the names" in shown(office, school)
    sent = {"group": robins.group.ref, "what": "home-school", "there": [robins.children[0].ref]}
    old = today(school) - timedelta(days=3)
    day = {"on-day": str(old.day), "on-month": str(old.month), "on-year": str(old.year)}
    page = office.post(f"/schools/{school.ref}/agreements/held/", sent | day)
    assert "the words are younger than the paper" in words(page.content.decode()).lower()


def shown(client: Client, school: School) -> str:
    return words(client.get(f"/schools/{school.ref}/agreements/held/").content.decode())
