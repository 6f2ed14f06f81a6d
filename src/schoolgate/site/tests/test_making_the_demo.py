"""Making the made-up school, from nothing: its weeks, its sizes, and where it may not be made."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from schoolgate.evidence.queries import being_put_right, standing
from schoolgate.frame.actor import system
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.checking.verify import verify
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, School
from schoolgate.people.queries import holders
from schoolgate.policy.queries import open_triggers
from schoolgate.site import way_in
from schoolgate.site.demo import school

pytestmark = pytest.mark.django_db


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


def test_the_made_up_school_never_joins_a_real_one() -> None:
    actions.add_school(name="St Brigid's Primary School", actor=system("test"))
    with pytest.raises(BadInputError, match="it holds a real school's data"):
        way_in.for_demo(lived=False)
    assert Account.objects.count() == 0


def test_a_new_installation_is_opened_by_a_link_until_somebody_can_sign_in(settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    (line,) = way_in.for_school()
    address = line.partition("open ")[2].partition(" ")[0]
    assert Client().get(address.removeprefix(settings.SCHOOLGATE_URL)).status_code == 200
    opening.add_account("head@stbrigid.example", "three plain words here", actor=system("test"))
    assert way_in.for_school() == []


def test_a_real_school_may_not_go_without_a_second_step(settings: Settings, db: None) -> None:
    settings.SCHOOLGATE_SECOND_STEP = False
    with pytest.raises(BadInputError, match="which is for the made-up school"):
        way_in.for_school()
