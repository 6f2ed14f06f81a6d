"""Found something: one press keeps what the filter did there, asks the safeguarding lead, and never vanishes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.evidence.actions import do_job
from schoolgate.evidence.queries import facts, jobs
from schoolgate.filtering.actions.finding import close_found, found, one_found, say_more
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.landing.layout import tail
from schoolgate.filtering.landing.writing import Landing
from schoolgate.filtering.models import Found, SiteClosure
from schoolgate.filtering.tests.test_asking import visiting
from schoolgate.frame.outbox import deliver_due, waiting_for_a_person
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.errors import NotFoundError
from schoolgate.kernel.verdicts import Verdict
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.labels import Label
from schoolgate.ledger.queries import lines
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

type Hires = Callable[..., Person]
NOW = datetime.now(UTC)
ROBINS = "grp_robins"


@pytest.fixture
def kit(hires: Hires) -> Person:
    return hires("Kit Wren", "teachers")


@pytest.fixture
def ruth(hires: Hires) -> Person:
    return hires("Ruth Lark", "dsl")


@pytest.fixture(autouse=True)
def decided(school: School, tmp_path: Path) -> None:
    """What the filter decided lately: for two classes, one of them a while ago too."""
    landing = Landing(filter_folder(tmp_path, school.ref).landing, school.ref)
    for minutes, host, group, verdict in (
        (2, "odd.example", ROBINS, Verdict.ALLOW),
        (3, "maths.example", ROBINS, Verdict.ALLOW),
        (1, "games.example", ROBINS, Verdict.BLOCK),
        (20, "long-ago.example", ROBINS, Verdict.ALLOW),
        (2, "others.example", "grp_wrens", Verdict.ALLOW),
    ):
        said = tail(Decision(verdict, "level:junior", "Said."), Who("junior", frozenset({group}), device="dev_1"), "on")
        landing.add(f"{(NOW - timedelta(minutes=minutes)).timestamp():.3f}\t{host}\t\tget\t{said}")
    landing.flush()


def test_it_works(school: School, kit: Person, ruth: Person) -> None:
    """A teacher presses once. What was decided for that class is kept, and it is the safeguarding lead's job today."""
    row = found(visiting(kit), group=ROBINS, now=NOW)
    assert [one["host"] for one in row.recent] == ["games.example", "odd.example", "maths.example"]
    (job,) = jobs(school, on=today(school), person=ruth)
    assert (job.ref, job.due) == (row.job, today(school))
    assert "odd.example" not in job.words
    assert Notice.objects.for_school(school).get(kind="filter.found").person == ruth
    entry = next(one for one in lines(school_chain(school.ref), labels=[Label.SCHOOL]) if one.kind == "filtering.found")
    assert "example" not in str(entry.details)


def test_it_never_vanishes(school: School, kit: Person, ruth: Person) -> None:
    """Heard of again from the outbox it is the same job; done it is dealt with, and nothing asks a second time."""
    row = found(visiting(kit), group=ROBINS, now=NOW)
    deliver_due()
    assert not [one for one in waiting_for_a_person(school.ref) if one.kind == "filtering.found"]
    assert [job.ref for job in jobs(school, on=today(school)) if job.words.startswith("Look into")] == [row.job]
    do_job(school, row.job, actor=visiting(ruth).actor, person=ruth, note="Spoke to the class.")
    deliver_due()
    assert row.job not in {job.ref for job in jobs(school, on=today(school))}


def test_while_the_lead_is_away_the_deputy_is_asked(school: School, kit: Person, ruth: Person, hires: Hires) -> None:
    deputy = hires("Dee Dale", "deputy-dsl")
    day = today(school)
    people.go_away(ruth, actor=visiting(ruth).actor, valid_from=day, back=day + timedelta(days=3))
    found(visiting(kit), now=NOW)
    assert jobs(school, on=day, person=deputy)
    assert Notice.objects.for_school(school).get(kind="filter.found").person == deputy


def test_two_presses_of_one_hand_are_one(school: School, kit: Person, ruth: Person) -> None:
    assert found(visiting(kit), group=ROBINS, now=NOW).ref == found(visiting(kit), group=ROBINS, now=NOW).ref
    later = found(visiting(kit), group=ROBINS, now=NOW + timedelta(minutes=5))
    assert Found.objects.for_school(school).count() == 2
    assert len(jobs(school, on=today(school))) == 2
    assert later.ref


def test_with_no_class_named_nothing_that_others_did_is_kept(kit: Person, ruth: Person) -> None:
    assert found(visiting(kit), now=NOW).recent == []
    assert len(found(visiting(kit), device="dev_1", now=NOW).recent) == 4


def test_the_press_can_close_the_last_site_that_opened_there(school: School, kit: Person, ruth: Person) -> None:
    """What was closed anyway is passed over. It is closed for everybody, and the filter's own record says by whom."""
    row = found(visiting(kit), group=ROBINS, closes=True, now=NOW)
    shut = SiteClosure.objects.for_school(school).get()
    assert (row.site, row.closed, shut.site, shut.by) == ("odd.example", shut.ref, "odd.example", kit.ref)
    close_found(visiting(kit), row.ref, "maths.example")
    assert SiteClosure.objects.for_school(school).count() == 2


def test_what_it_was_is_for_whoever_pressed_and_those_who_look_into_it(
    school: School, kit: Person, ruth: Person, hires: Hires
) -> None:
    """Not for another teacher, nor for IT support, nor for whoever looks after Schoolgate: for them it is not there."""
    row = found(visiting(kit), group=ROBINS, now=NOW)
    for person in (kit, ruth, hires("Ada Fell", "head")):
        assert one_found(visiting(person), row.ref) == row
    say_more(visiting(kit), row.ref, "On two screens.")
    others = {"teachers": "Jo", "it-lead": "Lin", "administrator": "Sam", "governors": "Pat", "support-staff": "Al"}
    for role, name in others.items():
        with pytest.raises(NotFoundError):
            one_found(visiting(hires(f"{name} Dale", role)), row.ref)


def test_the_press_is_one_press_on_the_page(school: School, works_as: Callable[[str], Client]) -> None:
    """A technician may press too, and is shown nothing of what it was; the address of it is not for them."""
    head, page = works_as("head"), reverse("filtering.found", args=[school.ref])
    assert "Found something" in head.get(page).text
    shown = head.post(page, follow=True).text
    assert "The safeguarding lead was told." in shown
    technician = works_as("it-lead")
    told = technician.post(page, follow=True).text
    assert "it is their job for today" in told
    assert "Found lately" not in told
    ref = Found.objects.for_school(school).values_list("ref", flat=True)[0]
    assert technician.get(reverse("filtering.found_one", args=[school.ref, ref])).status_code == 403
    said = head.post(reverse("filtering.found_one", args=[school.ref, ref]), {"words": "On one screen."}, follow=True)
    assert "On one screen." in said.text


def test_how_many_were_dealt_with_is_told(school: School, kit: Person, ruth: Person) -> None:
    row = found(visiting(kit), now=NOW)
    told = facts(school, today(school))["filtering.finds"]
    assert (told.of, told.good, told.unknown) == (1, 0, 1)
    do_job(school, row.job, actor=visiting(ruth).actor, person=ruth)
    found(visiting(kit), now=NOW + timedelta(minutes=1))
    told = facts(school, today(school))["filtering.finds"]
    assert (told.of, told.good) == (2, 1)
