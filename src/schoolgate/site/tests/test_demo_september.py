"""The made-up school's September: most families have answered, and there is one of each thing that waits."""

import pytest

from schoolgate.agreements import queries
from schoolgate.agreements.rhythm import Step
from schoolgate.evidence.queries import jobs
from schoolgate.frame import outbox
from schoolgate.people.access import today
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
