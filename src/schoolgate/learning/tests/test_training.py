"""Training: who must know what, who does, and what lapses by the clock alone."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import operator
from schoolgate.frame.encrypted_files import EncryptedStorage
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.learning import actions, due, queries
from schoolgate.learning.models import Attendance, Course
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

ACTOR = operator("test")
LONG_AGO = date(2025, 9, 1)
_numbers = count(1)
PDF = actions.Certificate("Kit Sparrow’s certificate.pdf", b"%PDF-1.7 made up")


def somebody(school: School, name: str, *roles: str, since: date = LONG_AGO) -> Person:
    person = people.add_person(school, name, actor=ACTOR)
    for role in roles:
        people.give_role(person, role, actor=ACTOR, valid_from=since)
    return person


def a_course(school: School, **more: object) -> Course:
    said = {"kind": "staff", "roles": ["teachers", "office"], "actor": ACTOR, "on": LONG_AGO} | more
    return actions.add_course(school, "Safe online", **said)  # type: ignore[arg-type]  # each test's own


def states(school: School) -> dict[str, str]:
    return {need.name: need.state for need in queries.needs(school, on=today(school))}


def test_it_works(school: School) -> None:
    kit, ash = somebody(school, "Kit Sparrow", "teachers"), somebody(school, "Ash Bramley", "office", "teachers")
    course, day = a_course(school), today(school)
    assert states(school) == {"Ash Bramley": "never", "Kit Sparrow": "never"}
    actions.attended(course, [kit, ash], on=day, actor=ACTOR)
    assert states(school) == {"Ash Bramley": "good", "Kit Sparrow": "good"}
    told = facts(school, day)["training.staff"]
    assert (told.of, told.good, told.late, told.unknown, told.soonest) == (2, 2, 0, 0, add_months(day, 12))
    entry = lines(school_chain(school.ref), labels=["school"], kind="learning.attended")[0]
    assert entry.details is not None
    assert entry.details["people"] == 2
    assert "Sparrow" not in str(entry.details)
    assert all(verdict.whole for verdict in verify())


@pytest.mark.parametrize(("ago", "state"), [(1, "good"), (320, "soon"), (400, "late")])
def test_it_lapses_and_is_told_before(school: School, ago: int, state: str) -> None:
    kit = somebody(school, "Kit Sparrow", "teachers", since=date(2020, 9, 1))
    course = a_course(school, on=date(2020, 9, 1))
    actions.attended(course, [kit], on=today(school) - timedelta(days=ago), actor=ACTOR)
    assert states(school) == {"Kit Sparrow": state}
    told = facts(school, today(school))["training.staff"]
    assert (told.good, told.late) == ((0, 1) if state == "late" else (1, 0))


def test_the_clock_alone_tells_that_somebody_lapsed(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    kit, day = somebody(school, "Kit Sparrow", "teachers"), today(school)
    actions.attended(a_course(school), [kit], on=day - timedelta(days=5), until=day, actor=ACTOR)
    assert due.each_day(timezone.now()) == 0
    monkeypatch.setattr("schoolgate.learning.actions.telling.today", lambda _school: day + timedelta(days=1))
    assert due.each_day(timezone.now()) == 1
    assert facts(school, day)["training.staff"].good == 1
    assert facts(school, day + timedelta(days=1))["training.staff"].late == 1


def test_noted_twice_it_is_kept_once(school: School) -> None:
    kit, course, day = somebody(school, "Kit Sparrow", "teachers"), a_course(school), today(school)
    assert len(actions.attended(course, [kit, kit], on=day, actor=ACTOR)) == 1
    assert actions.attended(course, [kit], on=day, actor=ACTOR) == ()
    assert Attendance.objects.for_school(school).count() == 1


def test_an_induction_has_its_days_and_concerns_the_new(school: School) -> None:
    day = today(school)
    a_course(school, kind="induction", within_days=10, months=None, on=day - timedelta(days=200))
    somebody(school, "Here for years", "teachers")
    somebody(school, "New", "teachers", since=day - timedelta(days=3))
    somebody(school, "New and late", "teachers", since=day - timedelta(days=30))
    assert states(school) == {"New": "new", "New and late": "late"}
    actions.tell_facts(school, actor=ACTOR)
    told = facts(school, day)["training.induction"]
    assert (told.of, told.late) == (1, 1)  # whoever still has time is not counted


def test_who_knows_the_procedure_for_allegations_is_counted_apart_from_the_head(school: School) -> None:
    head, deputy = somebody(school, "Amara Whitlock", "head"), somebody(school, "Lark Dale", "deputy-dsl")
    course = a_course(school, kind="allegations", roles=["head", "deputy-dsl"])
    actions.attended(course, [head], on=today(school), actor=ACTOR)
    told = facts(school, today(school))["people.allegation_readers"]
    assert (told.current, told.besides_head) == (1, 0)
    actions.attended(course, [deputy], on=today(school), actor=ACTOR)
    told = facts(school, today(school))["people.allegation_readers"]
    assert (told.current, told.besides_head) == (2, 1)


def test_what_was_renewed_in_time_is_told_at_once_and_not_a_week_later(school: School) -> None:
    head, deputy = somebody(school, "Amara Whitlock", "head"), somebody(school, "Lark Dale", "deputy-dsl")
    course, day = a_course(school, kind="allegations", roles=["head", "deputy-dsl"]), today(school)
    actions.attended(course, [head, deputy], on=day - timedelta(days=300), until=day, actor=ACTOR)
    assert facts(school, day)["people.allegation_readers"].until == day
    actions.attended(course, [head, deputy], on=day, actor=ACTOR)
    assert facts(school, day)["people.allegation_readers"].until == add_months(day, 12)


def test_a_certificate_lies_locked_and_goes_when_it_is_taken_back(school: School) -> None:
    kit = somebody(school, "Kit Sparrow", "teachers")
    (row,) = actions.attended(a_course(school), [kit], on=today(school), certificates={kit.ref: PDF}, actor=ACTOR)
    assert row.certificate.read() == PDF.data
    assert row.certificate.name is not None
    assert b"%PDF" not in EncryptedStorage().as_it_lies(row.certificate.name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT certificate_name FROM learning_attendance")
        assert cursor.fetchone()[0].startswith("v1.")
    actions.take_back(row, actor=ACTOR)
    assert states(school) == {"Kit Sparrow": "never"}


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        ({"kind": "staff", "roles": ["pupils"]}, "no adult"),
        ({"kind": "nothing"}, "none such"),
        ({"kind": "induction"}, "how soon"),
        ({"months": 0}, "between 1 and 120"),
    ],
)
def test_a_course_that_makes_no_sense_is_refused(school: School, wrong: dict[str, object], cause: str) -> None:
    with pytest.raises(BadInputError, match=cause):
        a_course(school, **wrong)
    assert not Course.objects.for_school(school).exists()


def test_nothing_is_taken_on_a_day_to_come_nor_any_file_as_a_certificate(school: School) -> None:
    kit, course, day = somebody(school, "Kit Sparrow", "teachers"), a_course(school), today(school)
    with pytest.raises(BadInputError, match="still to come"):
        actions.attended(course, [kit], on=day + timedelta(days=1), actor=ACTOR)
    bad = {kit.ref: actions.Certificate("page.html", b"<script>")}
    with pytest.raises(BadInputError, match="neither a PDF nor a picture"):
        actions.attended(course, [kit], on=day, certificates=bad, actor=ACTOR)
    assert not Attendance.objects.for_school(school).exists()


def test_a_role_that_needs_it_no_more_and_a_course_that_ended(school: School) -> None:
    somebody(school, "Kit Sparrow", "teachers")
    somebody(school, "Ash Bramley", "office")
    course = a_course(school)
    actions.change_course(course, title="Safe online", roles=["office"], months=12, actor=ACTOR)
    assert set(states(school)) == {"Ash Bramley"}
    assert len(queries.needs(school, on=today(school) - timedelta(days=1))) == 2  # as it was yesterday
    actions.end_course(course, actor=ACTOR)
    assert states(school) == {}


def test_a_programme_is_recommended_and_answered_by_the_head_and_a_governor(school: School) -> None:
    lead, head = somebody(school, "Lark Dale", "online-safety-lead"), somebody(school, "Amara Whitlock", "head")
    chair, day = somebody(school, "Wren Moor", "chair"), today(school)
    row = actions.propose_programme(
        lead, "All staff each autumn.", courses=[a_course(school)], first=day, last=day, actor=ACTOR
    )
    word = facts(school, day)["training.programme"]
    assert (word.by, word.role, word.until) == ("Lark Dale", "online-safety-lead", add_months(day, 12))
    assert queries.programmes(school)[0].open == ("head", "governors")
    actions.answer_programme(row, head, "head", "agreed", actor=ACTOR)
    with pytest.raises(DeniedError):
        actions.answer_programme(row, lead, "governors", "agreed", actor=ACTOR)
    actions.answer_programme(row, chair, "governors", "changed", words="Governors too.", actor=ACTOR)
    (known,) = queries.programmes(school)
    assert known.open == ()
    assert [answer.answer for answer in known.answers] == ["Agreed", "Agreed with changes"]


TAKEN = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 800)), max_size=8)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TAKEN)
def test_whatever_was_taken_the_counts_add_up_and_nobody_is_lost(db: None, taken: list[tuple[int, int]]) -> None:
    school = people.add_school(name=f"School {next(_numbers)}", actor=ACTOR)
    persons = [somebody(school, f"Person {n}", "teachers") for n in range(4)]
    course, day = a_course(school), today(school)
    for who, ago in taken:
        actions.attended(course, [persons[who]], on=day - timedelta(days=ago), actor=ACTOR)
    told = facts(school, day)["training.staff"]
    last = {who: min(ago for one, ago in taken if one == who) for who, _ in taken}
    good = sum(add_months(day - timedelta(days=ago), 12) >= day for ago in last.values())
    assert (told.of, told.good, told.late, told.unknown) == (4, good, len(last) - good, 4 - len(last))


def test_pressed_twice_there_is_one_course_and_one_programme_with_one_answer(school: School) -> None:
    head = somebody(school, "Amara Whitlock", "head")
    course, day = a_course(school), today(school)
    assert a_course(school).pk == course.pk
    said = {"courses": [course], "first": day, "last": add_months(day, 12), "actor": ACTOR}
    programme = actions.propose_programme(head, "All of it.", **said)  # type: ignore[arg-type]  # as given above
    assert actions.propose_programme(head, "All of it.", **said).pk == programme.pk  # type: ignore[arg-type]  # as above
    answers = [actions.answer_programme(programme, head, "head", "agreed", actor=ACTOR).pk for _ in range(2)]
    assert len(set(answers)) == 1
