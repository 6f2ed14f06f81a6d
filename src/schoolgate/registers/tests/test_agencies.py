"""Whom to turn to: checked once a term in one press; who was contacted is read by few."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar
from schoolgate.registers import actions, due, queries
from schoolgate.registers.models import Agency, Contact

ACTOR = operator("test")
type As = Callable[[str], Client]


def an_agency(school: School, name: str = "Council designated officer", ago: int = 0) -> Agency:
    day = today(school) - timedelta(days=ago)
    return actions.add_agency(school, "lado", name, telephone="020 7946 0018", actor=ACTOR, on=day)


def test_it_works(school: School) -> None:
    an_agency(school)
    (known,) = queries.agencies(school, on=today(school))
    assert (known.kind_words, known.state) == ("Local authority designated officer (LADO)", "right")
    told = facts(school, today(school))["registers.agencies"]
    assert (told.of, told.good, told.late) == (1, 1, 0)


def test_one_press_makes_an_old_number_right_and_twice_notes_it_once(school: School) -> None:
    agency = an_agency(school, ago=300)
    assert queries.agencies(school, on=today(school))[0].state == "old"
    assert facts(school, today(school))["registers.agencies"].late == 1
    assert actions.still_right(agency, actor=ACTOR)
    assert not actions.still_right(agency, actor=ACTOR)
    assert queries.agencies(school, on=today(school))[0].state == "right"
    assert facts(school, today(school))["registers.agencies"].good == 1


def test_checked_last_term_it_is_to_be_checked_in_this(school: School) -> None:
    this, last = queries.term_starts(calendar(school), today(school))
    agency = an_agency(school, ago=400)
    actions.still_right(agency, actor=ACTOR, on=last)
    assert queries.agencies(school, on=this)[0].state == "due"
    assert queries.agencies(school, on=last)[0].state == "right"


def test_the_clock_tells_that_a_count_is_still_good_once_a_week(school: School) -> None:
    an_agency(school)
    now = timezone.now()
    assert due.each_day(now) == 0


def test_a_number_that_changed_counts_as_checked(school: School) -> None:
    agency = an_agency(school, ago=300)
    actions.change_agency(agency, actor=ACTOR, name=agency.name, telephone="020 7946 0019")
    assert queries.agencies(school, on=today(school))[0].state == "right"
    entry = lines(school_chain(school.ref), labels=["school"], kind="registers.agency-changed")[0]
    assert entry.details == {"fields": "telephone"}
    actions.change_agency(agency, actor=ACTOR, name=agency.name, telephone="020 7946 0019")
    assert len(lines(school_chain(school.ref), labels=["school"], kind="registers.agency-changed")) == 1


def test_without_a_way_to_reach_it_it_is_no_help(school: School) -> None:
    with pytest.raises(BadInputError, match="no way to reach"):
        actions.add_agency(school, "police", "The police", actor=ACTOR)


def test_who_was_contacted_lies_locked_and_is_entered_for_the_safeguarding_team(school: School, amara: Person) -> None:
    agency = an_agency(school)
    actions.note_contact(agency, at=timezone.now(), about="CP-114", words="They will call.", by=amara, actor=ACTOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT about, words FROM registers_contact")
        assert all(value.startswith("v1.") for value in cursor.fetchone())
    chain = school_chain(school.ref)
    assert len(lines(chain, labels=["safeguarding"], kind="registers.contacted")) == 1
    said = [line for line in lines(chain, labels=["school"]) if line.kind == "registers.contacted" and line.details]
    assert said == []


def test_a_contact_says_its_case_and_lies_in_the_past(school: School) -> None:
    agency = an_agency(school)
    with pytest.raises(BadInputError, match="what it was about"):
        actions.note_contact(agency, at=timezone.now(), about=" ", actor=ACTOR)
    with pytest.raises(BadInputError, match="still to come"):
        actions.note_contact(agency, at=timezone.now() + timedelta(hours=2), about="CP-114", actor=ACTOR)
    assert not Contact.objects.for_school(school).exists()


def test_the_page_is_worked_by_the_office_and_read_by_a_teacher(school: School, works_as: As) -> None:
    agency = an_agency(school, ago=300)
    top = f"/schools/{school.ref}/agencies/"
    office, teacher = works_as("office"), works_as("teachers")
    assert "One number is out of date." in office.get(top).content.decode()
    assert "tel:02079460018" in teacher.get(top).content.decode()
    assert "Still right" not in teacher.get(top).content.decode()
    assert teacher.post(f"{top}{agency.ref}/", {"do": "right"}).status_code == 403
    assert (
        "Every number was found right this term."
        in office.post(f"{top}{agency.ref}/", {"do": "right"}, follow=True).content.decode()
    )
    wrong = office.post(f"{top}new/", {"kind": "police", "name": "The police"})
    assert wrong.status_code == 422
    assert "Give a telephone number or an email address." in wrong.content.decode()
    office.post(f"{top}{agency.ref}/", {"do": "end"})
    assert "No agency is on the list yet." in office.get(top).content.decode()


def test_the_log_is_for_those_who_carry_cases(school: School, works_as: As) -> None:
    agency = an_agency(school)
    address = f"/schools/{school.ref}/agencies/contacts/"
    day = today(school)
    said = {"agency": agency.ref, "at": "00:00", "about": "CP-114", "words": "They will call."}
    said |= {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}
    head = works_as("head")
    assert "CP-114" in head.post(address, said, follow=True).content.decode()
    assert "Give the number of the case." in head.post(address, said | {"about": ""}).content.decode()
    assert works_as("office").get(address).status_code == 403


def test_pressed_twice_it_is_listed_and_a_contact_noted_once(school: School) -> None:
    agency, at = an_agency(school), timezone.now()
    assert an_agency(school).pk == agency.pk
    assert an_agency(school, "Another officer").pk != agency.pk
    for words in ("Rang.", "Rang.", "Rang again."):
        actions.note_contact(agency, at=at, about="case 7", words=words, actor=ACTOR)
    assert Contact.objects.for_school(school).count() == 2
