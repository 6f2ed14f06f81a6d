"""People are asked once, by name and on time; what they say holds until they are asked again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions, queries
from schoolgate.evidence.actions.reminding import each_day
from schoolgate.evidence.asking import Job as Asked
from schoolgate.evidence.models import Job, JobFile
from schoolgate.frame.actor import operator, person
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.models import Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.tests.a_policy import reading_of
from schoolgate.reading.model import TopicGuess
from schoolgate.vocabulary.roles import POSTS

OPERATOR = operator("test")
START = date(2026, 9, 1)
ON = date(2026, 9, 21)  # a Monday in term
MEETS = "The online safety governor meets the online safety lead each term."
ALONE = "The headteacher greets every visitor at the door in person."
ALSO = "All staff smile at the birds in the garden each morning."


@pytest.fixture
def head(school: School) -> Person:
    return somebody(school, "Amara Whitlock", "head")


@pytest.fixture
def policy(school: School, head: Person) -> list[str]:
    """Three promises in force, whose reading the head has confirmed; their refs in the document's order."""
    reading = reading_of(MEETS, ALONE, ALSO, due=date(2027, 9, 30))
    topics = (TopicGuess("governor-reporting.governor-role", 0.9),)
    meets, *others = reading.clauses
    reading = replace(reading, clauses=(replace(meets, topics=topics, who=("online-safety-governor",)), *others))
    version = policies.keep_version(school, reading, filename="policy.docx", data=b"words", actor=OPERATOR)
    policies.put_in_force(
        version,
        body="governing-body",
        ratified_on=START,
        actor=OPERATOR,
        actor_name="operator",
        in_force_from=START,
    )
    found = queries.standing(school, on=ON)
    assert found is not None
    refs = [one.promise.ref for one in found.promises]
    for ref in refs:
        policies.answer_reading(school, ref, correction=None, actor=person(head.ref), actor_name=head.name)
    return refs


def somebody(school: School, name: str, role: str, *, deputy: bool = False) -> Person:
    who = people.add_person(school, name, actor=OPERATOR)
    people.give_role(who, role, actor=OPERATOR, valid_from=START, deputy=deputy)
    return who


def mark(school: School, ref: str, on: date) -> Standing:
    found = queries.standing(school, on=on)
    assert found is not None
    return next(one.standing for one in found.promises if one.promise.ref == ref)


def met(school: School, on: date) -> Standing:
    """What the check of the meeting alone finds."""
    found = queries.standing(school, on=on)
    assert found is not None
    return dict(found.promises[0].checks)["governor_met_lead"].standing


def sentences(school: School, on: date = ON) -> Asked:
    (job,) = [one for one in queries.jobs(school, on=on) if one.kind == Job.Kind.SENTENCES]
    return job


def test_it_works(school: School, head: Person, policy: list[str]) -> None:
    actions.plan_jobs(school, on=ON)
    job = sentences(school)
    assert (job.holder_name, job.promises, job.late) == ("Amara Whitlock", (policy[1], policy[2]), False)
    actions.do_job(
        school,
        job.ref,
        actor=person(head.ref),
        person=head,
        answers={policy[1]: "yes", policy[2]: "na"},
        on=ON,
    )
    assert mark(school, policy[1], ON) is Standing.DECLARED
    assert mark(school, policy[2], ON) is Standing.NOT_APPLICABLE
    assert queries.job(school, job.ref, on=ON).state == Job.State.DONE


def meeting(school: School, on: date = ON) -> Asked:
    (job,) = [one for one in queries.jobs(school, on=on) if one.about == "governor_met_lead"]
    return job


def test_the_day_s_round_done_twice_adds_nothing(school: School, head: Person, policy: list[str]) -> None:
    assert each_day(school, on=ON) == 2
    assert each_day(school, on=ON) == 0
    assert each_day(school, on=ON, again=True) == 0
    assert [job.kind for job in queries.jobs(school, on=ON)] == ["ask", "sentences"]
    asked = lines(school_chain(school.ref), labels=["school"], kind="job.asked")
    assert len(asked) == 2
    assert all("Meet" not in str(line.details) for line in asked)


