"""Training that lapses, or is lacking, is asked of the person; who leads hears at half time; noting it closes it."""

from datetime import date, timedelta

import pytest

from schoolgate.evidence import actions as evidence
from schoolgate.evidence import queries
from schoolgate.evidence.actions.reminding import remind
from schoolgate.evidence.asking import Job
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as signed_in
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.learning import actions
from schoolgate.learning.tests.test_training import a_course, somebody
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

ACTOR = operator("test")


def ask(school: School, on: date | None = None) -> int:
    return actions.ask_for_training(school, actor=ACTOR, on=on)


def jobs(school: School, on: date | None = None) -> tuple[Job, ...]:
    return queries.jobs(school, on=on or today(school))


@pytest.fixture
def kit(school: School) -> Person:
    return somebody(school, "Kit Sparrow", "teachers")


def test_it_works(school: School, kit: Person) -> None:
    course = a_course(school)
    assert ask(school) == 1
    (job,) = jobs(school)
    assert (job.holder, job.words, job.due) == (kit.ref, "Take “Safe online”", today(school) + timedelta(days=28))
    actions.attended(course, [kit], on=today(school), actor=ACTOR)
    assert jobs(school) == ()
    closed = queries.job(school, job.ref, on=today(school))
    assert (closed.state, closed.done_by) == ("done", "")
    assert len(lines(school_chain(school.ref), labels=["school"], kind="job.settled")) == 1


def test_asked_twice_it_is_one_job(school: School, kit: Person) -> None:
    a_course(school)
    assert (ask(school), ask(school), ask(school, today(school) + timedelta(days=40))) == (1, 0, 0)
    assert len(jobs(school)) == 1


def test_what_lapses_is_asked_for_before_it_does_and_renewed_it_is_closed(school: School, kit: Person) -> None:
    course, day = a_course(school, on=date(2020, 9, 1)), today(school)
    actions.attended(course, [kit], on=day - timedelta(days=300), until=day + timedelta(days=70), actor=ACTOR)
    assert ask(school) == 0
    soon = day + timedelta(days=10)
    assert ask(school, soon) == 1
    (job,) = jobs(school, soon)
    assert job.due == day + timedelta(days=70)
    assert "yours holds to" in job.words
    late = day + timedelta(days=80)
    assert ask(school, late) == 0
    assert jobs(school, late)[0].late
    actions.attended(course, [kit], on=day, until=add_months(day, 24), actor=ACTOR)
    assert jobs(school, late) == ()


def test_whoever_leaves_or_needs_it_no_more_is_asked_no_more(school: School, kit: Person) -> None:
    course, ash = a_course(school), somebody(school, "Ash Bramley", "office")
    assert ask(school) == 2
    people.leave(kit, actor=ACTOR, last_day=today(school))
    gone = today(school) + timedelta(days=1)
    assert ask(school, gone) == 1
    assert [job.holder for job in jobs(school, gone)] == [ash.ref]
    actions.end_course(course, actor=ACTOR)
    assert jobs(school, gone) == ()
    assert {line.details["why"] for line in lines(school_chain(school.ref), labels=["school"], kind="job.ended")
            if line.details} == {"dropped"}  # fmt: skip


def test_at_half_time_they_are_reminded_and_whoever_leads_hears_of_it_once(school: School, kit: Person) -> None:
    lead = somebody(school, "Lark Dale", "online-safety-lead")
    a_course(school)
    ask(school)
    day = today(school)
    assert remind(school, on=day + timedelta(days=13)) == 0
    evidence.begin_job(school, jobs(school)[0].ref, actor=signed_in(kit.ref))  # opened is not taken
    assert remind(school, on=day + timedelta(days=14)) == 1
    assert remind(school, on=day + timedelta(days=15)) == 0
    (letter,) = Notice.objects.for_school(school)
    assert (letter.person, letter.kind) == (lead, "jobs.half-time")
    assert "Sparrow" not in str(letter.context)


def test_whoever_says_they_took_it_is_asked_no_more_and_the_lead_is_asked_to_note_it(
    school: School, kit: Person
) -> None:
    somebody(school, "Lark Dale", "online-safety-lead")
    course = a_course(school)
    ask(school)
    given = [("certificate.pdf", b"%PDF-1.7 made up")]
    evidence.do_job(school, jobs(school)[0].ref, actor=signed_in(kit.ref), person=kit, files=given)
    assert (ask(school), ask(school)) == (1, 0)
    (job,) = jobs(school)
    assert (job.holder_name, job.words) == ("Lark Dale", "Note that Kit Sparrow took “Safe online”: they say so")
    actions.attended(course, [kit], on=today(school), actor=ACTOR)
    assert jobs(school) == ()
    after = add_months(today(school), 12) + timedelta(days=1)
    assert ask(school, after) == 1  # next year it is asked for again


def test_nobody_else_can_do_it_and_it_waits_while_they_are_away(school: School, kit: Person) -> None:
    head = somebody(school, "Amara Whitlock", "head")
    a_course(school)
    ask(school)
    people.go_away(kit, actor=signed_in(kit.ref), valid_from=today(school), back=today(school) + timedelta(days=9))
    (job,) = jobs(school)
    assert job.holder == kit.ref
    with pytest.raises(DeniedError, match="Kit Sparrow is asked"):
        evidence.do_job(school, job.ref, actor=signed_in(head.ref), person=head)
    with pytest.raises(BadInputError, match="nobody else can do it"):
        evidence.pass_on(school, job.ref, to=head, actor=signed_in(kit.ref))


def test_a_new_colleague_is_asked_in_time_for_the_induction(school: School) -> None:
    day = today(school)
    a_course(school, kind="induction", within_days=10, months=None, on=day - timedelta(days=200))
    somebody(school, "New", "teachers", since=day - timedelta(days=3))
    ask(school)
    assert [(job.holder_name, job.due) for job in jobs(school)] == [("New", day + timedelta(days=7))]
