"""Whatever is wrong with a list of pupils that an office made: nobody leaves by a fault without a question, twice is
once, and taking it back gives what was known before."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from schoolgate.feeds.catalogue.people_csv import FEED
from schoolgate.feeds.contract import Layout, Reject, Row
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, AT, ON, pupil, take_back, told
from schoolgate.intake.loads.rolls.tests.spoiling import spoilt
from schoolgate.intake.previews import with_rejects
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions
from schoolgate.people.models import School

MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
_KEYS = ("upn", "given_name", "family_name", "born", "year", "class")
GOOD = "UPN,Forename,Surname,DOB,Year,Class\n" + "".join(
    ",".join(pupil(number).values[key] for key in _KEYS) + "\n" for number in range(12)
)


@pytest.fixture
def school(db: None) -> School:
    school = actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)
    assert len(loaded(school, {"pupils.csv": GOOD.encode()}, "load-1").changes) == 12
    return school


def planned(school: School, files: dict[str, bytes]) -> Plan:
    items = list(FEED.parse(files, Layout()))
    rows = [item for item in items if isinstance(item, Row)]
    return with_rejects(LOAD.plan(school, rows, on=ON), [item for item in items if isinstance(item, Reject)])


def loaded(school: School, files: dict[str, bytes], ref: str) -> Plan:
    plan = planned(school, files)
    LOAD.apply(school, plan, ref=ref, actor=ACTOR, at=AT)
    return plan


def attempted(school: School, files: dict[str, bytes]) -> Plan | None:
    """The plan; None where the file was refused as a whole, which changes nothing."""
    with suppress(BadInputError):
        return planned(school, files)
    return None


@MANY
@given(files=spoilt({"pupils.csv": GOOD}))
def test_nobody_leaves_by_a_fault_without_a_question(school: School, files: dict[str, bytes]) -> None:
    plan = attempted(school, files)
    if plan is not None:
        leave = [one.who for one in plan.changes if one.verb == "leavers"]
        assert (plan.stop != "") or leave == [], files
        for one in plan.rejects:
            assert one.reason.endswith((".", "?")), one


@MANY
@given(files=spoilt({"pupils.csv": GOOD}))
def test_twice_is_once_and_back_is_back(school: School, files: dict[str, bytes]) -> None:
    with transaction.atomic():
        before = told(school)
        plan = attempted(school, files)
        if plan is not None:
            loaded(school, files, "load-2")
            again = planned(school, files)
            assert [(one.verb, one.who, one.words) for one in again.changes] == []
            take_back(school, "load-2")
            assert told(school) == before
        transaction.set_rollback(True)
