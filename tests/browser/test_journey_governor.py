"""A governor: comes in by a one-time link, reads without names, asks, is answered, and signs; at a telephone."""

import pytest
from playwright.sync_api import Page

from browser.days import Day, presses
from schoolgate.agreements import actions as agreements
from schoolgate.agreements.models import Question
from schoolgate.frame.actor import person as acting
from schoolgate.home.actions import signed_days
from schoolgate.people import links
from schoolgate.people.access import today
from schoolgate.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url


def test_an_evening_at_a_telephone(day: Day) -> None:
    head = Person.objects.for_school(day.school).get(account__isnull=False)
    governor = day.person("Michael Adeyemi", "online-safety-governor")
    link = links.make(governor, actor=acting(head.ref))
    visitor = day.opens(width=390)
    page = visitor.goes(f"/come-in/{link}/")
    presses(page, "Go in")
    _fits(page)
    presses(page, "How it stands, for governors", "link")
    _fits(page)
    read = page.locator("main").inner_text()
    assert head.name not in read
    assert "Needs putting right" in read
    assert "What you might ask" in read
    page.locator(".sg-pick summary").click()
    presses(page, "Questions", "link")
    _fits(page)
    page.get_by_label("Whom do you ask?").select_option("head")
    page.get_by_label("Your question").fill("What have families told us?")
    presses(page, "Ask")
    asked = Question.objects.for_school(day.school).get()
    agreements.answer(asked, head, "They asked for an evening.", actor=acting(head.ref))
    assert "They asked for an evening." in visitor.goes("~/agreements/questions/").locator("#mine + ul").inner_text()
    visitor.goes("~/governors/")
    presses(page, "I have read this")
    assert "You last signed on" in page.locator("main").inner_text()
    assert signed_days(day.school, governor.ref) == [today(day.school)]
    assert day.recorded("governor.read") == [governor.ref]
    assert "What the school can show today: 2 that need putting right" in page.locator("main").inner_text()
    _fits(page)
