"""Silence is never safety, an unconfirmed reading is never broken, and a past day keeps its answer."""

from datetime import date, timedelta

from django.utils import timezone

from schoolgate.controls.contract import ANY_TOPIC, Control
from schoolgate.evidence import actions, queries
from schoolgate.evidence.due import each_day
from schoolgate.evidence.judging import PolicyStanding, judge
from schoolgate.evidence.models import LastJudged, PromiseFinding
from schoolgate.frame import outbox
from schoolgate.frame.actor import person
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.people import actions as people
from schoolgate.people.actions import Period
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.policy import actions as policies
from schoolgate.policy import queries as in_policy
from schoolgate.policy.promises import Correction
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS, REVIEW, reading_of

HEAD = person("per_head")
START = date(2025, 10, 1)
DUE = date(2026, 9, 30)


def adopt(school: School, *sentences: str, start: date = START) -> None:
    reading = reading_of(*sentences, due=DUE)
    version = policies.keep_version(school, reading, filename="policy.docx", data=b"words", actor=HEAD)
    policies.put_in_force(
        version,
        body="governing-body",
        ratified_on=date(2025, 9, 30),
        actor=HEAD,
        actor_name="Joan Achebe",
        in_force_from=start,
    )


def standing(school: School, on: date) -> PolicyStanding:
    found = queries.standing(school, on=on)
    assert found is not None
    return found


def confirm(school: School, on: date) -> None:
    for promise in standing(school, on).promises:
        policies.answer_reading(school, promise.promise.ref, correction=None, actor=HEAD, actor_name="Joan Achebe")


def test_a_promise_nothing_answers_is_not_known_and_says_what_would_answer_it(school: School) -> None:
    adopt(school, PASSWORDS)
    (promise,) = standing(school, START).promises
    assert promise.standing is Standing.NOT_KNOWN
    assert promise.finding.because == "No evidence yet. The account list from IT support would answer it."


def test_inside_its_review_date_it_is_kept(school: School) -> None:
    adopt(school, REVIEW)
    assert standing(school, DUE).promises[0].standing is Standing.KEPT


def test_past_it_nobody_having_confirmed_our_reading_it_is_not_broken(school: School) -> None:
    adopt(school, REVIEW)
    late = standing(school, DUE + timedelta(days=1)).promises[0]
    assert late.standing is Standing.NOT_KNOWN
    assert "Nobody has confirmed" in late.finding.because


def test_past_it_once_confirmed_it_needs_putting_right(school: School) -> None:
    adopt(school, REVIEW)
    confirm(school, START)
    late = standing(school, DUE + timedelta(days=1)).promises[0]
    assert late.standing is Standing.BROKEN
    assert "still in force until governors replace it" in late.finding.because


def test_the_same_day_asked_about_again_has_the_same_answer(school: School) -> None:
    adopt(school, REVIEW, PASSWORDS)
    known = timezone.now()
    before = queries.standing(school, on=DUE + timedelta(days=1), known_at=known)
    confirm(school, START)
    assert queries.standing(school, on=DUE + timedelta(days=1), known_at=known) == before
    assert queries.standing(school, on=DUE + timedelta(days=1)) != before


def test_regularly_can_never_be_late(school: School) -> None:
    adopt(school, REPORTS)
    (promise,) = standing(school, START).promises
    assert promise.standing is Standing.NOT_KNOWN
    assert "“regularly” gives no number" in promise.finding.because


def test_files_that_would_answer_are_counted(school: School) -> None:
    adopt(school, REVIEW, PASSWORDS, REPORTS)
    found = standing(school, START)
    assert found.answered == 1
    assert [(source.words, count) for source, count in found.files_that_would_answer()] == [("Account list", 1)]


def test_findings_are_kept_as_intervals_and_only_when_they_change(school: School) -> None:
    adopt(school, REVIEW)
    confirm(school, START)
    assert actions.record_findings(school, on=START, now=timezone.now()) == 1
    assert actions.record_findings(school, on=START + timedelta(days=7), now=timezone.now()) == 0
    assert actions.record_findings(school, on=DUE + timedelta(days=1), now=timezone.now()) == 1
    intervals = PromiseFinding.objects.for_school(school).known().order_by("valid_from")
    assert [(row.standing, row.valid_to) for row in intervals] == [("kept", DUE + timedelta(days=1)), ("broken", None)]


