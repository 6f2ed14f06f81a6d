"""A yes that is taken back reaches whoever keeps the place by a real mail server, once, within one run of the clock."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements import actions
from schoolgate.agreements.actions import Given
from schoolgate.agreements.models import AnswerLook
from schoolgate.agreements.queries import taken_back
from schoolgate.agreements.taking_down import next_working_day
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, as_self, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.agreements.tests.test_pages import words
from schoolgate.frame.outbox import deliver_due
from schoolgate.kernel.clocks.months import spelt
from schoolgate.notices.actions import send_due
from schoolgate.notices.tests.conftest import Server, server
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.models import Account, Person, School

__all__ = ["server"]
PASSWORD = "three plain words here"


class Zoes:
    """Robin class with Zoë, her mother, the office and the class's teacher, each with an address."""

    def __init__(self, school: School, amara: Person) -> None:
        self.school, self.robins = school, Robins(school, amara)
        self.zoe = self.robins.children[1]
        self.mother = somebody(school, "Orla Brannigan")
        people.set_carer(self.zoe, self.mother, Tie("mother", "yes"), actor=ACTOR, valid_from=LONG_AGO)
        self.office = somebody(school, "Rhys Beddoe", "office")
        for who, address in ((self.office, "office@robinhill.example"), (self.robins.ada, "ada@robinhill.example")):
            people.give_sign_in(who, opening.add_account(address, PASSWORD, actor=ACTOR), actor=ACTOR)

    def says(self, answer: str, *places: str) -> None:
        how = Given(self.mother.name, way="link", device="phone")
        actions.give(self.zoe, self.mother, dict.fromkeys(places, answer), how, actor=as_self(self.mother))


def go_round() -> int:
    """One run of the clock: what happened is passed on, and letters go. How many went."""
    deliver_due()
    return send_due(timezone.now())


@pytest.fixture
def zoes(school: School, amara: Person, server: Server) -> Zoes:
    """What the school's beginning sends is gone before anything is said about pictures."""
    found = Zoes(school, amara)
    go_round()
    server.got.clear()
    found.says("granted", "website", "classroom-display", "newsletter")
    return found


def signed_in(address: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address))
    return client


def test_it_works(zoes: Zoes, server: Server) -> None:
    """The letter has the place and the day and no name; the page that it leads to says whose."""
    assert go_round() == 0  # of a yes nobody hears
    zoes.says("refused", "website")
    assert go_round() == 1
    (letter,) = server.got
    told = " ".join(letter.get_content().split())
    due = next_working_day(zoes.school, today(zoes.school))
    assert letter["To"] == "office@robinhill.example"
    assert "the school’s website" in told
    assert f"by the end of {spelt(due)}" in told
    assert not re.search("Zoë|Brannigan|Orla", f"{letter['Subject']} {told}")
    link = re.search(r"https?://[^/]+(/\S+)", told)
    assert link
    page = words(signed_in("office@robinhill.example").get(link[1]).content.decode())
    assert f"Zoë Brannigan : the school’s website, by {spelt(due)}" in page
    assert go_round() == 0
    assert len(server.got) == 1


def test_what_is_in_the_classroom_its_teacher_hears_of_too(zoes: Zoes, server: Server) -> None:
    zoes.says("refused", "classroom-display")
    assert go_round() == 2
    to = {letter["To"]: letter.get_content() for letter in server.got}
    assert set(to) == {"office@robinhill.example", "ada@robinhill.example"}
    link = re.search(r"https?://[^/]+(/\S+)", to["ada@robinhill.example"])
    assert link
    page = words(signed_in("ada@robinhill.example").get(link[1]).content.decode())
    assert "Zoë Brannigan : displays in the classroom" in page
    looked = AnswerLook.objects.for_school(zoes.school).filter(child=zoes.zoe)
    assert [one.viewer for one in looked] == [zoes.robins.ada.ref]  # the family sees that the teacher looked


def test_each_place_has_its_letter_and_the_same_again_has_none(zoes: Zoes, server: Server) -> None:
    zoes.says("refused", "website", "newsletter")
    zoes.says("refused", "website")
    assert go_round() == 2
    assert sorted("newsletter" in letter.get_content() for letter in server.got) == [False, True]
    zoes.says("granted", "website")
    assert go_round() == 0
    zoes.says("refused", "website")
    assert go_round() == 0  # the job of this morning is still open, and its letter went
    assert [one.place for one in taken_back(zoes.school, today(zoes.school))] == ["website", "newsletter"]


def test_a_no_where_there_was_no_yes_is_no_news(zoes: Zoes, server: Server) -> None:
    zoes.says("refused", "local-press")
    assert go_round() == 0


def test_where_nobody_is_in_the_office_the_head_hears_of_it(zoes: Zoes, server: Server) -> None:
    people.leave(zoes.office, actor=ACTOR, last_day=date(2020, 1, 1))
    zoes.says("refused", "website")
    assert go_round() == 1
    assert server.got[0]["To"] == "head@robinhill.example"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 18), date(2026, 11, 19)),  # a Wednesday
        (date(2026, 11, 20), date(2026, 11, 23)),  # a Friday
        (date(2026, 12, 24), date(2026, 12, 29)),  # Christmas, and Boxing Day's Monday
    ],
)
def test_it_is_done_by_the_next_working_day(school: School, day: date, due: date) -> None:
    assert next_working_day(school, day) == due
