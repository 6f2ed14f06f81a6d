"""The made-up school as it is found, and the way in to it. It is made once for all of these."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.models import Entry
from schoolgate.people.access import roles_of, schools_of, today
from schoolgate.people.models import Account, Person, School
from schoolgate.site import way_in
from schoolgate.site.demo import school

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[School]:
    """The school; whatever a test does to it is undone after the test, and the school itself after them all."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield school.make()
        transaction.set_rollback(True)


def test_it_works(made: School) -> None:
    assert made.name == "Robin Hill Infant School"
    assert schools_of(Account.objects.get()) == [made]


def test_made_twice_it_is_there_once(made: School) -> None:
    entries = Entry.objects.count()
    assert school.make() == made
    assert (School.objects.count(), Entry.objects.count()) == (1, entries)


def test_whoever_starts_the_demo_is_told_a_sign_in_that_works() -> None:
    told = " ".join(way_in.for_demo(lived=False))
    assert school.EMAIL in told
    assert school.PASSWORD in told
    assert Client().login(email=school.EMAIL, password=school.PASSWORD)


def test_somebody_holds_each_role_that_its_policy_names(made: School) -> None:
    with unscoped("every person of the made-up school"):
        held = [roles_of(person, today(made)) for person in Person.objects.all()]
    wanted = {"head", "dsl", "deputy-dsl", "online-safety-lead", "online-safety-governor", "dpo", "administrator"}
    assert frozenset().union(*held) >= wanted | {"pupils", "teachers", "support-staff"}  # those of its roll too


def test_a_real_school_is_never_served_from_the_made_up_ones_folder() -> None:
    with pytest.raises(BadInputError, match="password is known to everybody"):
        way_in.for_school()


def test_it_starts_without_asking_for_a_second_step_and_says_so(settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = False
    assert any("a real school also asks its head for a second step" in line for line in way_in.for_demo(lived=False))