def test_a_confirmation_lapses_by_itself_whichever_check_brought_it(school: School) -> None:
    adopt(school, PASSWORDS)
    policy = in_policy.in_force(school, on=START)
    assert policy is not None
    said = Finding(Standing.DECLARED, "The head says so.", by="the head", until=START)
    told = Control("told", "Told", ANY_TOPIC, "head", "daily", (), lambda **_: said, ())
    days = (START, START + timedelta(days=1))
    found = [judge(policy, [told], queries.end_of(school, day)).promises[0].finding for day in days]
    assert [(one.standing, one.stale) for one in found] == [(Standing.DECLARED, False), (Standing.NOT_KNOWN, True)]


def test_what_was_found_of_a_promise_ends_with_the_promise(school: School) -> None:
    adopt(school, REVIEW, PASSWORDS)
    actions.record_findings(school, on=START, now=timezone.now())
    later = START + timedelta(days=7)
    nothing = Correction(promises=False)
    ref = standing(school, START).promises[1].promise.ref
    policies.answer_reading(school, ref, correction=nothing, actor=HEAD, actor_name="Joan Achebe")
    assert actions.record_findings(school, on=later, now=timezone.now()) == 1
    ends = PromiseFinding.objects.for_school(school).known().order_by("promise_id").values_list("valid_to", flat=True)
    assert list(ends) == [None, later]


def test_a_verdict_keeps_the_calendar_it_was_reached_under(school: School) -> None:
    adopt(school, REVIEW)
    confirm(school, START)
    before = calendar(school).version
    actions.record_findings(school, on=START, now=timezone.now())
    term = Period("term", "Autumn term", date(2025, 9, 3), date(2025, 12, 19))
    people.set_calendar(school, [term], first=date(2025, 9, 1), last=date(2026, 8, 31), actor=HEAD)
    actions.record_findings(school, on=DUE + timedelta(days=1), now=timezone.now())
    kept, broken = PromiseFinding.objects.for_school(school).known().order_by("valid_from")
    assert kept.calendar_version == before
    assert broken.calendar_version == calendar(school).version != before


def test_a_school_with_no_policy_has_no_standing(school: School) -> None:
    assert queries.standing(school, on=START) is None
    assert actions.record_findings(school, on=START, now=timezone.now()) == 0


def test_what_changes_a_standing_is_told_and_judged_again_by_itself(school: School) -> None:
    adopt(school, REVIEW)
    assert outbox.deliver_due().done == 1
    (first,) = PromiseFinding.objects.for_school(school).known()
    assert first.standing == "not_known"
    confirm(school, timezone.localdate())
    assert outbox.deliver_due().done == 1
    (second,) = PromiseFinding.objects.for_school(school).known()
    assert second.standing == "broken"  # the review was due before today, and our reading is confirmed now


def test_the_clock_judges_each_school_once_a_day(school: School) -> None:
    adopt(school, REVIEW)
    assert each_day(timezone.now()) == 1
    assert each_day(timezone.now()) == 0
    LastJudged.objects.for_school(school).update(on=timezone.localdate() - timedelta(days=1))
    assert each_day(timezone.now()) == 0  # looked again, and nothing had changed


def test_an_older_promise_that_comes_back_is_judged_at_once(school: School) -> None:
    adopt(school, REVIEW, PASSWORDS)
    outbox.deliver_due()
    older = standing(school, timezone.localdate()).promises[1].promise.ref
    adopt(school, REVIEW, "Passwords of staff are renewed every term by IT support.")
    outbox.deliver_due()
    open_now = PromiseFinding.objects.for_school(school).as_of(timezone.localdate())
    assert not open_now.filter(promise__ref=older).exists()
    policies.answer_offer(school, in_policy.offers(school)[0].promise, same=True, actor=HEAD)
    assert outbox.deliver_due().done == 1
    assert open_now.filter(promise__ref=older).exists()
    assert open_now.count() == 2
