"""Whatever is wrong with an export: every row is used or told of once, nobody leaves by a fault, twice is once, and
taking it back gives what was known before."""

from collections import Counter
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from schoolgate.feeds.catalogue.oneroster import FEED
from schoolgate.feeds.contract import Layout, Row
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.rolls.tests.families import GOOD, export, loaded, planned, reached, taken_back, ties
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, told
from schoolgate.intake.loads.rolls.tests.spoiling import spoilt
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions
from schoolgate.people.models import School

MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def school(db: None) -> School:
    school = actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)
    loaded(school, export())
    return school


def known(school: School) -> tuple[object, ...]:
    return told(school), ties(school), reached(school)


def attempted(school: School, files: dict[str, bytes]) -> Plan | None:
    """The plan; None where the files were refused as a whole, which changes nothing."""
    with suppress(BadInputError):
        return planned(school, files)
    return None


@MANY
@given(files=spoilt(GOOD))
def test_every_row_is_used_or_told_of_once(school: School, files: dict[str, bytes]) -> None:
    plan = attempted(school, files)
    if plan is None:
        return
    rejected = Counter((one.part, one.line) for one in plan.rejects)
    assert max(rejected.values(), default=1) == 1, [one for one in plan.rejects if rejected[one.part, one.line] > 1]
    for one in plan.rejects:
        assert one.part
        assert one.reason.endswith((".", "?"))
    for item in FEED.parse(files, Layout()):
        if isinstance(item, Row) and "read" in item.values:
            read, used, out, left = (int(item.values[key]) for key in ("read", "used", "rejected", "left"))
            assert (read, used >= 0) == (used + out + left, True)


@MANY
@given(files=spoilt(GOOD))
def test_nobody_leaves_and_no_family_is_parted_by_a_fault(school: School, files: dict[str, bytes]) -> None:
    plan = attempted(school, files)
    if plan is not None:
        parted = [one.words for one in plan.changes if one.verb == "leavers" or "no more" in one.words]
        assert parted == [], files["users.csv"].decode(errors="replace")


@MANY
@given(files=spoilt(GOOD))
def test_twice_is_once_and_back_is_back(school: School, files: dict[str, bytes]) -> None:
    with transaction.atomic():
        before = known(school)
        plan = attempted(school, files)
        if plan is not None:
            loaded(school, files, "load-2")
            again = planned(school, files)
            assert [(one.verb, one.who, one.words) for one in again.changes] == []
            taken_back(school, "load-2")
            assert known(school) == before
        transaction.set_rollback(True)
