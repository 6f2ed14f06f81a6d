"""A permission to look: proposed by one, agreed by a head and a governor, ended by any one of them at once."""

from datetime import timedelta

import pytest

from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.monitoring import actions
from schoolgate.monitoring.models import GrantSignature, ViewGrant
from schoolgate.monitoring.queries import may_look
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.notices.models import Notice
from schoolgate.people.access import today


def proposed(cast: Cast, report: str = "pupil", role: str = "dsl") -> ViewGrant:
    until = today(cast.school) + timedelta(days=90)
    by = cast.acts(cast.dsl)
    return actions.propose_grant(cast.school, report=report, role=role, purpose="Alerts.", until=until, actor=by)


def test_it_holds_once_a_head_and_a_governor_agreed(cast: Cast) -> None:
    row = proposed(cast)
    asked = set(Notice.objects.for_school(cast.school).values_list("person__ref", flat=True))
    assert asked == {cast.head.ref, cast.chair.ref}
    assert not may_look(cast.school, cast.dsl, report="pupil", subject=cast.robin).allowed
    actions.agree_grant(cast.school, row.ref, actor=cast.acts(cast.head))
    assert not may_look(cast.school, cast.dsl, report="pupil", subject=cast.robin).allowed
    actions.agree_grant(cast.school, row.ref, actor=cast.acts(cast.chair))
    assert may_look(cast.school, cast.dsl, report="pupil", subject=cast.robin).grant == row.ref


def test_one_person_is_never_both_and_others_do_not_agree(cast: Cast) -> None:
    row = proposed(cast)
    for _ in range(2):  # the second press adds nothing
        actions.agree_grant(cast.school, row.ref, actor=cast.acts(cast.head))
    row.refresh_from_db()
    assert (row.state, GrantSignature.objects.for_school(cast.school).count()) == ("waiting", 1)
    for other in (cast.dsl, cast.teacher, cast.technician, cast.dpo):
        with pytest.raises(DeniedError):
            actions.agree_grant(cast.school, row.ref, actor=cast.acts(other))
    with pytest.raises(DeniedError):
        actions.agree_grant(cast.school, row.ref, actor=ACTOR)  # the command line signs nothing


def test_it_is_ended_at_once_by_any_one_of_them(cast: Cast) -> None:
    row = cast.granted()
    actions.end_grant(cast.school, row.ref, "It is no longer needed.", actor=cast.acts(cast.chair))
    assert may_look(cast.school, cast.dsl, report="pupil", subject=cast.robin).rule == "no-grant"
    with pytest.raises(NotFoundError):
        actions.agree_grant(cast.school, proposed(cast).ref + "x", actor=cast.acts(cast.head))
    with pytest.raises(NotFoundError):
        actions.end_grant(cast.school, row.ref, "Again.", actor=cast.acts(cast.chair))


def test_declined_it_never_holds(cast: Cast) -> None:
    row = proposed(cast)
    actions.end_grant(cast.school, row.ref, "Too wide.", actor=cast.acts(cast.head))
    with pytest.raises(NotFoundError):
        actions.agree_grant(cast.school, row.ref, actor=cast.acts(cast.chair))


@pytest.mark.parametrize(
    ("report", "role", "days", "purpose"),
    [
        ("pupil", "it-lead", 30, "To mend."),
        ("pupil", "teachers", 30, "To teach."),
        ("adult", "deputy-dsl", 30, "To check."),
        ("nothing", "dsl", 30, "To see."),
        ("pupil", "dsl", 400, "To see."),
        ("pupil", "dsl", -1, "To see."),
        ("pupil", "dsl", 30, " "),
    ],
)
def test_what_cannot_be_a_permission_is_not_proposed(
    cast: Cast, report: str, role: str, days: int, purpose: str
) -> None:
    until = today(cast.school) + timedelta(days=days)
    with pytest.raises(BadInputError):
        actions.propose_grant(
            cast.school, report=report, role=role, purpose=purpose, until=until, actor=cast.acts(cast.dsl)
        )
    assert not ViewGrant.objects.for_school(cast.school).exists()


def test_a_technician_proposes_none_and_the_same_waits_once(cast: Cast) -> None:
    with pytest.raises(DeniedError):
        actions.propose_grant(
            cast.school,
            report="pupil",
            role="dsl",
            purpose="x",
            until=today(cast.school),
            actor=cast.acts(cast.technician),
        )
    assert proposed(cast).ref == proposed(cast).ref


def test_who_agreed_is_in_the_record_and_the_purpose_is_not(cast: Cast) -> None:
    row = cast.granted()
    said = [line for line in lines(school_chain(cast.school.ref), labels=["school"]) if line.subject == row.ref]
    assert [line.kind for line in said].count("monitoring.grant-signed") == 2
    assert "Alerts." not in str(said)
