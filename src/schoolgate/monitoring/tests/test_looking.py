"""Looking: decided, entered, and loud where it was an emergency. Each refusal is entered too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schoolgate.evidence.queries import jobs
from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError, SchoolgateError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.labels import Label
from schoolgate.ledger.queries import lines
from schoolgate.monitoring import actions
from schoolgate.monitoring.models import ActivityLook
from schoolgate.monitoring.tests.conftest import REASON, Cast
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

AT = datetime(2026, 11, 3, 10, 42, tzinfo=UTC)


def look(cast: Cast, viewer: Person, subject: Person | None = None, **more: Any) -> actions.Looked:
    said: dict[str, Any] = {"report": "pupil", "why": "alert", "words": REASON} | more
    return actions.look(
        cast.school,
        viewer,
        subject=subject or cast.robin,
        since=AT - timedelta(minutes=30),
        until=AT + timedelta(minutes=30),
        actor=cast.acts(viewer),
        **said,
    )


def entered(school: School, kind: str) -> list[Any]:
    found = lines(school_chain(school.ref), labels=[Label.SCHOOL, Label.SAFEGUARDING])
    return [line for line in found if line.kind == kind]


def test_it_works(cast: Cast) -> None:
    grant = cast.granted()
    made = look(cast, cast.dsl)
    row = ActivityLook.objects.for_school(cast.school).get(ref=made.ref)
    assert (row.allowed, row.grant, row.viewer, row.subject, row.adult) == (
        True,
        grant.ref,
        cast.dsl,
        cast.robin,
        False,
    )
    assert row.words == REASON
    (line,) = entered(cast.school, "monitoring.looked")
    assert (line.subject, line.details["grant"]) == (cast.robin.ref, grant.ref)
    assert REASON not in str(line)
    assert not Notice.objects.for_school(cast.school).filter(kind="monitoring.emergency-look").exists()


def _ended(cast: Cast) -> dict[str, Any]:
    actions.end_grant(cast.school, cast.granted().ref, "Over.", actor=cast.acts(cast.head))
    return {}


REFUSED: dict[str, tuple[str, Callable[[Cast], Any], str]] = {
    "no grant": ("dsl", lambda cast: {"report": "pupil"}, "no-grant"),
    "ended grant": ("dsl", _ended, "no-grant"),
    "wrong report": ("dsl", lambda cast: cast.granted() and {"subject": cast.teacher}, "wrong-report"),
    "own case": ("dsl", lambda cast: cast.granted("adult") and {"subject": cast.dsl, "report": "adult"}, "own-case"),
    "an alert about oneself": ("dsl", lambda cast: cast.granted() and {"own": True}, "own-case"),
    "head without chair": ("head", lambda cast: cast.granted(role="head"), "needs-chair"),
    "technician": ("technician", lambda cast: cast.granted(), "not-for-role"),
    "teacher": ("teacher", lambda cast: cast.granted(), "not-for-role"),
    "no reason": ("dsl", lambda cast: cast.granted() and {"words": "because"}, "no-reason"),
    "technician in an emergency": ("technician", lambda cast: {"emergency": True}, "not-for-role"),
    "own case in an emergency": ("dsl", lambda cast: {"subject": cast.dsl, "emergency": True}, "own-case"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_each_refusal_is_told_and_entered(cast: Cast, case: str) -> None:
    who, more, rule = REFUSED[case]
    viewer: Person = getattr(cast, who)
    found = more(cast)
    with pytest.raises(DeniedError) as refused:
        look(cast, viewer, **(found if isinstance(found, dict) else {}))
    assert refused.value.next_step
    row = ActivityLook.objects.for_school(cast.school).get()
    assert (row.allowed, row.rule, row.viewer, row.emergency) == (False, rule, viewer, False)
    (line,) = entered(cast.school, "monitoring.look-refused")
    assert (line.actor, line.details["rule"], line.details["look"]) == (viewer.ref, rule, row.ref)


def test_somebody_of_another_school_is_not_found_and_the_asking_is_entered(cast: Cast) -> None:
    cast.granted()
    wren_lane = people.add_school(name="Wren Lane Primary School", actor=ACTOR)
    other = people.add_person(wren_lane, "Jay Swift", actor=ACTOR)
    with pytest.raises(NotFoundError):
        look(cast, cast.dsl, other)
    row = ActivityLook.objects.for_school(cast.school).get()
    assert (row.rule, row.subject) == ("another-school", None)
    with pytest.raises(NotFoundError):  # nor does somebody of here look over there
        actions.look(
            wren_lane,
            cast.dsl,
            report="pupil",
            why="alert",
            words=REASON,
            subject=other,
            since=AT,
            until=AT + timedelta(hours=1),
            actor=cast.acts(cast.dsl),
        )
    assert not ActivityLook.objects.for_school(wren_lane).exists()


def test_an_emergency_look_is_loud(cast: Cast) -> None:
    made = look(cast, cast.dsl, emergency=True)
    assert made.permission.loud
    told = Notice.objects.for_school(cast.school).filter(kind="monitoring.emergency-look")
    assert set(told.values_list("person__ref", flat=True)) == {cast.chair.ref, cast.dpo.ref, cast.head.ref}
    (line,) = entered(cast.school, "monitoring.emergency-look")
    assert (line.details["told"], line.details["lacked"]) == (3, "grant")
    row = ActivityLook.objects.for_school(cast.school).get()
    assert row.job in [job.ref for job in jobs(cast.school, on=today(cast.school))]


def test_the_chair_says_whether_it_was_right_and_nobody_says_it_of_their_own(cast: Cast) -> None:
    made = look(cast, cast.dsl, emergency=True)

    def answers(who: Person, words: str = "A child was about to leave.") -> None:
        actions.answer_emergency(cast.school, made.ref, right=True, words=words, actor=cast.acts(who))

    for other in (cast.head, cast.dsl, cast.technician):
        with pytest.raises(DeniedError):
            answers(other)
    with pytest.raises(BadInputError):
        answers(cast.chair, " ")
    answers(cast.chair)
    row = ActivityLook.objects.for_school(cast.school).get()
    assert (row.right, row.answered_by) == (True, cast.chair.ref)
    assert row.job not in [job.ref for job in jobs(cast.school, on=today(cast.school))]
    with pytest.raises(NotFoundError):
        answers(cast.dpo)


def test_a_head_looks_once_the_chair_agreed_to_that_look(cast: Cast) -> None:
    cast.granted(role="head")
    asked = actions.ask_second(
        cast.school,
        cast.head,
        report="pupil",
        why="worry",
        words=REASON,
        subject=cast.robin,
        actor=cast.acts(cast.head),
    )
    for other in (cast.head, cast.dsl, cast.dpo):
        with pytest.raises(DeniedError):
            actions.answer_second(cast.school, asked.ref, agreed=True, actor=cast.acts(other))
    with pytest.raises(DeniedError):
        look(cast, cast.head)
    actions.answer_second(cast.school, asked.ref, agreed=True, actor=cast.acts(cast.chair))
    assert look(cast, cast.head).permission.second == asked.ref
    with pytest.raises(BadInputError):  # there is nothing left to ask
        actions.ask_second(
            cast.school,
            cast.head,
            report="pupil",
            why="worry",
            words=REASON,
            subject=cast.robin,
            actor=cast.acts(cast.head),
        )


def test_an_adult_is_looked_at_by_two(cast: Cast) -> None:
    cast.granted("adult")
    said: dict[str, Any] = {"report": "adult", "why": "allegation", "words": REASON}
    with pytest.raises(DeniedError):
        look(cast, cast.dsl, cast.teacher, **said)
    asked = actions.ask_second(cast.school, cast.dsl, subject=cast.teacher, actor=cast.acts(cast.dsl), **said)
    actions.answer_second(cast.school, asked.ref, agreed=True, actor=cast.acts(cast.head))
    assert look(cast, cast.dsl, cast.teacher, **said).ref
    with pytest.raises(DeniedError):  # it was for one person
        look(cast, cast.dsl, cast.technician, **said)


@pytest.mark.parametrize(
    "more", [{"since": AT, "until": AT}, {"since": AT, "until": AT + timedelta(days=2)}, {"report": "all"}]
)
def test_what_is_no_look_is_not_asked(cast: Cast, more: dict[str, Any]) -> None:
    said: dict[str, Any] = {"report": "pupil", "since": AT, "until": AT + timedelta(hours=1)} | more
    with pytest.raises(SchoolgateError):
        actions.look(
            cast.school, cast.dsl, why="alert", words=REASON, subject=cast.robin, actor=cast.acts(cast.dsl), **said
        )
    with pytest.raises(DeniedError):  # nor for somebody else, nor by the command line
        actions.look(
            cast.school,
            cast.dsl,
            report="pupil",
            why="alert",
            words=REASON,
            since=AT,
            until=AT + timedelta(hours=1),
            actor=ACTOR,
        )
    assert not ActivityLook.objects.for_school(cast.school).exists()
