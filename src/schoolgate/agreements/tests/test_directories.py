"""The clock compares directories once a day, and asks the technician to look where one differs."""

import pytest

from schoolgate.agreements.directories import DIFFERS, SILENT, compare_each
from schoolgate.estate import actions as estate
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.queries import way_set
from schoolgate.evidence.queries import jobs
from schoolgate.frame.actor import operator, person
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School

BY = operator("test")
NOW = None


@pytest.fixture
def acting(school: School) -> School:
    """A school whose head let two ways act: a file, and a directory that is not there."""
    head = people.add_person(school, "Joanna Petrie", actor=BY)
    people.give_role(head, "head", actor=BY, valid_from=today(school))
    settings = {"server": "http://127.0.0.1:1/v2", "password": "three plain words"}
    estate.set_way(school, WAYS.get("scim"), "google", settings, actor=BY)
    for key in ("csv", "scim"):
        estate.let_act(school, WAYS.get(key), actor=person(head.ref))
    return school


def asked(school: School) -> set[str]:
    return {job.words for job in jobs(school, on=today(school)) if job.role == "it-lead"}


def go_round() -> int:
    return compare_each(NOW)  # type: ignore[arg-type]  # each school has its own day


def test_a_directory_that_cannot_be_asked_is_told_of_once_a_day(acting: School) -> None:
    assert go_round() == 1
    assert go_round() == 0

    assert asked(acting) == {SILENT}
    assert way_set(acting, WAYS.get("scim")).differences is None
    assert way_set(acting, WAYS.get("csv")).differences == 0


def test_an_account_that_is_nobodys_is_a_job(acting: School) -> None:
    estate.add_account(acting, "microsoft", "old@robinhill.example", "person", actor=BY)

    assert go_round() == 2

    assert asked(acting) == {SILENT, DIFFERS}
    assert way_set(acting, WAYS.get("csv")).differences == 1


def test_a_way_that_nobody_let_act_is_not_looked_at(school: School) -> None:
    estate.set_way(school, WAYS.get("csv"), "google", {}, actor=BY)
    estate.add_account(school, "google", "old@robinhill.example", "person", actor=BY)

    assert (go_round(), asked(school)) == (0, set())