def test_what_is_confirmed_holds_until_the_next_is_due_and_lapses(
    school: School, head: Person, policy: list[str]
) -> None:
    governor = somebody(school, "Tom Hale", "online-safety-governor")
    actions.plan_jobs(school, on=ON)
    job = meeting(school)
    assert job.holder_name == "Tom Hale"
    note = [("note.txt", b"We met, and looked at the filter.")]
    actions.do_job(school, job.ref, actor=person(governor.ref), person=governor, files=note, on=ON)
    done = queries.job(school, job.ref, on=ON)
    assert done.holds_until is not None
    assert done.holds_until > job.due
    assert met(school, done.holds_until) is Standing.DECLARED
    assert met(school, done.holds_until + timedelta(days=1)) is Standing.NOT_KNOWN
    (kept,) = JobFile.objects.for_school(school)
    assert (kept.name, kept.file.read()) == note[0]


def test_nobody_in_post_is_the_head_and_says_so(school: School, head: Person, policy: list[str]) -> None:
    actions.plan_jobs(school, on=ON)
    job = meeting(school)
    assert (job.holder_name, job.covered) == ("Amara Whitlock", False)
    assert "nobody holds the role" in job.because


def test_a_job_goes_to_the_deputy_while_its_holder_is_away_and_comes_back(
    school: School, head: Person, policy: list[str]
) -> None:
    governor = somebody(school, "Tom Hale", "online-safety-governor")
    somebody(school, "Bea Finch", "online-safety-governor", deputy=True)
    actions.plan_jobs(school, on=ON)
    people.go_away(governor, actor=person(governor.ref), valid_from=ON, back=ON + timedelta(days=3))
    assert meeting(school).holder_name == "Bea Finch"
    assert meeting(school, ON + timedelta(days=3)).holder_name == "Tom Hale"


def test_passed_on_by_name_and_only_by_whom_it_is_asked(school: School, head: Person, policy: list[str]) -> None:
    governor = somebody(school, "Tom Hale", "online-safety-governor")
    office = somebody(school, "Bea Finch", "office")
    actions.plan_jobs(school, on=ON)
    job = meeting(school)
    with pytest.raises(DeniedError, match="Tom Hale is asked"):
        actions.pass_on(school, job.ref, to=office, actor=person(office.ref), on=ON)
    actions.pass_on(school, job.ref, to=office, actor=person(governor.ref), on=ON)
    assert [one.ref for one in queries.jobs(school, on=ON, person=office)] == [job.ref]
    with pytest.raises(DeniedError, match="Bea Finch is asked"):
        actions.do_job(school, job.ref, actor=person(governor.ref), person=governor, on=ON)


def test_nobody_answers_about_themselves_nor_in_another_s_name(school: School, head: Person) -> None:
    dsl = somebody(school, "Ada Okoro", "dsl")
    deputy = somebody(school, "Tom Hale", "deputy-dsl")
    ref = actions.raise_job(
        school, kind="look", about=dsl.ref, role="dsl", due=ON, actor=OPERATOR, words="Look at one thing", on=ON
    )
    assert queries.job(school, ref, on=ON).holder == deputy.ref
    with pytest.raises(DeniedError, match="about themselves"):
        actions.do_job(school, ref, actor=person(dsl.ref), person=dsl, on=ON)
    with pytest.raises(DeniedError, match="signs in"):
        actions.do_job(school, ref, actor=OPERATOR, person=deputy, on=ON)


def test_a_file_too_big_and_an_answer_there_is_not_change_nothing(
    school: School, head: Person, policy: list[str]
) -> None:
    actions.plan_jobs(school, on=ON)
    job, big = sentences(school), [("scan.pdf", b"0" * (10 * 1024 * 1024 + 1))]
    yes = {policy[1]: "yes"}
    with pytest.raises(BadInputError, match="more than 10 megabytes"):
        actions.do_job(school, job.ref, actor=person(head.ref), person=head, answers=yes, files=big, on=ON)
    with pytest.raises(BadInputError, match="of another job"):
        actions.do_job(school, job.ref, actor=person(head.ref), person=head, answers={policy[0]: "yes"}, on=ON)
    assert mark(school, policy[1], ON) is Standing.NOT_KNOWN
    assert not JobFile.objects.for_school(school).exists()


