"""What is new in online safety: read each week, passed on, or nothing in one press."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.registers import actions, queries
from schoolgate.registers.models import HorizonItem

ACTOR = operator("test")
type As = Callable[[str], Client]


def test_it_works(school: School) -> None:
    item = actions.read(school, "The council’s bulletin", "A new chat app.", to=["staff", "parents"], actor=ACTOR)
    (known,) = queries.horizon(school, since=today(school))
    assert (known.source, known.passed) == ("The council’s bulletin", ("Parents and carers", "Staff"))
    told = facts(school, today(school))["registers.horizon"]
    assert (told.on, told.found) == (today(school), 1)
    assert told.until > today(school)
    assert actions.pass_on(item, ["governors", "staff"], actor=ACTOR) == 1


def test_nothing_this_week_counts_as_having_looked_and_is_noted_once(school: School) -> None:
    actions.nothing_this_week(school, actor=ACTOR)
    actions.nothing_this_week(school, actor=ACTOR)
    assert HorizonItem.objects.for_school(school).count() == 1
    assert facts(school, today(school))["registers.horizon"].found == 0


@pytest.mark.parametrize(
    ("source", "to", "days", "cause"),
    [(" ", [], 0, "where it was"), ("A page", ["nobody"], 0, "none such"), ("A page", [], 1, "still to come")],
)
def test_what_makes_no_sense_is_refused(school: School, source: str, to: list[str], days: int, cause: str) -> None:
    with pytest.raises(BadInputError, match=cause):
        actions.read(school, source, "", to=to, actor=ACTOR, on=today(school) + timedelta(days=days))
    assert not HorizonItem.objects.for_school(school).exists()


def test_there_is_nothing_to_pass_on_of_nothing(school: School) -> None:
    with pytest.raises(BadInputError, match="nothing to pass on"):
        actions.pass_on(actions.nothing_this_week(school, actor=ACTOR), ["staff"], actor=ACTOR)


def test_the_page_says_first_whether_somebody_looked(school: School, works_as: As) -> None:
    head, address = works_as("head"), f"/schools/{school.ref}/new-in-online-safety/"
    assert "Nobody has looked this week yet." in head.get(address).content.decode()
    assert "Say what you read." in head.post(address, {"source": ""}).content.decode()
    assert "nothing was new" in head.post(address, {"nothing": "1"}, follow=True).content.decode()
    said = head.post(address, {"source": "A bulletin", "to": ["staff"]}, follow=True).content.decode()
    assert "Passed on to: Staff" in said
    assert works_as("teachers").get(address).status_code == 403


def test_the_risk_register_by_its_pages(school: School, works_as: As) -> None:
    head, top = works_as("head"), f"/schools/{school.ref}/risks/"
    assert "No risk has been entered yet." in head.get(top).content.decode()
    day = today(school) + timedelta(days=90)
    said = {"words": "The filter is off at weekends.", "likelihood": "4", "impact": "5"}
    said |= {"review_on-day": str(day.day), "review_on-month": str(day.month), "review_on-year": str(day.year)}
    assert "Say what could go wrong." in head.post(f"{top}new/", said | {"words": ""}).content.decode()
    shown = head.post(f"{top}new/", said, follow=True).content.decode()
    assert "One risk has nothing to keep it down." in shown
    ref = queries.risks(school, on=today(school))[0].ref
    shown = head.post(f"{top}{ref}/", said | {"mitigation": "We try it each Saturday."}, follow=True).content.decode()
    assert "One risk is open, and looked after." in shown
    governor = works_as("governors")
    assert "We try it each Saturday." in governor.get(top).content.decode()
    assert governor.post(f"{top}{ref}/", {"do": "close"}).status_code == 403
    assert "No risk has been entered yet." in head.post(f"{top}{ref}/", {"do": "close"}, follow=True).content.decode()


def test_pressed_twice_it_is_noted_once_and_passed_on_further(school: School) -> None:
    first = actions.read(school, "The bulletin", "A new game.", to=["staff"], actor=ACTOR)
    assert actions.read(school, "The bulletin", "A new game.", to=["staff", "parents"], actor=ACTOR).pk == first.pk
    (item,) = queries.horizon(school, since=today(school))
    assert len(item.passed) == 2
