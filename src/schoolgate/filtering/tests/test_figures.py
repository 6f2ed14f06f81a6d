"""The filter in a few lines, for governors and for papers: nobody is named, and what is not known says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.filtering import actions
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import Drift
from schoolgate.filtering.queries import OverBlocking
from schoolgate.filtering.queries.asking import Pace
from schoolgate.filtering.queries.figures import Figures, figures, in_words
from schoolgate.filtering.tests import a_filter_test
from schoolgate.filtering.tests.conftest import Hires
from schoolgate.frame.actor import person as as_person
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

NOTHING = Figures(0, None, (), "", (), None, None, 0)


@pytest.fixture
def agreed(school: School, amara: Person, hires: Hires) -> School:
    row = actions.propose_change(school, Setting(supplier="Dunmere Grid"), "Theirs.", actor=as_person(amara.ref))
    for one in (amara, hires("Ruth Lark", "dsl")):
        actions.agree(row, actor=as_person(one.ref))
    return school


def said(found: Figures) -> dict[str, str]:
    return dict(in_words(found))


def test_it_works(agreed: School) -> None:
    day = today(agreed)
    found = figures(agreed, day)
    assert found is not None
    assert (found.version, found.signed, found.drifts) == (1, ("head", "dsl"), 0)
    setting = said(found)["The setting"]
    assert setting.startswith("Version 1, agreed by the headteacher and the safeguarding lead, in force since")
    assert setting.endswith("The filter is that of Dunmere Grid.")
    assert "Amara" not in str(in_words(found))


def test_of_a_day_before_anything_was_agreed_there_is_nothing_to_tell(agreed: School) -> None:
    assert figures(agreed, today(agreed) - timedelta(days=1)) is None


def test_a_change_nobody_answered_for_is_counted_until_somebody_does(agreed: School, amara: Person) -> None:
    now = timezone.now()
    row = Drift.objects.for_school(agreed).create(
        school=agreed, what=Drift.What.RULES, found="a" * 64, wanted="b" * 64, found_at=now, put_back_at=now
    )
    found = figures(agreed, today(agreed))
    assert found is not None
    assert said(found)["Changed without agreement"] == "1 thing, and nobody has said why."
    actions.settle_drift(row, "The disk was full.", by=amara, actor=as_person(amara.ref))
    after = figures(agreed, today(agreed))
    assert after is not None
    assert said(after)["Changed without agreement"] == "Nothing that nobody has answered for."


def test_a_test_that_nobody_ran_is_no_proof(agreed: School) -> None:
    a_filter_test.a_test(agreed)
    found = figures(agreed, today(agreed))
    assert found is not None
    assert said(found)["Filter tests"] == "0 of 1 places and groups are proven. 1 was never tried."


def test_what_nobody_knows_is_said() -> None:
    lines = said(NOTHING)
    assert lines["The setting"] == "No setting has been agreed here."
    assert lines["Filter tests"] == "None is planned, so nothing shows that the filter works."
    assert lines["Sites that children need, wrongly blocked"] == "Nobody has tried, so nothing is known of it."
    assert lines["Sites asked for"].startswith("Too few were asked for")


def test_the_rate_of_over_blocking_and_how_long_answers_take_are_told(agreed: School) -> None:
    day = today(agreed)
    over = OverBlocking(day, day, 42, 2, 38, 2, ())
    lines = said(Figures(1, day, ("head", "dsl"), "", (), over, Pace(12, 9, 1), 0))
    assert lines["Sites that children need, wrongly blocked"] == "2 of 40 in the last four weeks, 5.0 in a hundred."
    assert lines["Sites asked for"] == "Half were answered within 12 minutes. 1 was never answered."


def test_governors_read_it_on_their_page(agreed: School, works_as: Callable[[str], Client]) -> None:
    page = works_as("online-safety-governor").get(f"/schools/{agreed.ref}/governors/").content.decode()
    assert "agreed by the headteacher and the safeguarding lead" in page
    assert f"/schools/{agreed.ref}/filter/report/" in page
