"""The made-up school, and the way in to a new installation."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from schoolgate.evidence.queries import being_put_right, standing
from schoolgate.frame.actor import system
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.checking.verify import verify
from schoolgate.ledger.models import Entry
from schoolgate.people import actions, opening
from schoolgate.people.access import roles_of, schools_of, today
from schoolgate.people.models import Account, Person, School
from schoolgate.people.queries import holders
from schoolgate.policy.queries import open_triggers
from schoolgate.site import way_in
from schoolgate.site.demo import school

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    made = school.make()
    assert made.name == "Robin Hill Infant School"
    assert schools_of(Account.objects.get()) == [made]


@pytest.mark.real
def test_its_thirty_weeks_show_every_mark_and_are_the_same_again_by_the_same_seed() -> None:
    """Lived twice over, the first undone: the same sentences stand alike, for the same reasons."""
    told: list[str] = []
    with transaction.atomic():
        first = _marks(school.make(lived=True, tell=told.append))
        transaction.set_rollback(True)
    again = school.make(lived=True)
    assert _marks(again) == first
    assert [words.partition(":")[0] for words in told[1:]] == [f"week {n} of 30" for n in range(1, 30, 5)]
    assert {standing for _, standing, _ in first} == set(Standing)
    day = today(again)
    assert open_triggers(again, day)
    assert [remedy for remedy in being_put_right(again, day) if not remedy.done]
    assert [remedy for remedy in being_put_right(again, day - timedelta(days=200)) if remedy.done] == []
    assert all(verdict.whole for verdict in verify())


def _marks(made: School) -> list[tuple[str, Standing, str]]:
    found = standing(made, on=today(made))
    assert found
    return [(one.promise.clause.text, one.standing, one.finding.because) for one in found.promises]


def test_a_small_one_has_sixty_children_and_whoever_waits_is_told_what_is_made() -> None:
    told: list[str] = []
    made = school.make(size="small", tell=told.append)
    assert len(holders(made, "pupils", on=today(made))) == 60
    assert told == ["making Robin Hill Infant School: 60 children, its staff, its policy."]


def test_made_twice_it_is_there_once() -> None:
    school.make()
    entries = Entry.objects.count()
    school.make()
    assert (School.objects.count(), Entry.objects.count()) == (1, entries)


def test_whoever_starts_the_demo_is_told_a_sign_in_that_works() -> None:
    told = " ".join(way_in.for_demo(lived=False))
    assert school.EMAIL in told
    assert school.PASSWORD in told
    assert Client().login(email=school.EMAIL, password=school.PASSWORD)


def test_somebody_holds_each_role_that_its_policy_names() -> None:
    made = school.make()
    with unscoped("every person of the made-up school"):
        held = [roles_of(person, today(made)) for person in Person.objects.all()]
    wanted = {"head", "dsl", "deputy-dsl", "online-safety-lead", "online-safety-governor", "dpo", "administrator"}
    assert frozenset().union(*held) >= wanted | {"pupils", "teachers", "support-staff"}  # those of its roll too


def test_the_made_up_school_never_joins_a_real_one() -> None:
    actions.add_school(name="St Brigid's Primary School", actor=system("test"))
    with pytest.raises(BadInputError, match="it holds a real school's data"):
        way_in.for_demo(lived=False)
    assert Account.objects.count() == 0


def test_a_real_school_is_never_served_from_the_made_up_ones_folder() -> None:
    school.make()
    with pytest.raises(BadInputError, match="password is known to everybody"):
        way_in.for_school()


def test_a_new_installation_is_opened_by_a_link_until_somebody_can_sign_in(settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    (line,) = way_in.for_school()
    address = line.partition("open ")[2].partition(" ")[0]
    assert Client().get(address.removeprefix(settings.SCHOOLGATE_URL)).status_code == 200
    opening.add_account("head@stbrigid.example", "three plain words here", actor=system("test"))
    assert way_in.for_school() == []


def test_only_the_made_up_school_starts_without_asking_for_a_second_step(settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = False
    with pytest.raises(BadInputError, match="which is for the made-up school"):
        way_in.for_school()
    assert any("a real school also asks its head for a second step" in line for line in way_in.for_demo(lived=False))
