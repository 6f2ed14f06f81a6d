"""A child whom the roll of the day names no more is shut out the same day: by the gate, and in the web filter."""

from datetime import timedelta

from django.utils import timezone

from schoolgate.agreements import actions
from schoolgate.agreements.tests.families import ACTOR
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.estate.queries import entitled
from schoolgate.feeds.contract import Row
from schoolgate.filtering.queries.whereabouts import whereabouts
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.people.access import today
from schoolgate.people.models import Group, Person, School


def children(*names: str) -> list[Row]:
    said = {"what": "pupil", "family_name": "Marsh", "born": "2019-03-09", "year": "2", "class": "Owl"}
    return [
        Row(line, {**said, "given_name": name, "mis-id": f"0{name}"}, "pupils.csv")
        for line, name in enumerate(names, 2)
    ]


def load(school: School, rows: list[Row], ref: str) -> None:
    plan = LOAD.plan(school, rows, on=today(school))
    LOAD.apply(school, plan, ref=ref, actor=ACTOR, at=timezone.now())


def test_who_is_on_the_roll_no_more_is_shut_out_the_same_day(school: School, amara: Person) -> None:
    robins = Robins(school, amara)
    load(school, children("Ivo", "Una"), "monday")
    here = {one.name: one for one in Person.objects.for_school(school)}
    ivo, una = here["Ivo Marsh"], here["Una Marsh"]
    robins.signs(ivo, una)
    (owl,) = (one for one in Group.objects.for_school(school) if one.name == "Owl")
    actions.switch_gate(school, owl.ref, on=True, actor=robins.head)
    assert [entitled(school, one, "internet", today(school)).level for one in (ivo, una)] == ["junior", "junior"]

    load(school, children("Una"), "tuesday")
    actions.settle(school, actor=ACTOR)

    assert [entitled(school, one, "internet", today(school)).level for one in (ivo, una)] == ["none", "junior"]
    assert not robins.asked(ivo).is_open
    rows = [row for row in whereabouts(school, timezone.now() + timedelta(seconds=1), "salt") if row[0] == "person"]
    levels = {row[1]: row[5] for row in rows}
    assert (ivo.ref in levels, levels[una.ref]) == (False, "junior")  # the filter knows no level of theirs
