"""The online safety lead, by keyboard alone: a job done, a risk entered against a promise, a course and who took it."""

from datetime import timedelta

import pytest

from browser.days import Day, Keys, fills_day, presses
from schoolgate.learning.queries import needs
from schoolgate.people.access import today
from schoolgate.registers.queries import risks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_job_and_a_risk_by_keyboard_alone(day: Day) -> None:
    day.job("online-safety-lead", "Go through the list of risks", "The online safety lead keeps")
    email = day.works("Joanna Petrie", "online-safety-lead")
    visitor = day.opens()
    page, keys = visitor.goes("/account/login/"), Keys(visitor.page)
    keys.signs_in(email)
    visitor.goes("~/jobs/")
    keys.enters(page.get_by_role("link", name="Go through the list of risks"))
    keys.enters(page.get_by_role("button", name="It is done"))
    assert len(day.recorded("job.done")) == 1
    visitor.goes("~/risks/")
    keys.enters(page.get_by_role("link", name="Add a risk"))
    keys.types("What could go wrong?", "A tablet goes home with a child")
    for name in ("likelihood", "impact"):
        keys.tabs_to(page.locator(f"#id_{name}"))
        page.keyboard.press("ArrowDown")
    keys.types("What keeps it down?", "They are counted back in.")
    keys.tabs_to(page.locator("main details summary"))
    page.keyboard.press("Enter")
    keys.ticks(page.locator("input[name=promises]"))
    keys.dates("review_on", today(day.school) + timedelta(days=90))
    keys.enters(page.get_by_role("button", name="Add it"))
    (risk,) = risks(day.school, on=today(day.school))
    assert (risk.words, len(risk.promises)) == ("A tablet goes home with a child", 1)
    assert len(day.recorded("registers.risk-added")) == 1


def test_training_is_declared(day: Day) -> None:
    day.person("Sam Rook", "teachers")
    visitor = day.comes(day.works("Joanna Petrie", "online-safety-lead"))
    page = visitor.goes("~/training/")
    presses(page, "Add a course", "link")
    page.get_by_label("What is it called?").fill("Safe use of tablets")
    page.locator("input[name=roles][value=teachers]").check()
    presses(page, "Add it")
    presses(page, "Safe use of tablets", "link")
    page.get_by_label("Sam Rook").check()
    fills_day(page, "taken-on", today(day.school))
    presses(page, "Note it")
    (need,) = needs(day.school, on=today(day.school))
    assert (need.name, need.holds, need.taken) == ("Sam Rook", True, today(day.school))
    assert (len(day.recorded("learning.course-kept")), len(day.recorded("learning.attended"))) == (1, 1)
