"""Filter tests at a school: taken in once, judged here, told to the checks, and alarmed of once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from schoolgate.evidence.queries import facts
from schoolgate.filtering import actions, queries
from schoolgate.filtering.due import look_after_tests
from schoolgate.filtering.models import FilterTestAlarm, FilterTestRun
from schoolgate.filtering.tests.a_filter_test import ALL_WELL, BY, DEAD, WHOLE, a_test, ran, results
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.models import Entry
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Counted


@pytest.fixture
def school(db: None) -> School:
    school = people.add_school(name="Robin Hill Infant School", actor=BY)
    head = people.add_person(school, "Amara Whitlock", actor=BY)
    for role in ("head", "dsl"):
        people.give_role(head, role, actor=BY, valid_from=today(school))
    return school


def told(school: School, key: str) -> Any:
    found = facts(school, today(school)).get(key)
    return (found.of, found.good, found.late, found.unknown) if isinstance(found, Counted) else found


def alarms(school: School) -> list[tuple[str, str]]:
    return list(FilterTestAlarm.objects.for_school(school).filter(ended_at=None).values_list("kind", "key"))


def test_it_works(school: School) -> None:
    row = a_test(school)
    run = ran(row)
    assert (run.judged, run.good, run.bad, run.unclear) == ("good", 7, 0, 0)
    assert told(school, "filtering.tested") == (5, 5, 0, 0)
    assert told(school, "filtering.illegal") == (1, 1, 0, 0)
    assert told(school, "filtering.ways_round") == (1, 1, 0, 0)
    assert told(school, "filtering.places_tested") == (1, 1, 0, 0)
    assert [one.state for one in queries.proofs(school)] == ["proven"]


def test_guests_are_told_of_where_their_level_is_tested(school: School) -> None:
    ran(a_test(school))
    assert told(school, "filtering.guests") is None
    ran(a_test(school, level="guest"))
    assert told(school, "filtering.guests") == (1, 1, 0, 0)
    ran(a_test(school, level="guest"), adult=WHOLE)  # at the same place: the gravest counts
    assert told(school, "filtering.guests") == (1, 0, 1, 0)


def test_the_same_results_twice_are_one(school: School) -> None:
    row = a_test(school)
    document = results(row)
    first, again = (actions.take_results(row, one, came="file", actor=BY) for one in (document, dict(document)))
    entries = Entry.objects.count()
    assert (first[1], again) == (False, (first[0], True))
    assert actions.take_results(row, document | {"sent": timezone.now().isoformat()}, came="file", actor=BY)[1]
    assert Entry.objects.count() == entries


def test_a_dead_proxy_gives_no_evidence_and_an_alarm(school: School) -> None:
    run = ran(a_test(school), controls=DEAD, adult=DEAD, iwf=DEAD, fair_childline=DEAD, fair_faith=DEAD, doh=DEAD)
    assert (run.judged, run.good, run.bad) == ("unclear", 0, 0)
    assert told(school, "filtering.tested") == (5, 0, 0, 5)
    assert told(school, "filtering.illegal") == (1, 0, 0, 1)
    assert alarms(school) == [("dead", "")]


def test_a_change_is_alarmed_of_once_until_it_is_right_again(school: School) -> None:
    row = a_test(school)
    now = timezone.now() - timedelta(hours=9)
    ran(row, received=now)
    for hour in (1, 2, 3):
        ran(row, received=now + timedelta(hours=hour), adult=WHOLE)
    assert alarms(school) == [("let-through", "adult")]
    letters = Notice.objects.for_school(school).filter(kind="filter.changed")
    assert letters.count() == 1
    assert told(school, "filtering.tested") == (5, 4, 1, 0)
    ran(row, received=now + timedelta(hours=4))
    assert alarms(school) == []
    ran(row, received=now + timedelta(hours=5), adult=WHOLE)
    assert letters.count() == 2


def test_what_could_not_be_told_settles_no_alarm(school: School) -> None:
    row = a_test(school)
    now = timezone.now() - timedelta(hours=3)
    ran(row, received=now, adult=WHOLE)
    ran(row, received=now + timedelta(hours=1), controls=DEAD)
    assert sorted(alarms(school)) == [("dead", ""), ("let-through", "adult")]


def test_results_that_come_late_change_no_alarm(school: School) -> None:
    row = a_test(school)
    old = results(row, ended=timezone.now() - timedelta(days=2), adult=WHOLE)
    ran(row)
    actions.take_results(row, old, came="file", actor=BY)
    assert alarms(school) == []
    assert [one.state for one in queries.proofs(school)] == ["proven"]


def test_silence_is_an_alarm_once_and_no_proof(school: School) -> None:
    row = a_test(school)
    ran(row)
    later = timezone.now() + timedelta(days=12)
    assert [one.state for one in queries.proofs(school, later)] == ["out-of-date"]
    assert look_after_tests(later) > 0
    assert alarms(school) == [("silent", "")]
    assert look_after_tests(later + timedelta(minutes=1)) == 0
    assert Notice.objects.for_school(school).filter(kind="filter.changed").count() == 1


def test_a_test_that_never_ran_proves_nothing(school: School) -> None:
    a_test(school)
    assert told(school, "filtering.places_tested") == (1, 0, 0, 1)
    assert told(school, "filtering.illegal") == (1, 0, 0, 1)


def test_results_that_were_changed_are_refused_and_nothing_is_kept(school: School) -> None:
    row, other = a_test(school), a_test(school)
    document = results(row, adult=WHOLE)
    document["ways"][0]["parts"][0]["seen"]["adult"] = ALL_WELL["adult"]
    for wrong in (document, results(other), results(row) | {"plan_digest": "0"}, {"plan": row.ref}):
        with pytest.raises(BadInputError, match="these results"):
            actions.take_results(row, wrong, came="file", actor=BY)
    assert not FilterTestRun.objects.for_school(school).exists()


def test_a_clock_that_is_out_is_noted_and_put_right(school: School) -> None:
    row = a_test(school)
    now = timezone.now()
    behind = now - timedelta(days=3)
    document = results(row, ended=behind) | {"sent": (behind + timedelta(seconds=5)).isoformat()}
    run, _ = actions.take_results(row, document, came="file", actor=BY, received_at=now)
    assert run.skew_seconds == pytest.approx(3 * 86400 - 5, abs=2)
    assert abs(run.ended_at - now) < timedelta(seconds=10)
    with pytest.raises(BadInputError, match="clock"):
        actions.take_results(row, results(row, ended=now + timedelta(days=2)), came="file", actor=BY)


def test_a_plan_that_asks_for_what_none_may_is_refused(school: School) -> None:
    row = a_test(school)
    document = row.document | {"tests": [{"key": "x", "purpose": "block", "address": "http://harm.example/"}]}
    row.document = document
    with pytest.raises(ValueError, match="nobody has looked up"):
        actions.plan_of(row)


def test_over_blocking_is_the_share_of_what_could_be_told(school: School) -> None:
    row = a_test(school)
    day, blocked = today(school), {"how": "answered", "at": "proxy", "status": 403}
    assert queries.over_blocking(school, day, day).rate is None
    ran(row, fair_faith=blocked)
    found = queries.over_blocking(school, day, day)
    assert (found.of, found.blocked, found.opened, found.unclear, found.rate) == (2, 1, 1, 0, 0.5)
    assert found.subjects == (("faith", 1, 1), ("support", 0, 1))
    ran(row, fair_faith={"how": "timed-out"}, fair_childline=blocked)
    again = queries.over_blocking(school, day, day)
    assert (again.of, again.blocked, again.unclear, again.rate) == (2, 1, 1, 1.0)
    assert queries.over_blocking(school, day - timedelta(days=9), day - timedelta(days=1)).of == 0


def test_an_ended_test_is_neither_run_nor_missed(school: School) -> None:
    row = a_test(school)
    ran(row)
    actions.end_test(row, actor=BY)
    assert queries.proofs(school) == []
    with pytest.raises(BadInputError, match="ended"):
        actions.take_results(row, results(row, adult=WHOLE), came="file", actor=BY)
    assert look_after_tests(timezone.now() + timedelta(days=40)) == 0
