"""The made-up school has a log and a morning check: some to look at, some set aside, days decided, one dark corner."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from schoolgate.activity.models import Assessment
from schoolgate.activity.queries import parts
from schoolgate.evidence.queries import jobs
from schoolgate.filtering.folder import filter_folder
from schoolgate.frame.actor import system
from schoolgate.ledger.checking.verify import verify
from schoolgate.monitoring.models import ActivityLook, Alert, MorningCheck, OutOfHoursReader, ViewGrant
from schoolgate.monitoring.queries.checking import Check, check
from schoolgate.monitoring.queries.precision import precision
from schoolgate.people.models import School
from schoolgate.site.demo import agreed_filter, machines, noticed, school
from schoolgate.site.demo.cast import Cast
from schoolgate.site.demo.clock import standing_at
from schoolgate.site.demo.permitted import visiting

pytestmark = pytest.mark.django_db
BY = system("demo")
ZONE = ZoneInfo("Europe/London")
BEGAN, NOW = datetime(2026, 9, 14, 9, 0, tzinfo=ZONE), datetime(2026, 11, 20, 8, 45, tzinfo=ZONE)


@pytest.fixture(scope="module", autouse=True)
def begun(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[School, Cast]]:
    """A small Robin Hill with its filter, for all tests of this file; what each lives through is undone."""
    folder = tmp_path_factory.mktemp("noticed")
    with override_settings(SCHOOLGATE_DATA=folder), django_db_blocker.unblock(), transaction.atomic():
        with standing_at(BEGAN):
            here, cast = school._begin("small", BY)
            for step in (agreed_filter.watch, agreed_filter.switch_on, agreed_filter.ease):
                step(here, cast, BEGAN.date())
        yield here, cast
        transaction.set_rollback(True)


def lived(begun: tuple[School, Cast]) -> Check:
    """Its ten days lived through, and its check on a Friday morning."""
    here, cast = begun
    shutil.rmtree(filter_folder(Path(settings.SCHOOLGATE_DATA), here.ref).root, ignore_errors=True)
    noticed.begin(here, cast, until=NOW.date(), seed=1).up_to(NOW.date())
    with standing_at(NOW):
        machines.seen_lately(here, BY)
        return check(visiting(cast["dsl"]), NOW)


def told(found: Check) -> list[tuple[str, ...]]:
    return [(heading, card.who, card.when, card.title, *card.said) for heading, some in found.groups for card in some]


def test_it_works_and_by_the_same_seed_it_is_the_same_again(begun: tuple[School, Cast]) -> None:
    """Undone and lived once more: the same cards, in the same words."""
    shared = "It is shared, so we do not know which child. The teacher of that lesson may."
    with transaction.atomic():
        found = lived(begun)
        transaction.set_rollback(True)
    assert told(found) == [
        ("Children who asked for help", "RH-T302, Wren (shared)", "Thursday 15:36",
         "A child pressed “Someone was unkind”, then “In a game”.", shared),
        ("Self-harm and death", "RH-T404, Robin (shared)", "Thursday 10:42",
         "A search about death. Blocked.", shared, "Five of the last six like this: no concern."),
        ("Self-harm and death", "RH-T504, Owl (shared)", "Thursday 14:14",
         "A search about distress, three times.", shared),
        ("Games", "RH-T307, Wren (shared)", "Thursday 09:17",
         "A games site asked for six times in three minutes. Blocked.", shared),
    ]  # fmt: skip
    assert found.waiting == ("Sam Rook (Wren: the only one who works with it), asked Thursday 09:40",)
    assert [one.words for one in found.cannot_see] == ["Classroom screens, Hall"]
    assert (found.aside, len(found.sample)) == (9, 2)
    assert told(lived(begun)) == told(found)


def test_its_days_leave_what_the_pages_tell_of_and_the_record_whole(begun: tuple[School, Cast]) -> None:
    """Decisions by which each rule tells how well it did; permissions, a look, a reader; a log that was assessed."""
    lived(begun)
    here, cast = begun
    rules = {one.rule: one for one in precision(here)}
    assert (rules["suicide.method"].mattered, rules["suicide.method"].decided) == (1, 6)
    assert rules["wellbeing.despair"].share == 100
    assert rules["bypass"].advice == "mute"
    assert MorningCheck.objects.for_school(here).count() == 10
    assert ActivityLook.objects.for_school(here).get().allowed
    states = list(ViewGrant.objects.for_school(here).order_by("pk").values_list("state", flat=True))
    assert states == ["agreed", "agreed", "agreed", "waiting"]
    assert OutOfHoursReader.objects.for_school(here).get().reader == cast["deputy-dsl"]
    assert not Alert.objects.for_school(here).filter(opened_at=None).exclude(state=Alert.State.SET_ASIDE).exists()
    assert len({part.day for part in parts(here)}) == 10
    assert Assessment.objects.for_school(here).get().made_on == date(2026, 11, 10)
    asked = [job.kind for job in jobs(here, on=NOW.date()) if job.is_of(cast["dpo"].ref)]
    assert "assess-activity" not in asked
    assert all(verdict.whole for verdict in verify())
