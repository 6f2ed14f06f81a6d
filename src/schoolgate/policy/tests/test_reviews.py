"""When the policy's review is due: the sooner of its date and of whatever calls for one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import person, system
from schoolgate.frame.models import OutboxEvent
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.models import Entry
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, due, life, queries
from schoolgate.policy.models import ReviewTrigger
from schoolgate.policy.packs import in_force as packs_in_force
from schoolgate.policy.reviewing import SHORTEST, Trigger, due_after, review_due
from schoolgate.policy.tests.a_policy import REVIEW, reading_of

HEAD = person("per_head")
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def adopt(school: School, *, ratified_on: date, review: date | None = None) -> None:
    version = actions.keep_version(school, reading_of(REVIEW, due=review), filename="p.md", data=b"w", actor=HEAD)
    actions.put_in_force(
        version,
        body="governing-body",
        ratified_on=ratified_on,
        actor=HEAD,
        actor_name="Joan",
        in_force_from=ratified_on,
    )


def raised(ref: str, due: date, *, answered: bool = False) -> Trigger:
    return Trigger(ref, "incident", "inc_1", "", due - timedelta(days=50), due, due if answered else None)


def test_an_incident_brings_the_review_forward_and_a_review_held_puts_it_back(school: School) -> None:
    day = today(school)
    far = day + timedelta(days=700)
    adopt(school, ratified_on=day - timedelta(days=30), review=far)
    assert queries.review_due(school, day).day == far
    ref = actions.trigger_review(school, "incident", reason_ref="inc_1", words="A filter let a site by.", actor=HEAD)
    sooner = queries.review_due(school, day)
    assert sooner.day is not None
    assert sooner.day < far
    assert sooner.because is not None
    assert sooner.because.words == "A filter let a site by."
    actions.hold_review(school, held_on=day, outcome="no-change", actor=HEAD, actor_name="Joan Achebe")
    assert queries.review_due(school, day).day == far
    assert [one.ref for one in life.triggers(school, on=day) if one.answered_on == day] == [ref]


def test_the_same_reason_is_raised_once_and_told_once(school: School) -> None:
    first = actions.trigger_review(school, "ai-tool", reason_ref="tool_1", words="A chat tool.", actor=HEAD)
    again = actions.trigger_review(school, "ai-tool", reason_ref="tool_1", words="The same.", actor=system("clock"))
    other = actions.trigger_review(school, "ai-tool", reason_ref="tool_2", actor=HEAD)
    assert first == again != other
    assert OutboxEvent.objects.filter(kind="policy.review-triggered").count() == 2
    assert Entry.objects.count() == 2


def test_what_calls_for_a_review_is_closed_by_nothing_but_a_review(school: School) -> None:
    ref = actions.trigger_review(school, "incident", reason_ref="inc_1", actor=HEAD)
    before = actions.hold_review(
        school, held_on=today(school) - timedelta(days=1), outcome="no-change", actor=HEAD, actor_name="Joan"
    )
    with pytest.raises(BadInputError, match="not answered until one is held"):
        actions.close_trigger(school, ref, review="", actor=HEAD)
    with pytest.raises(BadInputError, match="before this was raised"):
        actions.close_trigger(school, ref, review=before.ref, actor=HEAD)
    with pytest.raises(NotFoundError):
        actions.close_trigger(school, ref, review="review_none", actor=HEAD)
    assert len(queries.open_triggers(school, today(school))) == 1
    held = actions.hold_review(school, held_on=today(school), outcome="amendments", actor=HEAD, actor_name="Joan")
    actions.close_trigger(school, ref, review=held.ref, actor=HEAD)  # it is answered already: nothing more happens
    assert queries.open_triggers(school, today(school)) == ()
    assert not Entry.objects.filter(body__kind="policy.trigger-closed").exists()


def test_a_past_day_stands_as_it_was_known_then(school: School) -> None:
    day = today(school)
    adopt(school, ratified_on=day - timedelta(days=30))
    actions.trigger_review(school, "technology", reason_ref="tab_1", actor=HEAD)
    before = timezone.now()
    actions.hold_review(school, held_on=day, outcome="no-change", actor=HEAD, actor_name="Joan")
    assert len(queries.open_triggers(school, day, known_at=before)) == 1
    assert queries.open_triggers(school, day) == ()
    assert queries.open_triggers(school, day - timedelta(days=1)) == ()


@pytest.mark.parametrize("outcome", ["nonsense", ""])
def test_a_review_says_how_it_ended_and_has_been_held(school: School, outcome: str) -> None:
    with pytest.raises(BadInputError):
        actions.hold_review(school, held_on=today(school), outcome=outcome, actor=HEAD, actor_name="Joan")
    later = today(school) + timedelta(days=1)
    with pytest.raises(BadInputError, match="has not been held yet"):
        actions.hold_review(school, held_on=later, outcome="no-change", actor=HEAD, actor_name="Joan")


def test_a_review_may_set_the_day_of_the_next(school: School) -> None:
    day = today(school)
    adopt(school, ratified_on=day - timedelta(days=30), review=day - timedelta(days=5))
    following = day + timedelta(days=365)
    actions.hold_review(school, held_on=day, outcome="no-change", next_due=following, actor=HEAD, actor_name="Joan")
    assert queries.review_due(school, day).day == following
    assert queries.review_due(school, day - timedelta(days=1)).day == day - timedelta(days=5)


@pytest.mark.parametrize(("kind", "reason"), [("weather", "inc_1"), ("incident", ""), ("incident", "x" * 81)])
def test_what_is_no_reason_is_refused(school: School, kind: str, reason: str) -> None:
    with pytest.raises(BadInputError):
        actions.trigger_review(school, kind, reason_ref=reason, actor=HEAD)
    assert not ReviewTrigger.objects.for_school(school).exists()


def test_statutory_guidance_newer_than_the_policy_calls_for_a_review_once(school: School) -> None:
    due.newer_guidance(timezone.now())
    assert queries.open_triggers(school, today(school)) == ()  # no policy, nothing to review
    adopt(school, ratified_on=date(2019, 9, 30))
    due.newer_guidance(timezone.now())
    assert due.newer_guidance(timezone.now()) == 0
    newer = {p.key for p in packs_in_force(today(school)) if p.kind in due.STATUTORY and p.starts > date(2019, 9, 30)}
    assert newer
    assert {one.reason_ref for one in queries.open_triggers(school, today(school))} == newer


def test_a_policy_ratified_since_calls_for_none(school: School) -> None:
    adopt(school, ratified_on=today(school))
    assert due.newer_guidance(timezone.now()) == 0


@given(st.none() | DAYS, st.lists(st.tuples(DAYS, st.booleans()), max_size=6))
def test_it_is_the_sooner_of_the_date_and_the_open_triggers(
    by_date: date | None, drawn: list[tuple[date, bool]]
) -> None:
    triggers = [raised(f"trigger_{n}", day, answered=answered) for n, (day, answered) in enumerate(drawn)]
    found = review_due(by_date, triggers)
    counted = [day for day, answered in drawn if not answered] + ([by_date] if by_date else [])
    assert found.day == min(counted, default=None)
    assert found == review_due(by_date, reversed(triggers))  # in whatever order they came
    assert (found.because is not None) == (found.day is not None and found.day != by_date)


@given(st.none() | DAYS, st.lists(DAYS, min_size=1, max_size=6))
def test_one_more_trigger_never_puts_the_review_off_and_answering_all_gives_the_date_back(
    by_date: date | None, days: list[date]
) -> None:
    triggers = [raised(f"trigger_{n}", day) for n, day in enumerate(days)]
    before, after = review_due(by_date, triggers[:-1]).day, review_due(by_date, triggers).day
    assert after is not None
    assert before is None or after <= before
    assert review_due(by_date, [raised(t.ref, t.due, answered=True) for t in triggers]).day == by_date


@given(DAYS)
def test_a_trigger_leaves_six_weeks_and_ends_with_a_term(day: date) -> None:
    calendar = SchoolCalendar()
    last = due_after(day, calendar)
    assert last - day >= SHORTEST
    term = calendar.term_on(last)
    assert term is not None
    assert term.ends == last
    assert last - day < timedelta(days=200)


def test_a_review_entered_twice_is_one_and_one_raised_between_is_answered(school: School) -> None:
    day = today(school)

    def held() -> str:
        return actions.hold_review(school, held_on=day, outcome="no-change", actor=HEAD, actor_name="Joan Achebe").ref

    first = held()
    assert held() == first
    actions.trigger_review(school, "incident", reason_ref="inc_1", actor=HEAD)
    assert held() != first
    assert not queries.open_triggers(school, day)
