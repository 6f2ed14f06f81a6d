"""The head's Friday, by keyboard alone: a broken promise gets what, who and by when, and governors get their paper."""

from datetime import timedelta

import pytest

from browser.days import Day, Keys
from browser.visiting import EMAIL, OPERATOR
from schoolgate.evidence import queries as evidence
from schoolgate.people.access import today
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Amendment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_friday_by_keyboard_alone(day: Day) -> None:
    visitor = day.opens()
    page, keys = visitor.goes("/account/login/"), Keys(visitor.page)
    keys.signs_in(EMAIL)
    visitor.goes("~/friday/")
    keys.skips()
    keys.enters(page.locator(".sg-five .sg-mark.fix, .sg-five a:has(.fix)"))
    assert "Needs putting right" in page.locator("#open-h").inner_text()
    opened = page.url.partition("open=")[2].partition("#")[0]
    keys.enters(page.get_by_role("link", name="Add a note"))
    keys.types("What are we doing?", "The review is on the agenda of the next meeting.")
    keys.types("Who?", "Amara Whitlock")
    by = today(day.school) + timedelta(days=20)
    keys.dates("by_when", by)
    keys.enters(page.get_by_role("button", name="Keep this"))
    (said,) = evidence.being_put_right(day.school, today(day.school))
    assert (said.what, said.by_when) == ("The review is on the agenda of the next meeting.", by)
    assert said.promise == opened
    assert len(day.recorded("promise.put-right")) == 1
    visitor.goes("~/")
    assert "The review is on the agenda" in page.locator("#right + ul").inner_text()


def test_the_paper_for_governors_by_keyboard_alone(day: Day) -> None:
    policies.propose_amendment(
        day.school,
        now="",
        proposed="Staff lock their screens.",
        why="We do.",
        actor=OPERATOR,
        actor_name="Joanna Petrie",
    )
    visitor = day.opens()
    keys, page = Keys(visitor.page), visitor.goes("/account/login/")
    keys.signs_in(EMAIL)
    visitor.goes("~/policy/amendments/")
    keys.ticks(page.locator("input[name=body]"))
    keys.dates("on", today(day.school) + timedelta(days=14))
    keys.enters(page.get_by_role("button", name="Make the paper"))
    assert page.locator("h1").inner_text() == "1 proposed change to our policy"
    assert "Staff lock their screens." in page.locator("main").inner_text()
    assert Amendment.objects.for_school(day.school).get().meeting is not None
