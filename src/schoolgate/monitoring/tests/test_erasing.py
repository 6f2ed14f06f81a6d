"""Erasing what was noticed of somebody: counted first, refused while it is held, and what a case rests on stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.caretaking.actions import erase_of_person, erase_what_is_due, place_hold, release_hold
from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.frame.actor import person as acts
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.actions.deciding import decide
from schoolgate.monitoring.models import ActivityLook, Alert, FrozenRows
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.people import actions as people
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person

type Noticed = Callable[..., Alert]


@pytest.fixture
def noticed(cast: Cast) -> Noticed:
    """``noticed(person, words)``: an alert from somebody's own log-in."""

    def one(person: Person, words: str = "owls") -> Alert:
        now = timezone.now()
        pseudonym = Pseudonyms.of(cast.school).of_ref(person.ref)
        (ref,) = keep_alerts(
            cast.school, [Hit("suicide.wish", "medium", now, now, (1,), person=pseudonym, words=words)]
        )
        row: Alert = Alert.objects.for_school(cast.school).get(ref=ref)
        return row

    return one


def here(person: Person) -> Visit:
    return Visit(person.school, person, roles_of(person, today(person.school)), acts(person.ref))


def frozen(cast: Cast, alert: Alert) -> FrozenRows:
    """Rows kept for a case, as ``freeze`` leaves them."""
    row = FrozenRows(school=cast.school, alert=alert.ref, at=timezone.now(), by=cast.dsl.ref, why="concern")
    row.since = row.until = timezone.now()
    row.rows, row.count, row.digest = [{"site": "owls.example"}], 1, "0" * 64
    row.save()
    return row


def erased(cast: Cast, person: Person, *, dry_run: bool = False) -> dict[str, tuple[int, int]]:
    done = erase_of_person(cast.school, person.ref, why="asked", actor=ACTOR, dry_run=dry_run)
    return {one.key: (one.rows, one.kept) for one in done}


def test_a_dry_run_counts_and_changes_nothing_and_then_they_go(cast: Cast, noticed: Noticed) -> None:
    noticed(cast.robin)
    other = noticed(cast.teacher)
    there = {"activity.rows": (0, 0), "monitoring.alerts": (1, 0), "monitoring.words": (0, 0)}
    there["agreements.answer-looks"] = (0, 0)
    assert erased(cast, cast.robin, dry_run=True) == there
    assert Alert.objects.for_school(cast.school).count() == 2
    assert erased(cast, cast.robin) == there
    assert list(Alert.objects.for_school(cast.school)) == [other]
    assert erased(cast, cast.robin)["monitoring.alerts"] == (0, 0)
    (entry,) = lines(school_chain(cast.school.ref), labels=["school", "safeguarding"], kind="retention.person-erased")
    assert entry.subject == cast.robin.ref
    assert [one.faults for one in verify(school_chain(cast.school.ref))] == [()]


def test_what_a_case_rests_on_stays_with_it(cast: Cast, noticed: Noticed) -> None:
    concern, kept, harmless = noticed(cast.robin, "a"), noticed(cast.robin, "b"), noticed(cast.robin, "c")
    decide(here(cast.dsl), concern.ref, "concern")
    decide(here(cast.dsl), harmless.ref, "nothing")
    frozen(cast, kept)
    assert erased(cast, cast.robin)["monitoring.alerts"] == (1, 2)
    assert set(Alert.objects.for_school(cast.school)) == {concern, kept}
    assert FrozenRows.objects.for_school(cast.school).count() == 1


def test_it_is_refused_while_a_hold_stands(cast: Cast, noticed: Noticed) -> None:
    noticed(cast.robin)
    day = today(cast.school)
    place_hold(cast.school, cast.robin.ref, why="an inquiry", valid_from=day, actor=ACTOR)
    for dry_run in (True, False):
        with pytest.raises(DeniedError, match="held"):
            erased(cast, cast.robin, dry_run=dry_run)
    assert Alert.objects.for_school(cast.school).count() == 1
    release_hold(cast.school, cast.robin.ref, valid_to=day, actor=ACTOR)
    assert erased(cast, cast.robin)["monitoring.alerts"] == (1, 0)


def test_nobody_erases_what_is_kept_of_themselves_or_of_another_schools(cast: Cast, noticed: Noticed) -> None:
    noticed(cast.head)
    with pytest.raises(DeniedError, match="yourself"):
        erase_of_person(cast.school, cast.head.ref, why="asked", actor=acts(cast.head.ref))
    with pytest.raises(BadInputError):
        erase_of_person(cast.school, cast.robin.ref, why="because", actor=ACTOR)
    with pytest.raises(NotFoundError):
        erase_of_person(cast.school, "per_nobody", why="asked", actor=ACTOR)


def test_that_somebody_looked_stays_and_why_in_words_goes(cast: Cast) -> None:
    now = timezone.now()
    for emergency in (False, True):
        row = ActivityLook(school=cast.school, at=now, viewer=cast.dsl, roles="dsl", report="pupil", allowed=True)
        row.subject, row.rule, row.words, row.emergency = cast.robin, "grant", "A search that alarmed.", emergency
        row.save()
    assert erased(cast, cast.robin)["monitoring.words"] == (1, 1)
    looks = ActivityLook.objects.for_school(cast.school).order_by("pk")
    assert [(row.subject, row.words) for row in looks] == [
        (cast.robin, ""),
        (cast.robin, "A search that alarmed."),  # the chair has still to look into it
    ]


def test_an_alert_outlives_its_time_while_kept_rows_rest_on_it(cast: Cast, noticed: Noticed) -> None:
    kept, old = noticed(cast.robin, "a"), noticed(cast.robin, "b")
    frozen(cast, kept)
    later = today(cast.school) + timedelta(days=3 * 366)
    erase_what_is_due(cast.school, actor=ACTOR, on=later)
    assert list(Alert.objects.for_school(cast.school)) == [kept]
    assert not Alert.objects.for_school(cast.school).filter(pk=old.pk).exists()
    after = today(cast.school) + timedelta(days=26 * 366)
    erase_what_is_due(cast.school, actor=ACTOR, on=after)
    assert not FrozenRows.objects.for_school(cast.school).exists()
    assert not Alert.objects.for_school(cast.school).exists()


def test_a_hold_on_a_child_keeps_their_alerts_and_the_rows_of_their_case(cast: Cast, noticed: Noticed) -> None:
    frozen(cast, noticed(cast.robin, "a"))
    noticed(cast.robin, "b")
    noticed(cast.teacher, "c")
    place_hold(cast.school, cast.robin.ref, why="an inquiry", valid_from=today(cast.school), actor=ACTOR)
    done = erase_what_is_due(cast.school, actor=ACTOR, on=today(cast.school) + timedelta(days=26 * 366))
    assert {one.key: (one.due, one.held) for one in done if one.key in ("monitoring.alert", "monitoring.a-frozen")} == {
        "monitoring.alert": (2, 1),
        "monitoring.a-frozen": (1, 1),
    }
    assert Alert.objects.for_school(cast.school).count() == 2


def test_with_somebody_whose_time_is_over_go_the_alerts_about_them(cast: Cast, noticed: Noticed) -> None:
    noticed(cast.robin)
    day = today(cast.school)
    people.leave(cast.robin, actor=ACTOR, last_day=day - timedelta(days=8 * 366))
    erase_what_is_due(cast.school, actor=ACTOR, on=day)
    assert not Alert.objects.for_school(cast.school).exists()
    cast.robin.refresh_from_db()
    assert cast.robin.name == ""
