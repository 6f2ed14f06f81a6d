"""What the access gate and the directories tell the checks: who waits, whose accounts are, who left; in counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from schoolgate.agreements import actions, due
from schoolgate.agreements.counting import counted
from schoolgate.agreements.events import ConsentWithdrawn
from schoolgate.agreements.queries.gating import ADULTS
from schoolgate.agreements.taking_down import next_working_day
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, as_self, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.estate import actions as estate
from schoolgate.estate.models import DirectoryAccount, PushWay, ToldAccount
from schoolgate.evidence import queries as evidence
from schoolgate.evidence.actions import do_job
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

DAY = timedelta(days=1)


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def count(school: School, key: str) -> tuple[int, int, int] | None:
    """Good, late and not known; None where there is nothing to count."""
    found: Any = counted(school, on=today(school))[key]
    return None if found is None else (found.good, found.late, found.unknown)


def account(person: Person, *, works: bool | None) -> DirectoryAccount:
    """A Google account of somebody; ``works`` is what its directory told, None where it told nothing."""
    address = f"{person.ref}@robinhill.example"
    row = estate.add_account(person.school, "google", address, "person", actor=ACTOR)
    estate.hold_account(row, person, actor=ACTOR, valid_from=LONG_AGO)
    if works is not None:
        now = timezone.now()
        ToldAccount(school=person.school, account=row, active=works, first_at=now, last_at=now, by="test").save()
    return row


def test_a_child_without_both_papers_is_not_known_until_the_gate_keeps_them_waiting(robins: Robins) -> None:
    robins.signs(robins.children[0])
    assert count(robins.school, "access.pupils_wait") == (1, 0, 2)

    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)
    assert count(robins.school, "access.pupils_wait") == (3, 0, 0)
    assert count(robins.school, "access.pupil_mail") == (3, 0, 0)


def test_an_account_that_works_of_a_child_for_whom_nothing_is_signed_is_late(robins: Robins) -> None:
    leo, zoe, sam = robins.children
    robins.signs(leo)
    for child, works in ((leo, True), (zoe, True), (sam, False)):
        account(child, works=works)
    assert count(robins.school, "access.pupils_wait") == (1, 0, 2)

    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)
    assert count(robins.school, "access.pupils_wait") == (2, 1, 0)


def test_adults_wait_for_what_they_sign_and_share_only_after_the_quiz(robins: Robins) -> None:
    """Amara and Ada: the words are approved, and neither has signed or passed."""
    assert count(robins.school, "access.staff_wait") == (0, 0, 2)
    actions.switch_gate(robins.school, ADULTS, on=True, actor=robins.head)
    assert count(robins.school, "access.staff_wait") == (2, 0, 0)
    assert count(robins.school, "access.sharing_understood") == (2, 0, 0)


def test_nothing_is_told_of_what_no_approved_words_ask_for(school: School, amara: Person) -> None:
    somebody(school, "Leo Ortiz-Vega", "pupils")
    found = counted(school, on=today(school))
    assert {key for key, value in found.items() if value is not None} <= {"access.sharing_understood"}


def test_an_account_is_its_persons_or_a_classs_or_nobodys(robins: Robins) -> None:
    assert count(robins.school, "accounts.own") is None
    account(robins.children[0], works=None)
    estate.add_account(robins.school, "google", "old@robinhill.example", "person", actor=ACTOR)
    estate.add_account(robins.school, "google", "printer@robinhill.example", "service", actor=ACTOR)
    of_class = estate.add_account(robins.school, "google", "robins@robinhill.example", "class", actor=ACTOR)
    estate.hold_account(of_class, robins.group, actor=ACTOR, valid_from=LONG_AGO)
    assert count(robins.school, "accounts.own") == (1, 1, 1)


def test_the_account_of_whoever_left_has_ended_or_is_known_to_be_shut(robins: Robins) -> None:
    assert count(robins.school, "accounts.leavers") is None
    yesterday = today(robins.school) - DAY
    four = [somebody(robins.school, f"Mo Vane {n}", "teachers") for n in range(4)]
    rows = [account(person, works=works) for person, works in zip(four, (True, False, None, None), strict=True)]
    estate.end_account(rows[3], actor=ACTOR, on=yesterday)
    assert count(robins.school, "accounts.leavers") is None
    for person in four:
        people.leave(person, actor=ACTOR, last_day=yesterday)
    assert count(robins.school, "accounts.leavers") == (2, 1, 1)


def test_a_directory_that_was_compared_tells_how_many_differ_and_one_that_was_not_asked_nothing(robins: Robins) -> None:
    for child in robins.children:
        account(child, works=None)
    assert count(robins.school, "accounts.as_decided") is None
    now = timezone.now()
    way = PushWay(school=robins.school, way="ldap", provider="google", settings="{}", approved_at=now)
    way.save()
    assert count(robins.school, "accounts.as_decided") == (0, 0, 3)
    way.looked_on, way.differences = today(robins.school), 1
    way.save()
    assert count(robins.school, "accounts.as_decided") == (2, 1, 0)
    way.looked_on = today(robins.school) - timedelta(days=30)
    way.save()
    assert count(robins.school, "accounts.as_decided") == (0, 0, 3)


def test_a_yes_taken_back_is_in_time_until_the_end_of_the_next_working_day(school: School, amara: Person) -> None:
    """Whoever is done late is late for good; nobody having taken one back is nothing to count."""
    somebody(school, "Pat Lane", "office")
    tess, day = somebody(school, "Tess O’Hara", "pupils"), today(school)
    assert count(school, "agreements.pictures_down") is None
    due._on_consent_withdrawn(ConsentWithdrawn(school.ref, tess.ref, "website"))
    (job,) = [one for one in evidence.jobs(school, on=day) if "taken back" in one.words]
    assert job.due == next_working_day(school, day)
    assert count(school, "agreements.pictures_down") == (0, 0, 1)

    found: Any = counted(school, on=job.due + DAY)["agreements.pictures_down"]
    assert (found.good, found.late, found.unknown) == (0, 1, 0)

    do_job(school, job.ref, actor=as_self(amara), person=amara, on=day)
    assert count(school, "agreements.pictures_down") == (1, 0, 0)


def test_a_friday_and_a_bank_holiday_do_not_count_as_the_working_day(school: School) -> None:
    assert next_working_day(school, date(2026, 11, 6)) == date(2026, 11, 9)
    assert next_working_day(school, date(2026, 12, 24)) == date(2026, 12, 29)  # Boxing Day falls on a Saturday
