"""The risk register: what could go wrong, how bad, what keeps it down; and what of it is late or bare."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import operator
from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.actions import add_school
from schoolgate.people.models import Person, School
from schoolgate.policy.queries import in_force
from schoolgate.registers import actions, queries
from schoolgate.registers.models import Risk, RiskScore

ACTOR = operator("test")
SOON = timedelta(days=90)


def a_risk(school: School, words: str = "A tablet without a filter is taken home.", **more: object) -> Risk:
    said = {"likelihood": 3, "impact": 4, "review_on": today(school) + SOON, "actor": ACTOR} | more
    return actions.add_risk(school, words, **said)  # type: ignore[arg-type]  # each test gives what it is about


def test_it_works(school: School, amara: Person) -> None:
    policy = in_force(school, on=today(school))
    assert policy is not None
    promise = policy.promises[0].ref
    a_risk(school, owner=amara, promises=[promise])
    (known,) = queries.risks(school, on=today(school))
    assert (known.score, known.level, known.owner_name) == (12, "middle", "Amara Whitlock")
    assert known.promises == (promise,)
    assert known.mitigated
    told = facts(school, today(school))["registers.risks"]
    assert (told.of, told.unmitigated, told.not_looked_at) == (1, 0, 0)
    entry = lines(school_chain(school.ref), labels=["school"], kind="registers.risk-added")[0]
    assert entry.details is not None
    assert entry.details["promises"] == 1
    assert "tablet" not in str(entry.details)


def test_worst_first_and_each_look_is_kept(school: School) -> None:
    low = a_risk(school, "A cable is loose.", likelihood=1, impact=2)
    a_risk(school, "The filter is off at weekends.", likelihood=4, impact=4)
    assert [risk.score for risk in queries.risks(school, on=today(school))] == [16, 2]
    actions.review_risk(low, likelihood=5, impact=5, review_on=today(school) + SOON, actor=ACTOR)
    first = queries.risks(school, on=today(school))[0]
    assert (first.ref, first.score, first.way) == (low.ref, 25, 23)
    assert RiskScore.objects.for_school(school).filter(risk=low).count() == 2


def test_one_with_nothing_to_keep_it_down_or_nobody_is_counted(school: School, amara: Person) -> None:
    a_risk(school)
    a_risk(school, "Nobody owns this.", mitigation="A lock.")
    a_risk(school, "This is looked after.", mitigation="A lock.", owner=amara)
    told = facts(school, today(school))["registers.risks"]
    assert (told.of, told.unmitigated) == (3, 2)


def test_a_look_that_was_due_or_a_score_a_year_old_is_late(school: School) -> None:
    day = today(school)
    a_risk(school, on=day - timedelta(days=5), review_on=day - timedelta(days=1))
    a_risk(school, on=day - timedelta(days=400), review_on=day + SOON)
    a_risk(school)
    assert [risk.late for risk in queries.risks(school, on=day)].count(True) == 2
    assert facts(school, day)["registers.risks"].not_looked_at == 1  # the one of last autumn or before


def test_closed_it_is_gone_from_the_day_and_known_before_it(school: School) -> None:
    day = today(school)
    risk = a_risk(school, on=day - timedelta(days=10))
    actions.close_risk(risk, actor=ACTOR)
    assert queries.risks(school, on=day) == ()
    assert len(queries.risks(school, on=day - timedelta(days=1))) == 1
    with pytest.raises(BadInputError, match="closed before"):
        actions.close_risk(risk, actor=ACTOR)


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [({"words": " "}, "no words"), ({"likelihood": 6}, "from 1 to 5"), ({"review_on": date(2020, 1, 1)}, "before")],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    school: School, wrong: dict[str, object], cause: str
) -> None:
    with pytest.raises(BadInputError, match=cause):
        a_risk(school, **wrong)  # type: ignore[arg-type]  # that it is wrong is the point
    assert not Risk.objects.for_school(school).exists()


def test_another_schools_promise_keeps_nothing_down_here(school: School) -> None:
    policy = in_force(school, on=today(school))
    assert policy is not None
    other = add_school(name="Wren Lane Primary School", actor=ACTOR)
    with pytest.raises(NotFoundError):
        a_risk(other, promises=[policy.promises[0].ref])
    assert not Risk.objects.for_school(other).exists()


def test_with_the_last_risk_closed_nothing_is_known_of_the_register(school: School, amara: Person) -> None:
    risk = a_risk(school, owner=amara, mitigation="A lock.", on=today(school) - timedelta(days=3))
    actions.close_risk(risk, actor=ACTOR)
    assert "registers.risks" not in facts(school, today(school))
    assert actions.tell_facts(school, actor=ACTOR) == 0


def test_told_twice_it_is_recorded_once(school: School) -> None:
    a_risk(school)
    before = len(lines(school_chain(school.ref), labels=["school"]))
    assert actions.tell_facts(school, actor=ACTOR) == 0
    assert len(lines(school_chain(school.ref), labels=["school"])) == before


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_the_terms_counted_are_this_one_and_the_one_before(day: date) -> None:
    this, last = queries.term_starts(SchoolCalendar(nation=Nation.ENGLAND), day)
    assert last < this <= day
    assert day - last < timedelta(days=365)


def test_pressed_twice_it_is_entered_once_and_an_old_page_opens_nothing_again(school: School) -> None:
    risk = a_risk(school)
    assert a_risk(school).pk == risk.pk
    old = Risk.objects.for_school(school).get(pk=risk.pk)
    actions.close_risk(risk, actor=ACTOR)
    with pytest.raises(BadInputError, match="closed before"):
        actions.review_risk(old, likelihood=1, impact=1, review_on=today(school) + SOON, actor=ACTOR)
    assert Risk.objects.for_school(school).get().closed_on == today(school)