def test_sentences_left_unanswered_stay_asked(school: School, head: Person, policy: list[str]) -> None:
    actions.plan_jobs(school, on=ON)
    job = sentences(school)
    actions.do_job(school, job.ref, actor=person(head.ref), person=head, answers={policy[1]: "no"}, on=ON)
    assert mark(school, policy[1], ON) is Standing.BROKEN
    assert sentences(school).unanswered == (policy[2],)
    actions.plan_jobs(school, on=ON + timedelta(days=1))
    assert sentences(school).unanswered == (policy[2],)  # what was answered is not asked again this term


def test_a_next_job_takes_the_place_of_one_that_was_missed(school: School, head: Person, policy: list[str]) -> None:
    actions.plan_jobs(school, on=ON)
    first = meeting(school)
    later = first.due + timedelta(days=40)
    actions.plan_jobs(school, on=later)
    assert meeting(school, later).ref != first.ref
    assert queries.job(school, first.ref, on=later).state == Job.State.MISSED


def test_reminded_at_half_time_and_the_head_told_once_it_is_late(
    school: School, head: Person, policy: list[str]
) -> None:
    governor = somebody(school, "Tom Hale", "online-safety-governor")
    each_day(school, on=ON)
    job = meeting(school)
    assert not Notice.objects.for_school(school).exists()
    half = ON + (job.due - ON) / 2 + timedelta(days=10)
    for day in (half, half + timedelta(days=1), job.due + timedelta(days=1), job.due + timedelta(days=2)):
        each_day(school, on=day)
    told = [(row.person.ref, row.kind) for row in Notice.objects.for_school(school).order_by("pk")]
    assert sorted(told) == sorted([(governor.ref, "jobs.waiting"), (head.ref, "jobs.waiting"), (head.ref, "jobs.late")])
    assert len(lines(school_chain(school.ref), labels=["school"], kind="job.late")) == 2


def test_a_job_that_was_begun_needs_no_reminder(school: School, head: Person, policy: list[str]) -> None:
    each_day(school, on=ON)
    for job in queries.jobs(school, on=ON):
        actions.begin_job(school, job.ref, actor=person(head.ref))
    each_day(school, on=queries.jobs(school, on=ON)[0].due)
    assert not Notice.objects.for_school(school).exists()


def test_every_check_that_asks_can_be_asked_of_somebody() -> None:
    assert [one.key for one in CONTROLS if one.ask and one.ask.role not in POSTS] == []


def test_asked_on_a_third_day_while_the_second_is_open_it_is_still_one_job(school: School, head: Person) -> None:
    def asked(on: date) -> str:
        return actions.raise_job(
            school, kind="look", about="place_1", role="head", due=ON + timedelta(days=9), actor=OPERATOR, on=on
        )

    first = asked(ON)
    actions.do_job(school, first, actor=person(head.ref), person=head, on=ON)
    second = asked(ON + timedelta(days=1))
    assert second != first
    assert asked(ON + timedelta(days=2)) == second


def test_pressed_twice_what_is_being_done_and_a_note_after_a_visit_are_kept_and_told_once(
    school: School, head: Person, policy: list[str]
) -> None:
    by = somebody(school, "Sam Reed", "it-lead")

    def mend(what: str) -> str:
        return actions.put_right(
            school, policy[0], what=what, who=head, by_when=ON, actor=OPERATOR, on=ON - timedelta(days=1)
        )

    first = mend("New locks are ordered.")
    assert mend("New locks are ordered.") == first
    assert mend("They are fitted on Friday.") != first
    notes = {
        actions.leave_note(school, by=by, words="All well.", done=2, left=0, actor=person(by.ref), on=ON)
        for _ in range(2)
    }
    assert len(notes) == 1
