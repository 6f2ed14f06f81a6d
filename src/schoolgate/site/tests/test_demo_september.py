"""The made-up school's September: most families have answered, and there is one of each thing that waits."""

from datetime import timedelta

import pytest

from schoolgate.agreements import queries
from schoolgate.agreements.queries.quizzing import passes
from schoolgate.agreements.rhythm import Step
from schoolgate.door import queries as door
from schoolgate.evidence.queries import jobs
from schoolgate.frame import outbox
from schoolgate.people.access import today
from schoolgate.people.classes.queries import classes
from schoolgate.people.queries import holders
from schoolgate.site.demo import school

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    made = school.make(size="small")
    day = today(made)
    now = queries.round_now(made, day)
    assert now.opens_on is not None
    assert 0 < len(now.chase) < now.families
    assert {one.step for one in now.chase} == {Step.LETTER, Step.PAPER}
    assert now.minutes <= 10
    (waits,) = queries.to_rule(made, day)
    assert waits.place == "social-media"
    assert {one.name for one in waits.voices if one.name} == {"Bea Thistlewood", "Carl Underhill"}
    (blanket,) = queries.blankets(made, day)
    assert blanket.place == "class-photo"
    assert len(queries.switches(made, day).acts) == 1
    assert queries.held(made, day)[holders(made, "head", on=day)[0].ref]
    outbox.deliver_due()
    assert any(one.words.endswith("(the page of agreements says whose)") for one in jobs(made, on=day))


def test_somebody_is_here_and_one_waits_at_the_door_quizzes_were_taken_and_supply_staff_signed() -> None:
    made = school.make(size="small")
    day = today(made)
    assert [one.answer for one in door.on_site(made)].count("refused") == 1
    assert len(door.on_site(made)) == 4
    before = [door.visits(made, day - timedelta(days=back)) for back in range(1, 80)]
    assert [len(one) for one in before if one] == [4]
    outbox.deliver_due()
    assert any("did not accept the rule on telephones" in one.words for one in jobs(made, on=day))

    head = holders(made, "head", on=day)[0]
    assert any("quiz:sharing" in {one.kind for one in some} for some in passes(made, day).values())
    assert passes(made, day)[head.ref]
    rooms = tuple(one.ref for one in classes(made, day) if one.kind == "class")
    assert [one.on for one in queries.of_classes(made, rooms, day) if one.on] == [day]
    assert any("supply-staff" in {one.kind for one in some} for some in queries.held(made, day).values())
